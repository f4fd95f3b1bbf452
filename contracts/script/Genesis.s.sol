// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GenesisCode} from "./GenesisCode.sol";
import {vm} from "./Vm.sol";

/// @title Writes the genesis allocation: code and implementation slots of all governance contracts, nothing initialised.
/// @notice The genesis file of a chain is made from it by these calls, in this order, on a scratch chain that starts at
/// time 1 or later; anybody may send them there. Then the state of the fixed addresses and of the first implementations
/// is the allocation. On the live chain none of these functions can be called again.
///
///  1. Institutions.initialize(0x1002, Founding[] {code, name, documentDigest, attributes, contact})
///  2. Accounts.initialize(FoundingAccount[] {institution id, role, publicKey of 64 bytes})
///  3. WorkOrders.initialize(votingPeriod, gracePeriod), in seconds; by default 7 days and 14 days
///  4. Nodes.initialize(0x1002, FoundingNode[] {institution id, kind, publicKey of 64 bytes, endpoint}); this also
///     teaches ValidatorShield its fallback
///  5. Services, Subchains, Pipelines, Transactions, Credit, Contracts, ProtocolKeys, Alliances, DataLedger:
///     initialize(0x1002) each
///  6. RecoveryValidators.initialize(address[] validators)
contract Genesis {
    function run(string calldata path) external {
        GenesisCode.deployAll();
        vm.dumpState(path);
    }
}
