// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Addresses} from "../src/governance/lib/Addresses.sol";
import {vm} from "./Vm.sol";

/// @title Puts every governance contract at its fixed address: implementations, proxies, shield, recovery contract.
/// @dev The compiler's runtime code has zeros where immutables go, so each contract is constructed in place: its creation
/// code is put at the address and called; what it returns is the code. Constructor storage lands at the address as well.
library GenesisCode {
    function deployAll() internal {
        vm.warp(1);
        deployGoverned("Institutions", Addresses.INSTITUTIONS);
        deployGoverned("Accounts", Addresses.ACCOUNTS);
        deployGoverned("WorkOrders", Addresses.WORK_ORDERS);
        deployGoverned("Nodes", Addresses.NODES);
        deployGoverned("Services", Addresses.SERVICES);
        deployGoverned("Subchains", Addresses.SUBCHAINS);
        deployGoverned("Pipelines", Addresses.PIPELINES);
        deployGoverned("Transactions", Addresses.TRANSACTIONS);
        deployGoverned("Contracts", Addresses.CONTRACTS);
        deployGoverned("ProtocolKeys", Addresses.PROTOCOL_KEYS);
        deployGoverned("Credit", Addresses.CREDIT);
        deployGoverned("Alliances", Addresses.ALLIANCES);
        deployGoverned("DataLedger", Addresses.DATA_LEDGER);
        deployAt(Addresses.VALIDATOR_SHIELD, code("ValidatorShield"));
        deployAt(Addresses.RECOVERY_VALIDATORS, code("RecoveryValidators"));
    }

    function deployGoverned(string memory name, address proxy) internal {
        address implementation = address(uint160(proxy) + Addresses.IMPLEMENTATION_OFFSET);
        deployAt(implementation, code(name));
        deployAt(proxy, bytes.concat(code("GovernanceProxy"), abi.encode(implementation)));
    }

    function deployAt(address location, bytes memory creationCode) internal {
        vm.etch(location, creationCode);
        (bool success, bytes memory runtimeCode) = location.call("");
        require(success && runtimeCode.length > 0, "a constructor failed");
        vm.etch(location, runtimeCode);
        vm.setNonce(location, 1);
    }

    function code(string memory name) internal view returns (bytes memory) {
        return vm.getCode(string.concat(name, ".sol:", name));
    }
}
