// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {IWorkOrders} from "../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {Roles} from "../src/governance/lib/Roles.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";

/// @title Rotation and history of accounts, and the list of permissions.
contract RotationTest is ConsortiumTest {
    uint256 internal constant NEXT = 5555;

    function test_successorTakesOver_atOnce() public {
        address next = rotate(crossChain(0), NEXT);
        (bytes32 institution, AccountRole role) = accounts.activeRole(next);
        check(institution == REGISTRY && role == AccountRole.CrossChain, "same institution, same role");
        (, role) = accounts.activeRole(crossChain(0));
        check(role == AccountRole.None, "the old key does nothing any more");
        check(accounts.account(crossChain(0)).status == IAccounts.Status.Rotated, "rotated");
        (address predecessor, address successor) = accounts.succession(next);
        check(predecessor == crossChain(0) && successor == address(0), "succession of the new");
        (predecessor, successor) = accounts.succession(crossChain(0));
        check(predecessor == address(0) && successor == next, "succession of the old");
        eq(accounts.accounts(12, 1)[0].account, next, "listed");
    }

    function test_oldSignaturesStayCheckable() public {
        uint48 before = uint48(block.timestamp);
        vm.warp(before + 100);
        address next = rotate(crossChain(0), NEXT);
        uint48 after_ = uint48(block.timestamp);
        check(accounts.wasActiveAt(crossChain(0), before), "the old key counted then");
        check(!accounts.wasActiveAt(crossChain(0), after_), "and does not now");
        check(!accounts.wasActiveAt(next, before) && accounts.wasActiveAt(next, after_), "the new one does");
        check(accounts.statusAt(crossChain(0), after_) == IAccounts.Status.Rotated, "status");
        eq(keccak256(accounts.account(crossChain(0)).publicKey), keccak256(publicKeyOf(keyOf(0, 3))), "key is kept");
    }

    function test_governorKeepsItsVote_butNeverHasTwo() public {
        uint256 id = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        address next = rotate(governor(0), NEXT);
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.InstitutionHasVoted.selector, id, REGISTRY));
        vm.prank(next);
        workOrders.castVote(id, 1);
        uint48 snapshot = workOrders.workOrder(id).snapshot;
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NoSeat.selector, governor(0), bytes32(0), snapshot));
        vm.prank(governor(0));
        workOrders.castVote(id, 1);
        eq(workOrders.rollOf(governor(0)), 0, "off the roll");
        eq(workOrders.rollOf(next), REGISTRY, "on the roll");
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "the seat stays");
        (address[] memory t, uint256[] memory v, bytes[] memory d) =
            single(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (NOTARY)));
        vm.prank(next);
        uint256 second = workOrders.propose(t, v, d, "by the successor");
        vm.warp(block.timestamp + 1);
        vm.prank(next);
        workOrders.castVote(second, 0);
        eq(workOrders.voteOf(second, REGISTRY), 0, "the successor votes");
    }

    function test_rotatesAgain() public {
        address second = rotate(operator(0), NEXT);
        address third = rotate(second, NEXT + 1);
        (address predecessor,) = accounts.succession(third);
        eq(predecessor, second, "predecessor");
    }

    function testRevert_rotate_whenConsentIsNotForThis() public {
        bytes memory key = publicKeyOf(NEXT);
        bytes[3] memory bad = [
            rotationConsent(NEXT + 1, operator(0), vm.addr(NEXT)),
            rotationConsent(NEXT, operator(1), vm.addr(NEXT)),
            consent(NEXT, REGISTRY, AccountRole.Operator)
        ];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccounts.ConsentInvalid.selector, vm.addr(NEXT)));
            vm.prank(operator(0));
            accounts.rotate(key, bad[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.PublicKeyMalformed.selector, 65, 64));
        vm.prank(operator(0));
        accounts.rotate(bytes.concat(hex"04", key), bad[0]);
    }

    function testRevert_rotate_whenNotActive() public {
        bytes memory key = publicKeyOf(NEXT);
        bytes memory agreed = rotationConsent(NEXT, operator(0), vm.addr(NEXT));
        vm.prank(governor(0));
        accounts.freeze(operator(0));
        notActive(operator(0), IAccounts.Status.Frozen, key, agreed);
        notActive(address(77), IAccounts.Status.None, key, agreed);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        notActive(operator(2), IAccounts.Status.Active, key, agreed);
    }

    function testRevert_rotate_whenSuccessorIsAnAccountAlready() public {
        bytes memory key = publicKeyOf(keyOf(1, 2));
        bytes memory agreed = rotationConsent(keyOf(1, 2), operator(0), operator(1));
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccounts.AccountStatusWrong.selector, operator(1), IAccounts.Status.Active, IAccounts.Status.None
            )
        );
        vm.prank(operator(0));
        accounts.rotate(key, agreed);
    }

    function testRevert_requestAccount_whenItWasRotated() public {
        rotate(operator(0), NEXT);
        bytes memory key = publicKeyOf(keyOf(0, 2));
        bytes memory agreed = consent(keyOf(0, 2), REGISTRY, AccountRole.Operator);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccounts.AccountStatusWrong.selector, operator(0), IAccounts.Status.Rotated, IAccounts.Status.Requested
            )
        );
        vm.prank(governor(0));
        accounts.requestAccount(operator(0), REGISTRY, AccountRole.Operator, key, agreed);
    }

    function test_wasActive_onlyWhileTheInstitutionWas() public {
        uint48 before = uint48(block.timestamp);
        vm.warp(before + 10);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        uint48 suspended = uint48(block.timestamp);
        vm.warp(suspended + 10);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.reinstate, (TAX)));
        check(accounts.wasActiveAt(operator(2), before), "before");
        check(!accounts.wasActiveAt(operator(2), suspended + 5), "while suspended");
        check(accounts.statusAt(operator(2), suspended + 5) == IAccounts.Status.Active, "its own status");
        check(accounts.wasActiveAt(operator(2), uint48(block.timestamp)), "after");
    }

    function test_statusChangesArePaged() public {
        vm.warp(block.timestamp + 1);
        vm.prank(governor(0));
        accounts.freeze(operator(0));
        vm.warp(block.timestamp + 1);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (operator(0))));
        eq(accounts.statusChangeCount(operator(0)), 3, "count");
        IAccounts.StatusChange[] memory page = accounts.statusChanges(operator(0), 1, 1);
        check(page.length == 1 && page[0].status == IAccounts.Status.Frozen, "second");
        eq(accounts.statusChanges(operator(0), 3, 9).length, 0, "past the end");
    }

    /// @dev A thief of a contact's key must not go on requesting accounts after the account is frozen.
    function testRevert_requestAccount_whenTheContactsOwnAccountIsFrozen() public {
        requestAccount(contact(0), keyOf(0, 99), REGISTRY, AccountRole.Operator);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (contact(0))));
        requestAccount(contact(0), NEXT, REGISTRY, AccountRole.Operator);
        vm.prank(governor(0));
        accounts.freeze(contact(0));
        bytes memory key = publicKeyOf(NEXT);
        bytes memory agreed = consent(NEXT, REGISTRY, AccountRole.Operator);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.NotContactNorGovernor.selector, contact(0), REGISTRY));
        vm.prank(contact(0));
        accounts.requestAccount(vm.addr(NEXT), REGISTRY, AccountRole.Operator, key, agreed);
    }

    function test_permissionsAreListed_andFollowWorkOrders() public {
        uint256 count = accounts.permissionCount();
        bytes4[] memory selectors = new bytes4[](2);
        selectors[0] = IServices.register.selector;
        selectors[1] = IInstitutions.expel.selector;
        decide(
            Addresses.ACCOUNTS,
            abi.encodeCall(IAccessManager.setTargetFunctionRole, (Addresses.SERVICES, selectors, Roles.MEMBER))
        );
        eq(accounts.permissionCount(), count + 1, "one was known");
        bool found = false;
        for (uint256 offset = 0; offset < count + 1; offset += 7) {
            IAccounts.Permission[] memory page = accounts.permissions(offset, 7);
            for (uint256 i = 0; i < page.length; ++i) {
                bool register = page[i].target == Addresses.SERVICES && page[i].selector == selectors[0];
                if (register) {
                    eq(page[i].role, Roles.MEMBER, "role");
                    found = true;
                }
            }
        }
        check(found, "listed");
        (bool member,) = IAccessManager(Addresses.ACCOUNTS).hasRole(Roles.ACCOUNT, crossChain(0));
        check(member, "every active account has role 6");
    }

    // ---- helpers

    function rotate(address old, uint256 key) private returns (address next) {
        bytes memory publicKey = publicKeyOf(key);
        bytes memory agreed = rotationConsent(key, old, vm.addr(key));
        vm.prank(old);
        next = accounts.rotate(publicKey, agreed);
        eq(next, vm.addr(key), "successor");
    }

    function rotationConsent(uint256 key, address old, address next) private view returns (bytes memory) {
        bytes32 content =
            keccak256(abi.encode(keccak256("AccountRotation(address account,address successor)"), old, next));
        return typed(key, "Govchain Accounts", Addresses.ACCOUNTS, content);
    }

    function notActive(address caller, IAccounts.Status status, bytes memory key, bytes memory agreed) private {
        vm.expectRevert(abi.encodeWithSelector(IAccounts.AccountNotActive.selector, caller, status));
        vm.prank(caller);
        accounts.rotate(key, agreed);
    }
}
