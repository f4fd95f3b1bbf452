// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IGovernanceErrors} from "../../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title Guards of accounts that nothing but their own test would miss.
contract AccountGuardsTest is ConsortiumTest {
    uint256 internal constant KEY = 4243;

    function testRevert_requestAccount_whenNoRoleIsGiven() public {
        expectRequest(
            REGISTRY,
            AccountRole.None,
            contact(0),
            abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "role", 0, 1, 4)
        );
    }

    function testRevert_requestAccount_whenTheInstitutionIsSuspended() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        bytes memory expected =
            abi.encodeWithSelector(IInstitutions.InstitutionNotActive.selector, TAX, IInstitutions.Status.Suspended);
        expectRequest(TAX, AccountRole.Operator, contact(2), expected);
    }

    function test_workOrderFreezesUnfreezesAndRevokes() public {
        address account = operator(2);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (account)));
        eq(uint256(accounts.account(account).status), uint256(IAccounts.Status.Frozen), "frozen");
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (account)));
        eq(uint256(accounts.account(account).status), uint256(IAccounts.Status.Active), "active");
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.revoke, (account)));
        eq(uint256(accounts.account(account).status), uint256(IAccounts.Status.Revoked), "revoked");
    }

    function testRevert_freezeAndRevoke_byAnotherRoleOfTheInstitution() public {
        for (uint256 r = 2; r <= 4; ++r) {
            address caller = person(0, AccountRole(r));
            bytes memory reason = abi.encodeWithSelector(IAccounts.NotGovernorNorWorkOrder.selector, caller, REGISTRY);
            vm.startPrank(caller);
            vm.expectRevert(reason);
            accounts.freeze(operator(0));
            vm.expectRevert(reason);
            accounts.revoke(operator(0));
            vm.stopPrank();
        }
    }

    function testRevert_whenTheAccountIsUnknown() public {
        bytes memory reason = abi.encodeWithSelector(IAccounts.UnknownAccount.selector, address(9));
        vm.startPrank(Addresses.WORK_ORDERS);
        vm.expectRevert(reason);
        accounts.activate(address(9));
        vm.expectRevert(reason);
        accounts.freeze(address(9));
        vm.expectRevert(reason);
        accounts.unfreeze(address(9));
        vm.expectRevert(reason);
        accounts.revoke(address(9));
        vm.stopPrank();
        IAccounts.Account memory unknown = accounts.account(address(9));
        eq(unknown.account, address(0), "an empty record");
    }

    function testRevert_whenTheAccountIsInAnotherStatus() public {
        vm.startPrank(Addresses.WORK_ORDERS);
        wrong(IAccounts.Status.Active, IAccounts.Status.Requested);
        accounts.activate(operator(0));
        wrong(IAccounts.Status.Active, IAccounts.Status.Frozen);
        accounts.unfreeze(operator(0));
        accounts.freeze(operator(0));
        wrong(IAccounts.Status.Frozen, IAccounts.Status.Active);
        accounts.freeze(operator(0));
        vm.stopPrank();
    }

    function test_tellsEachChange() public {
        vm.recordLogs();
        requestAccount(contact(0), KEY, REGISTRY, AccountRole.Operator);
        told(IAccounts.AccountRequested.selector, vm.addr(KEY));
        vm.recordLogs();
        vm.prank(governor(0));
        accounts.revoke(vm.addr(KEY));
        told(IAccounts.AccountStatusChanged.selector, vm.addr(KEY));
    }

    function told(bytes32 topic, address account) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != topic) continue;
            eq(address(uint160(uint256(logs[i].topics[1]))), account, "account");
            eq(logs[i].topics[2], REGISTRY, "institution");
            return;
        }
        check(false, "no event");
    }

    function wrong(IAccounts.Status actual, IAccounts.Status expected) private {
        vm.expectRevert(abi.encodeWithSelector(IAccounts.AccountStatusWrong.selector, operator(0), actual, expected));
    }

    function expectRequest(bytes32 institution, AccountRole role, address sender, bytes memory reason) private {
        bytes memory publicKey = publicKeyOf(KEY);
        bytes memory agreed = consent(KEY, institution, role);
        vm.expectRevert(reason);
        vm.prank(sender);
        accounts.requestAccount(vm.addr(KEY), institution, role, publicKey, agreed);
    }
}
