// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title How much an outsider, or an institution before anybody voted on it, may leave behind.
contract BoundsTest is ConsortiumTest {
    function test_eightApplicationsOfAnApplicantArePending_atMost() public {
        bytes32 first = apply_(0);
        for (uint256 i = 1; i < 8; ++i) {
            apply_(i);
        }
        eq(institutions.pendingApplicationCount(contact(3)), 8, "pending");
        refusedApplication();
        vm.prank(contact(3));
        institutions.withdrawApplication(first);
        bytes32 admitted = apply_(8);
        refusedApplication();
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (admitted)));
        bytes32 rejected = apply_(9);
        refusedApplication();
        uint256 order = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (rejected)));
        vm.warp(block.timestamp + 1);
        vote(0, order, 0);
        vote(1, order, 0);
        institutions.recordRejection(rejected, lastDescription());
        apply_(10);
        refusedApplication();
        // Of others there may be as many again.
        vm.prank(address(77));
        institutions.applyForMembership("other", "Other", IInstitutions.Category.Audit, keccak256("d"), "");
        eq(institutions.pendingApplicationCount(address(77)), 1, "of the other");
    }

    function test_thirtyTwoRequestsOfAnInstitutionAwaitTheirVote_atMost() public {
        for (uint256 i = 0; i < 32; ++i) {
            requestAccount(contact(0), 9000 + i, REGISTRY, AccountRole.Operator);
        }
        eq(accounts.requestCount(REGISTRY), 32, "requests");
        refusedRequest();
        // A repeated one is no further one.
        requestAccount(contact(0), 9000, REGISTRY, AccountRole.CrossChain);
        eq(accounts.requestCount(REGISTRY), 32, "the same");
        vm.warp(block.timestamp + 1);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(9000))));
        requestAccount(contact(0), 9032, REGISTRY, AccountRole.Operator);
        refusedRequest();
        vm.prank(governor(0));
        accounts.revoke(vm.addr(9001));
        requestAccount(contact(0), 9033, REGISTRY, AccountRole.Operator);
        refusedRequest();
        // A key that consents to another institution counts there.
        requestAccount(contact(1), 9002, NOTARY, AccountRole.Operator);
        eq(accounts.requestCount(REGISTRY), 31, "one less");
        eq(accounts.requestCount(NOTARY), 1, "one more");
        // Whoever was active leaves no request behind.
        vm.prank(governor(0));
        accounts.revoke(operator(0));
        eq(accounts.requestCount(REGISTRY), 31, "unchanged");
    }

    function apply_(uint256 i) private returns (bytes32) {
        string memory code = string.concat("police-", vm.toString(i));
        vm.prank(contact(3));
        return institutions.applyForMembership(code, "Police", IInstitutions.Category.Governance, keccak256("d"), "");
    }

    function refusedApplication() private {
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.TooManyApplications.selector, contact(3), 9, 8));
        vm.prank(contact(3));
        institutions.applyForMembership("last", "Police", IInstitutions.Category.Governance, keccak256("d"), "");
    }

    function refusedRequest() private {
        bytes memory publicKey = publicKeyOf(9999);
        bytes memory agreed = consent(9999, REGISTRY, AccountRole.Operator);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.TooManyRequests.selector, REGISTRY, 33, 32));
        vm.prank(contact(0));
        accounts.requestAccount(vm.addr(9999), REGISTRY, AccountRole.Operator, publicKey, agreed);
    }
}
