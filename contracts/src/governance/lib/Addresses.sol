// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Where the governance contracts are on every governance chain: fixed by its genesis file.
/// @dev Compiled in, so that finding each other costs no storage and cannot be redirected.
library Addresses {
    address internal constant INSTITUTIONS = address(0x1001);
    address internal constant ACCOUNTS = address(0x1002);
    address internal constant WORK_ORDERS = address(0x1003);
    address internal constant NODES = address(0x1004);
    address internal constant SERVICES = address(0x1005);
    address internal constant SUBCHAINS = address(0x1006);
    address internal constant PIPELINES = address(0x1007);
    address internal constant TRANSACTIONS = address(0x1008);
    address internal constant CREDIT = address(0x1009);
    address internal constant CONTRACTS = address(0x100a);
    address internal constant PROTOCOL_KEYS = address(0x100d);
    address internal constant ALLIANCES = address(0x100b);
    address internal constant DATA_LEDGER = address(0x100c);
    address internal constant VALIDATOR_SHIELD = address(0x1100);
    address internal constant RECOVERY_VALIDATORS = address(0x1101);

    /// @dev A proxy's first implementation is this far above it.
    uint160 internal constant IMPLEMENTATION_OFFSET = 0x1000;
}
