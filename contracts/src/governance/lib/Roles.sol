// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Role ids in the access manager. 1 to 4 are the numbers of `IAccounts.Role`.
library Roles {
    uint64 internal constant ADMIN = 0;
    uint64 internal constant GOVERNOR = 1;
    uint64 internal constant OPERATOR = 2;
    uint64 internal constant CROSS_CHAIN = 3;
    uint64 internal constant AUDITOR = 4;
    /// @dev Governors and operators; derived, held by nobody.
    uint64 internal constant MEMBER = 5;
    /// @dev Every active account; derived.
    uint64 internal constant ACCOUNT = 6;
    uint64 internal constant PUBLIC = type(uint64).max;
}
