// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GatewayBound} from "../subchain/GatewayBound.sol";
import {GovernedReceiver} from "../subchain/GovernedReceiver.sol";
import {IGateway} from "../subchain/interfaces/IGateway.sol";

/// @title Example of a contract that takes governed calls: keeps digests that institutions of other chains hand in.
/// @notice Same functions as EvidenceStore, but the entry belongs to the institution, not to the account that carried it,
/// so that it outlives a rotation of keys.
contract EvidenceArchive is GovernedReceiver {
    struct Entry {
        bytes32 source;
        bytes32 transaction;
        uint40 at;
        bool active;
        string metadata;
    }

    mapping(bytes32 digest => Entry) private _entries;

    event Stored(bytes32 indexed digest, bytes32 indexed source, bytes32 indexed transaction, string metadata);
    event Withdrawn(bytes32 indexed digest, bytes32 indexed source, bytes32 indexed transaction);

    error AlreadyStored(bytes32 digest, bytes32 source, uint40 at);
    error NotStoredBy(bytes32 digest, bytes32 actual, bytes32 expected);

    constructor(IGateway gateway_) GatewayBound(gateway_) {}

    function store(bytes32 digest, string calldata metadata) external governedStep {
        Entry storage e = _entries[digest];
        if (e.active) revert AlreadyStored(digest, e.source, e.at);
        IGateway.Context memory c = _context();
        _entries[digest] = Entry(c.source, c.transaction, uint40(block.timestamp), true, metadata);
        emit Stored(digest, c.source, c.transaction, metadata);
    }

    /// @notice Compensator of `store`: only the transaction that stored may withdraw.
    function withdraw(bytes32 digest, string calldata) external governedCompensation {
        Entry storage e = _entries[digest];
        IGateway.Context memory c = _context();
        if (!e.active || e.transaction != c.transaction) revert NotStoredBy(digest, c.transaction, e.transaction);
        e.active = false;
        emit Withdrawn(digest, c.source, c.transaction);
    }

    /// @notice What is known of a digest; `active` false when it was withdrawn.
    function find(bytes32 digest)
        external
        view
        returns (string memory metadata, bytes32 source, bytes32 transaction, uint40 at, bool active)
    {
        Entry storage e = _entries[digest];
        return (e.metadata, e.source, e.transaction, e.at, e.active);
    }
}
