// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {vm, Vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IContracts} from "../../src/governance/interfaces/IContracts.sol";
import {IGovernanceErrors} from "../../src/governance/interfaces/IGovernanceErrors.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {GenesisPermissions} from "../../src/governance/lib/GenesisPermissions.sol";
import {GenesisPolicies} from "../../src/governance/lib/GenesisPolicies.sol";
import {Roles} from "../../src/governance/lib/Roles.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title Who may call what, of every function that a role or a work order may call: what contracts get later is found
/// through the permissions, the policies and the directory.
contract AccessTest is ConsortiumTest {
    IAccessManager internal constant manager = IAccessManager(Addresses.ACCOUNTS);
    /// @dev ERC-7201 slot of OpenZeppelin's Initializable; the version is in the lowest 64 bits.
    bytes32 internal constant INITIALIZED = 0xf0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00;

    mapping(bytes32 event_ => uint256) private told;

    function setUp() public override {
        vm.recordLogs();
        super.setUp();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32[] memory t = logs[i].topics;
            ++told[key(t[0], t.length > 1 ? t[1] : bytes32(0), t.length > 2 ? t[2] : bytes32(0))];
        }
    }

    function test_refusesEveryOtherRole_whereARoleIsNeeded() public {
        GenesisPermissions.Permission[] memory p = GenesisPermissions.all();
        for (uint256 i = 0; i < p.length; ++i) {
            for (uint256 r = 0; r <= 4; ++r) {
                (bool member,) = manager.hasRole(p[i].role, caller(r));
                if (member) continue;
                refused(p[i].target, p[i].selector, caller(r));
            }
        }
    }

    function test_refusesEverybody_whereAWorkOrderIsNeeded() public {
        IWorkOrders.PolicyRule[] memory rules = GenesisPolicies.all();
        for (uint256 i = 0; i < rules.length; ++i) {
            for (uint256 r = 0; r <= 4; ++r) {
                refused(rules[i].target, rules[i].selector, caller(r));
            }
        }
    }

    function test_noImplementationCanBeInitialised_norAnyProxyAgain() public view {
        IContracts.GovernedContract[] memory all = contracts.governedContracts(0, 100);
        check(all.length >= 9, "the genesis contracts");
        for (uint256 i = 0; i < all.length; ++i) {
            uint256 implementation = uint256(vm.load(all[i].implementation, INITIALIZED));
            eq(uint64(implementation), type(uint64).max, string.concat("locked: ", all[i].name));
            eq(uint64(uint256(vm.load(all[i].location, INITIALIZED))), 1, string.concat("done: ", all[i].name));
        }
    }

    function test_onlyTheDirectoryUpgrades() public {
        IContracts.GovernedContract[] memory all = contracts.governedContracts(0, 100);
        for (uint256 i = 0; i < all.length; ++i) {
            bytes memory call = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (all[i].implementation, ""));
            for (uint256 r = 0; r <= 5; ++r) {
                address by = r == 5 ? Addresses.WORK_ORDERS : caller(r);
                vm.prank(by);
                (bool success, bytes memory reason) = all[i].location.call(call);
                check(!success, "upgraded past the directory");
                bytes memory expected =
                    abi.encodeWithSelector(IGovernanceErrors.NotTheDirectory.selector, by, Addresses.CONTRACTS);
                eq(keccak256(reason), keccak256(expected), "reason");
            }
            vm.prank(Addresses.CONTRACTS);
            (bool done,) = all[i].location.call(call);
            check(done, string.concat("the directory cannot upgrade ", all[i].name));
        }
    }

    /// @dev Who nobody knows has the number of no role, which is that of the administrator.
    function test_nobodyIsAdministrator_butTheContractsThatGovern() public view {
        for (uint256 r = 0; r <= 4; ++r) {
            (bool member,) = manager.hasRole(Roles.ADMIN, caller(r));
            check(!member, "an administrator");
        }
        (bool orders,) = manager.hasRole(Roles.ADMIN, Addresses.WORK_ORDERS);
        (bool directory,) = manager.hasRole(Roles.ADMIN, Addresses.CONTRACTS);
        check(orders && directory, "the contracts that govern");
    }

    function test_grantsRolesThatAreNotReserved() public {
        uint64 free = Roles.ACCOUNT + 1;
        vm.startPrank(Addresses.WORK_ORDERS);
        manager.grantRole(free, address(7), 0);
        (bool member,) = manager.hasRole(free, address(7));
        check(member, "granted");
        manager.revokeRole(free, address(7));
        (member,) = manager.hasRole(free, address(7));
        check(!member, "revoked");
        for (uint64 role = 0; role <= Roles.ACCOUNT; ++role) {
            vm.expectRevert(abi.encodeWithSelector(IAccounts.RoleReserved.selector, role));
            manager.grantRole(role, address(7), 0);
            vm.expectRevert(abi.encodeWithSelector(IAccounts.RoleReserved.selector, role));
            manager.revokeRole(role, address(7));
        }
        vm.stopPrank();
    }

    /// @dev Tools that follow the events learn administrators, roles, permissions and policies from the first block.
    function test_tellsWhoMayWhat_whenFounded() public view {
        for (uint64 role = Roles.GOVERNOR; role <= Roles.ACCOUNT; ++role) {
            eq(told[key(IAccessManager.RoleLabel.selector, bytes32(uint256(role)), 0)], 1, "label");
        }
        address[2] memory administrators = [Addresses.WORK_ORDERS, Addresses.CONTRACTS];
        for (uint256 i = 0; i < 2; ++i) {
            bytes32 account = bytes32(uint256(uint160(administrators[i])));
            eq(told[key(IAccessManager.RoleGranted.selector, bytes32(uint256(Roles.ADMIN)), account)], 1, "granted");
        }
        IWorkOrders.PolicyRule[] memory rules = GenesisPolicies.all();
        for (uint256 i = 0; i < rules.length; ++i) {
            bytes32 at = bytes32(uint256(uint160(rules[i].target)));
            eq(told[key(IWorkOrders.PolicyChanged.selector, at, bytes32(rules[i].selector))], 1, "policy");
        }
        GenesisPermissions.Permission[] memory p = GenesisPermissions.all();
        for (uint256 i = 0; i < p.length; ++i) {
            bytes32 topic = IAccessManager.TargetFunctionRoleUpdated.selector;
            check(
                told[key(topic, bytes32(uint256(uint160(p[i].target))), bytes32(uint256(p[i].role)))] > 0, "permission"
            );
        }
    }

    // ---- words

    function key(bytes32 topic, bytes32 first, bytes32 second) private pure returns (bytes32) {
        return keccak256(abi.encode(topic, first, second));
    }

    /// @dev 0: a stranger, else an account of each role of registry.
    function caller(uint256 role) private pure returns (address) {
        return role == 0 ? address(0xdead) : person(0, AccountRole(role));
    }

    /// @dev Zeros decode as whatever a function wants; the guard answers before anything looks at them.
    function refused(address at, bytes4 selector, address by) private {
        vm.prank(by);
        (bool success, bytes memory reason) = at.call(abi.encodePacked(selector, new bytes(64 * 32)));
        check(!success, string.concat("accepted: ", vm.toString(uint32(selector))));
        bytes4 why = bytes4(reason);
        bool guard = why == IAccessManaged.AccessManagedUnauthorized.selector
            || why == IGovernanceErrors.NotAWorkOrder.selector || why == IGovernor.GovernorOnlyExecutor.selector
            || why == IAccessManager.AccessManagerUnauthorizedAccount.selector;
        // A governor may freeze and revoke accounts of the own institution, so the account is looked at first.
        bool own = selector == IAccounts.freeze.selector || selector == IAccounts.revoke.selector;
        bool looked = own && at == Addresses.ACCOUNTS && why == IAccounts.UnknownAccount.selector;
        check(guard || looked, string.concat("not refused by its guard: ", vm.toString(uint32(selector))));
    }
}
