// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title A new key is no way out: what is decided about an account holds for whoever took over from it.
contract IdentityTest is ConsortiumTest {
    uint256 internal constant FIRST = 5555;

    function test_orderToFreeze_reachesWhoeverTookOverWhileItWasVotedOn() public {
        bytes memory freeze = abi.encodeCall(IAccounts.freeze, (crossChain(2)));
        uint256 id = propose(Addresses.ACCOUNTS, freeze);
        vm.warp(block.timestamp + 1);
        address second = rotate(crossChain(2), FIRST);
        address third = rotate(second, FIRST + 1);
        vote(0, id, 1);
        vote(1, id, 1);
        execute(Addresses.ACCOUNTS, freeze);
        statusIs(third, IAccounts.Status.Frozen);
        statusIs(second, IAccounts.Status.Rotated);
        statusIs(crossChain(2), IAccounts.Status.Rotated);
        inactive(crossChain(2));
        inactive(second);
        inactive(third);
        bytes memory key = publicKeyOf(FIRST + 2);
        bytes memory agreed = rotationConsent(FIRST + 2, third);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.AccountNotActive.selector, third, IAccounts.Status.Frozen));
        vm.prank(third);
        accounts.rotate(key, agreed);
    }

    function test_unfreezesAndRevokesTheHolder_byAnyOfItsAddresses() public {
        address second = rotate(operator(0), FIRST);
        address third = rotate(second, FIRST + 1);
        address[3] memory line = [operator(0), second, third];
        for (uint256 i = 0; i < 3; ++i) {
            eq(accounts.holderOf(line[i]), third, "holder");
            vm.prank(governor(0));
            accounts.freeze(line[i]);
            statusIs(third, IAccounts.Status.Frozen);
            decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (line[i])));
            statusIs(third, IAccounts.Status.Active);
            vm.warp(block.timestamp + 1);
        }
        vm.prank(governor(0));
        accounts.revoke(operator(0));
        statusIs(third, IAccounts.Status.Revoked);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccounts.AccountStatusWrong.selector, third, IAccounts.Status.Revoked, IAccounts.Status.Active
            )
        );
        vm.prank(governor(0));
        accounts.revoke(second);
    }

    function testRevert_whenAStrangerFreezesTheHolder() public {
        rotate(operator(0), FIRST);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.NotGovernorNorWorkOrder.selector, governor(1), REGISTRY));
        vm.prank(governor(1));
        accounts.freeze(operator(0));
    }

    function test_revokedGovernorLosesItsVote_underWhateverKey() public {
        address second = rotate(governor(2), FIRST);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.warp(block.timestamp + 1);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.revoke, (governor(2))));
        eq(workOrders.rollOf(second), 0, "off the roll");
        inactive(second);
    }

    /// @dev What was signed before stays checkable against the key of its time, whatever is decided later.
    function test_historyKeepsEachKeysTime() public {
        uint48 begin = uint48(block.timestamp);
        vm.warp(begin + 100);
        address second = rotate(crossChain(0), FIRST);
        vm.warp(begin + 200);
        vm.prank(governor(0));
        accounts.freeze(crossChain(0));
        vm.warp(begin + 300);
        check(accounts.wasActiveAt(crossChain(0), begin + 50), "the first key, in its time");
        check(!accounts.wasActiveAt(crossChain(0), begin + 150), "not after");
        check(accounts.wasActiveAt(second, begin + 150), "the second key, in its time");
        check(!accounts.wasActiveAt(second, begin + 250), "not after");
        eq(keccak256(accounts.account(crossChain(0)).publicKey), keccak256(publicKeyOf(keyOf(0, 3))), "key is kept");
    }

    function test_successorIsRecordedLikeAnActivatedAccount_andTold() public {
        vm.warp(block.timestamp + 50);
        vm.recordLogs();
        address second = rotate(crossChain(0), FIRST);
        IAccounts.Account memory a = accounts.account(second);
        eq(a.activatedAt, block.timestamp, "since now");
        eq(keccak256(a.publicKey), keccak256(publicKeyOf(FIRST)), "its own key");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory last = logs[logs.length - 1];
        eq(last.topics[0], IAccounts.AccountRotated.selector, "told");
        eq(last.topics[1], bytes32(uint256(uint160(crossChain(0)))), "from");
        eq(last.topics[2], bytes32(uint256(uint160(second))), "to");
        eq(last.topics[3], REGISTRY, "institution");
    }

    /// @dev Only governors carry a seat.
    function test_revokingAnotherRoleLeavesTheSeat() public {
        for (uint256 r = 2; r <= 4; ++r) {
            vm.prank(governor(2));
            accounts.revoke(person(2, AccountRole(r)));
        }
        (uint256 able, uint256 seats) = workOrders.voters();
        check(able == 3 && seats == 3, "seats");
    }

    function test_holderOfAStrangerIsItself() public view {
        eq(accounts.holderOf(address(77)), address(77), "stranger");
    }

    function rotate(address old, uint256 key) private returns (address next) {
        bytes memory publicKey = publicKeyOf(key);
        bytes memory agreed = rotationConsent(key, old);
        vm.prank(old);
        return accounts.rotate(publicKey, agreed);
    }

    function rotationConsent(uint256 key, address old) private view returns (bytes memory) {
        bytes32 content =
            keccak256(abi.encode(keccak256("AccountRotation(address account,address successor)"), old, vm.addr(key)));
        return typed(key, "Govchain Accounts", Addresses.ACCOUNTS, content);
    }

    function statusIs(address account, IAccounts.Status expected) private view {
        eq(uint256(accounts.account(account).status), uint256(expected), "status");
    }

    function inactive(address account) private view {
        (, AccountRole role) = accounts.activeRole(account);
        check(role == AccountRole.None, "acts");
    }
}
