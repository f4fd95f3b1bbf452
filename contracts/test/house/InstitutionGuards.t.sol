// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../../script/Vm.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title Guards of institutions that nothing but their own test would miss.
contract InstitutionGuardsTest is ConsortiumTest {
    /// @dev Two may apply under one code; whoever is admitted first has it.
    function testRevert_admit_whenTheCodeWasTakenMeanwhile() public {
        bytes32 first = apply_(contact(3));
        bytes32 second = apply_(address(77));
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (first)));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.InstitutionCodeTaken.selector, "police"));
        vm.prank(Addresses.WORK_ORDERS);
        institutions.admit(second);
        eq(institutions.institution(POLICE).contact, contact(3), "the first applicant's");
        eq(institutions.institutionCount(), 4, "count");
    }

    function test_tellsOfEachReview() public {
        bytes32 id = apply_(contact(3));
        vm.recordLogs();
        vm.prank(governor(1));
        institutions.review(id, IInstitutions.Recommendation.Reject, keccak256("report"));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        eq(logs.length, 1, "events");
        eq(logs[0].topics[0], IInstitutions.MembershipReviewed.selector, "event");
        eq(logs[0].topics[1], id, "application");
        eq(logs[0].topics[2], NOTARY, "institution");
        eq(
            keccak256(logs[0].data),
            keccak256(abi.encode(governor(1), IInstitutions.Recommendation.Reject, keccak256("report"))),
            "reviewer, recommendation, report"
        );
    }

    function apply_(address applicant) private returns (bytes32) {
        vm.prank(applicant);
        return institutions.applyForMembership(
            "police", "Police", IInstitutions.Category.Governance, keccak256("document"), "{}"
        );
    }
}
