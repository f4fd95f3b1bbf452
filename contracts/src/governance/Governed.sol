// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IAccounts} from "./interfaces/IAccounts.sol";
import {IGovernanceErrors} from "./interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
import {Addresses} from "./lib/Addresses.sol";

/// @title What every governed contract shares: permissions from Accounts, upgrades through the directory only.
abstract contract Governed is AccessManagedUpgradeable, UUPSUpgradeable, IGovernanceErrors {
    IAccounts internal constant ACCOUNTS = IAccounts(Addresses.ACCOUNTS);
    IInstitutions internal constant INSTITUTIONS = IInstitutions(Addresses.INSTITUTIONS);

    constructor() {
        _disableInitializers();
    }

    /// @dev Not `restricted`: a frozen contract must stay upgradeable, since an upgrade may be what repairs it.
    function _authorizeUpgrade(address) internal view override {
        if (msg.sender != Addresses.CONTRACTS) revert NotTheDirectory(msg.sender, Addresses.CONTRACTS);
    }

    /// @return The institution that the caller acts for now; 0 when none.
    function _callersInstitution() internal view returns (bytes32) {
        (bytes32 institution,) = ACCOUNTS.activeRole(msg.sender);
        return institution;
    }

    function _requireOwner(bytes32 owner) internal view {
        bytes32 institution = _callersInstitution();
        if (institution != owner || institution == 0) revert NotTheOwner(institution, owner);
    }

    /// @dev A request may be changed until it is granted. One changed after the vote's snapshot is not what was voted on.
    function _requireUnchangedSinceVote(uint48 changedAt) internal view {
        uint48 snapshot = IWorkOrders(Addresses.WORK_ORDERS).executingSnapshot();
        if (changedAt > snapshot) revert ChangedSinceVote(changedAt, snapshot);
    }
}
