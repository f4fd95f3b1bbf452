// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {CrossChainCaller} from "../subchain/CrossChainCaller.sol";
import {GatewayBound} from "../subchain/GatewayBound.sol";
import {IGateway} from "../subchain/interfaces/IGateway.sol";

/// @title Example of a contract that calls another chain: keeps digests of documents here and has them kept there too.
/// @notice Chain to chain, no application in between: `share` stores and asks for `store(bytes32,string)` at the other end of
/// the pipeline (an EvidenceArchive, say); the callback says whether it is there. What was not kept there may be shared
/// again.
contract EvidenceSharing is CrossChainCaller {
    enum Sharing {
        None,
        Requested,
        Shared,
        NotShared
    }

    struct Evidence {
        address by;
        uint40 at;
        Sharing sharing;
        bytes32 transaction;
    }

    uint24 private constant CALLBACK_GAS = 120_000;

    bytes32 public immutable pipeline;

    mapping(bytes32 digest => Evidence) private _evidence;
    mapping(bytes32 call => bytes32 digest) private _digestOf;

    event SharingRequested(bytes32 indexed digest, bytes32 indexed call, address indexed by, string metadata);
    event SharingEnded(bytes32 indexed digest, bytes32 indexed call, Sharing sharing, bytes32 transaction);

    error SharedAlready(bytes32 digest, Sharing actual);
    error NotTheOwner(bytes32 digest, address actual, address expected);

    constructor(IGateway gateway_, bytes32 pipeline_) GatewayBound(gateway_) {
        pipeline = pipeline_;
    }

    /// @param deadline until when it may be sent to the other chain
    function share(bytes32 digest, string calldata metadata, uint40 deadline) external returns (bytes32 call) {
        Evidence storage e = _evidence[digest];
        if (e.sharing == Sharing.Requested || e.sharing == Sharing.Shared) revert SharedAlready(digest, e.sharing);
        if (e.by != address(0) && e.by != msg.sender) revert NotTheOwner(digest, msg.sender, e.by);
        _evidence[digest] = Evidence(msg.sender, uint40(block.timestamp), Sharing.Requested, bytes32(0));
        call = _requestCall(pipeline, "store(bytes32,string)", abi.encode(digest, metadata), deadline, CALLBACK_GAS);
        _digestOf[call] = digest;
        emit SharingRequested(digest, call, msg.sender, metadata);
    }

    function evidenceOf(bytes32 digest) external view returns (Evidence memory) {
        return _evidence[digest];
    }

    function _onOutcome(bytes32 call, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata)
        internal
        override
    {
        bytes32 digest = _digestOf[call];
        Evidence storage e = _evidence[digest];
        e.sharing = outcome == IGateway.CallStatus.Succeeded ? Sharing.Shared : Sharing.NotShared;
        e.transaction = transaction;
        emit SharingEnded(digest, call, e.sharing, transaction);
    }
}
