// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm} from "../script/Vm.sol";
import {IAlliances} from "../src/governance/interfaces/IAlliances.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {PipelineTest} from "./base/PipelineTest.sol";

contract AlliancesTest is PipelineTest {
    bytes32 internal constant LAND = keccak256("registry/land");

    function setUp() public override {
        super.setUp();
        vm.prank(operator(0));
        alliances.found("land", "Land and tax", "real-estate", 0);
    }

    function test_founderLeads() public view {
        IAlliances.Alliance memory a = alliances.alliance(LAND);
        check(a.status == IAlliances.Status.Active && a.lead == REGISTRY && a.memberCount == 1, "founded");
        eq(a.name, "Land and tax", "name");
        eq(a.scenario, "real-estate", "scenario");
        check(role(0) == IAlliances.Role.Lead, "lead");
        eq(alliances.alliancesOf(REGISTRY, 0, 10)[0], LAND, "alliances of the founder");
        eq(alliances.allianceCount(), 1, "count");
        check(alliances.alliance(0).status == IAlliances.Status.None, "unknown");
    }

    function test_joinsByInvitation_onlyWithItsOwnConsent() public {
        invite(0, NOTARY);
        check(role(1) == IAlliances.Role.None, "invited is no member");
        check(alliances.consentOf(LAND, NOTARY) == IAlliances.Consent.Invited, "invited");
        join(1);
        check(role(1) == IAlliances.Role.Member, "member");
        check(alliances.takesPart(LAND, NOTARY), "takes part");
        eq(alliances.members(LAND, 1, 5)[0].institution, NOTARY, "listed");
    }

    function test_joinsByRequest_onlyWithTheAlliancesConsent() public {
        join(2);
        check(role(2) == IAlliances.Role.None, "requested is no member");
        invite(0, TAX);
        check(role(2) == IAlliances.Role.Member, "member");
    }

    function test_consentCanBeTakenBack() public {
        invite(0, NOTARY);
        vm.prank(operator(1));
        alliances.withdrawConsent(LAND, NOTARY);
        join(1);
        check(role(1) == IAlliances.Role.None, "a request again");
        vm.prank(operator(0));
        alliances.withdrawConsent(LAND, NOTARY);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAlliances.ConsentMissing.selector, LAND, NOTARY, IAlliances.Consent.None, IAlliances.Consent.Invited
            )
        );
        vm.prank(operator(0));
        alliances.withdrawConsent(LAND, NOTARY);
    }

    function testRevert_invite_whenCallerMayNot() public {
        everybody();
        vm.expectRevert(
            abi.encodeWithSelector(
                IAlliances.AllianceRoleMissing.selector, LAND, NOTARY, IAlliances.Role.Member, IAlliances.Role.Steward
            )
        );
        vm.prank(operator(1));
        alliances.invite(LAND, POLICE);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, crossChain(0)));
        vm.prank(crossChain(0));
        alliances.invite(LAND, POLICE);
        vm.expectRevert(
            abi.encodeWithSelector(IInstitutions.InstitutionNotActive.selector, POLICE, IInstitutions.Status.None)
        );
        vm.prank(operator(0));
        alliances.invite(LAND, POLICE);
        vm.expectRevert(abi.encodeWithSelector(IAlliances.AlreadyAMember.selector, LAND, NOTARY));
        vm.prank(operator(0));
        alliances.invite(LAND, NOTARY);
    }

    function testRevert_found_whenPathIsTakenOrTextIsBad() public {
        vm.startPrank(operator(0));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.PathTaken.selector, LAND));
        alliances.found("land", "x", "y", 0);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.CodeMalformed.selector, "Real estate"));
        alliances.found("b", "x", "Real estate", 0);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.Missing.selector, "name"));
        alliances.found("b", "", "y", 0);
        vm.stopPrank();
    }

    function test_stewardInvites_observerDoesNotVote() public {
        everybody();
        vm.startPrank(operator(0));
        alliances.setRole(LAND, NOTARY, IAlliances.Role.Steward);
        alliances.setRole(LAND, TAX, IAlliances.Role.Observer);
        vm.expectRevert(abi.encodeWithSelector(IAlliances.AllianceRoleNotAllowed.selector, IAlliances.Role.Lead));
        alliances.setRole(LAND, TAX, IAlliances.Role.Lead);
        vm.stopPrank();
        admitPolice(IInstitutions.Category.Governance);
        invite(1, POLICE);
        join(3);
        check(role(3) == IAlliances.Role.Member, "invited by a steward");
        vm.expectRevert(
            abi.encodeWithSelector(
                IAlliances.AllianceRoleMissing.selector, LAND, TAX, IAlliances.Role.Observer, IAlliances.Role.Member
            )
        );
        vm.prank(operator(2));
        alliances.support(LAND, IAlliances.Motion.Dissolve, 0);
        (, uint256 needed) = alliances.motion(LAND, IAlliances.Motion.Dissolve, 0);
        eq(needed, 2, "three have a vote");
    }

    function test_membersLeave_theLeadOnlyAsTheLast() public {
        everybody();
        vm.expectRevert(abi.encodeWithSelector(IAlliances.LeadMustStay.selector, LAND, REGISTRY));
        vm.prank(operator(0));
        alliances.leave(LAND);
        vm.prank(operator(1));
        alliances.leave(LAND);
        vm.prank(operator(2));
        alliances.leave(LAND);
        eq(alliances.alliancesOf(TAX, 0, 9).length, 0, "no longer listed");
        vm.prank(operator(0));
        alliances.leave(LAND);
        check(alliances.alliance(LAND).status == IAlliances.Status.Dissolved, "dissolved");
    }

    function test_leadIsHandedOver_withBothConsents() public {
        everybody();
        vm.expectRevert(abi.encodeWithSelector(IAlliances.LeadNotOffered.selector, LAND, bytes32(0), NOTARY));
        vm.prank(operator(1));
        alliances.acceptLead(LAND);
        vm.prank(operator(0));
        alliances.offerLead(LAND, NOTARY);
        vm.prank(operator(1));
        alliances.acceptLead(LAND);
        check(role(1) == IAlliances.Role.Lead && role(0) == IAlliances.Role.Steward, "handed over");
    }

    function testRevert_accept_whenTheLeadThatOfferedWasSuspended() public {
        everybody();
        vm.prank(operator(1));
        bytes32 other = alliances.found("deeds", "Deeds", "real-estate", 0);
        vm.startPrank(operator(0));
        alliances.offerLead(LAND, NOTARY);
        alliances.offerMerge(LAND, other);
        vm.stopPrank();
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (REGISTRY)));
        bytes memory suspended = abi.encodeWithSelector(
            IInstitutions.InstitutionNotActive.selector, REGISTRY, IInstitutions.Status.Suspended
        );
        vm.startPrank(operator(1));
        vm.expectRevert(suspended);
        alliances.acceptLead(LAND);
        vm.expectRevert(suspended);
        alliances.acceptMerge(LAND, other);
        vm.stopPrank();
        vm.prank(Addresses.WORK_ORDERS);
        institutions.reinstate(REGISTRY);
        vm.prank(operator(1));
        alliances.acceptMerge(LAND, other);
    }

    function test_majorityExcludes_withoutTheExcludedOnesVote() public {
        everybody();
        support(0, IAlliances.Motion.Exclude, TAX);
        check(role(2) != IAlliances.Role.None, "one of two is not enough");
        support(2, IAlliances.Motion.Exclude, TAX);
        check(role(2) != IAlliances.Role.None, "its own voice does not count");
        support(1, IAlliances.Motion.Exclude, TAX);
        check(role(2) == IAlliances.Role.None, "excluded");
        // What was said against it counts no more when it is back.
        vm.warp(block.timestamp + 1);
        invite(0, TAX);
        join(2);
        support(0, IAlliances.Motion.Exclude, TAX);
        check(role(2) == IAlliances.Role.Member, "a new motion");
    }

    function test_majorityReplacesTheLead_andDissolves() public {
        everybody();
        vm.expectRevert(abi.encodeWithSelector(IAlliances.LeadMustStay.selector, LAND, REGISTRY));
        support(1, IAlliances.Motion.Exclude, REGISTRY);
        support(1, IAlliances.Motion.Replace, TAX);
        support(2, IAlliances.Motion.Replace, TAX);
        check(role(2) == IAlliances.Role.Lead && role(0) == IAlliances.Role.Steward, "replaced");
        support(1, IAlliances.Motion.Dissolve, 0);
        support(2, IAlliances.Motion.Dissolve, 0);
        check(alliances.alliance(LAND).status == IAlliances.Status.Dissolved, "dissolved");
        vm.expectRevert(
            abi.encodeWithSelector(IAlliances.AllianceNotActive.selector, LAND, IAlliances.Status.Dissolved)
        );
        join(0);
    }

    function test_supportFades_withTimeMembershipAndSuspension() public {
        everybody();
        support(1, IAlliances.Motion.Dissolve, 0);
        vm.warp(block.timestamp + 30 days + 1);
        (uint256 inFavour, uint256 needed) = alliances.motion(LAND, IAlliances.Motion.Dissolve, 0);
        check(inFavour == 0 && needed == 2, "expired");
        support(1, IAlliances.Motion.Dissolve, 0);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (NOTARY)));
        (inFavour, needed) = alliances.motion(LAND, IAlliances.Motion.Dissolve, 0);
        check(inFavour == 0 && needed == 2, "the suspended have no vote");
        check(!alliances.takesPart(LAND, NOTARY), "takes no part");
        check(!alliances.subchainTakesPart(LAND, path(1, "chain")), "nor does its subchain");
    }

    function testRevert_support_whenThereIsNothingToDecide() public {
        vm.expectRevert(
            abi.encodeWithSelector(IAlliances.MotionUnfounded.selector, LAND, IAlliances.Motion.Exclude, TAX)
        );
        support(0, IAlliances.Motion.Exclude, TAX);
        vm.expectRevert(
            abi.encodeWithSelector(IAlliances.MotionUnfounded.selector, LAND, IAlliances.Motion.Replace, REGISTRY)
        );
        support(0, IAlliances.Motion.Replace, REGISTRY);
        vm.expectRevert(
            abi.encodeWithSelector(IAlliances.MotionUnfounded.selector, LAND, IAlliances.Motion.Dissolve, REGISTRY)
        );
        support(0, IAlliances.Motion.Dissolve, REGISTRY);
    }

    function test_subchainsAreTheirOwnersToAdd() public {
        everybody();
        vm.expectRevert(abi.encodeWithSelector(IAlliances.SubchainNotOwned.selector, path(1, "chain"), REGISTRY));
        vm.prank(operator(0));
        alliances.addSubchain(LAND, path(1, "chain"));
        vm.prank(operator(1));
        alliances.addSubchain(LAND, path(1, "chain"));
        check(alliances.subchainTakesPart(LAND, path(1, "chain")), "takes part");
        eq(alliances.allianceSubchains(LAND, 0, 9)[0], path(1, "chain"), "listed");
        vm.expectRevert(abi.encodeWithSelector(IAlliances.SubchainPresent.selector, LAND, path(1, "chain")));
        vm.prank(operator(1));
        alliances.addSubchain(LAND, path(1, "chain"));
        vm.prank(operator(1));
        alliances.leave(LAND);
        check(!alliances.subchainTakesPart(LAND, path(1, "chain")), "with its owner");
        vm.prank(operator(0));
        alliances.removeSubchain(LAND, path(1, "chain"));
        eq(alliances.alliance(LAND).subchainCount, 0, "removed");
        vm.expectRevert(abi.encodeWithSelector(IAlliances.SubchainNotPresent.selector, LAND, path(1, "chain")));
        vm.prank(operator(0));
        alliances.removeSubchain(LAND, path(1, "chain"));
    }

    function test_merges_withBothLeadsAndEachMembersConsent() public {
        everybody();
        vm.prank(operator(1));
        bytes32 other = alliances.found("deeds", "Deeds", "real-estate", 0);
        vm.expectRevert(abi.encodeWithSelector(IAlliances.MergeNotOffered.selector, LAND, bytes32(0), other));
        vm.prank(operator(1));
        alliances.acceptMerge(LAND, other);
        vm.prank(operator(0));
        alliances.offerMerge(LAND, other);
        vm.prank(operator(1));
        alliances.acceptMerge(LAND, other);
        IAlliances.Alliance memory a = alliances.alliance(LAND);
        check(a.status == IAlliances.Status.Merged && a.mergedInto == other, "merged");
        check(alliances.member(other, TAX).role == IAlliances.Role.None, "nobody is moved");
        vm.prank(operator(2));
        alliances.join(other);
        check(alliances.member(other, TAX).role == IAlliances.Role.Member, "joins without an invitation");
    }

    function test_splits_intoAnAllianceOfItsMembers() public {
        everybody();
        vm.prank(operator(1));
        bytes32 part = alliances.found("part", "A part", "real-estate", LAND);
        vm.prank(operator(2));
        alliances.join(part);
        check(alliances.member(part, TAX).role == IAlliances.Role.Member, "a member of the origin joins");
        admitPolice(IInstitutions.Category.Governance);
        vm.prank(operator(3));
        alliances.join(part);
        check(alliances.member(part, POLICE).role == IAlliances.Role.None, "others ask");
        vm.expectRevert(
            abi.encodeWithSelector(
                IAlliances.AllianceRoleMissing.selector, LAND, POLICE, IAlliances.Role.None, IAlliances.Role.Observer
            )
        );
        vm.prank(operator(3));
        alliances.found("x", "X", "y", LAND);
    }

    /// @dev Whoever does what: an active alliance has one lead, which is a member; nobody belongs without two consents.
    function testFuzz_anActiveAllianceAlwaysHasItsLead(uint256 seed) public {
        for (uint256 i = 0; i < 40; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            uint256 who = dice % 3;
            bytes32 other = keccak256(bytes(codes[(dice >> 8) % 3]));
            bytes memory call = [
                abi.encodeCall(IAlliances.invite, (LAND, other)),
                abi.encodeCall(IAlliances.join, (LAND)),
                abi.encodeCall(IAlliances.leave, (LAND)),
                abi.encodeCall(IAlliances.offerLead, (LAND, other)),
                abi.encodeCall(IAlliances.acceptLead, (LAND)),
                abi.encodeCall(IAlliances.support, (LAND, IAlliances.Motion.Exclude, other)),
                abi.encodeCall(IAlliances.support, (LAND, IAlliances.Motion.Replace, other)),
                abi.encodeCall(IAlliances.setRole, (LAND, other, IAlliances.Role.Observer))
            ][(dice >> 16) % 8];
            vm.warp(block.timestamp + 1);
            vm.prank(operator(who));
            (bool done,) = Addresses.ALLIANCES.call(call);
            done;
            IAlliances.Alliance memory a = alliances.alliance(LAND);
            if (a.status != IAlliances.Status.Active) {
                eq(a.memberCount, 0, "dissolved with its last member");
                return;
            }
            uint256 leads;
            for (uint256 k = 0; k < 3; ++k) {
                if (role(k) == IAlliances.Role.Lead) ++leads;
            }
            eq(leads, 1, "leads");
            check(alliances.member(LAND, a.lead).role == IAlliances.Role.Lead, "the lead is a member");
            eq(alliances.members(LAND, 0, 100).length, a.memberCount, "listed");
        }
    }

    function everybody() private {
        invite(0, NOTARY);
        join(1);
        invite(0, TAX);
        join(2);
    }

    function invite(uint256 by, bytes32 institution) private {
        vm.prank(operator(by));
        alliances.invite(LAND, institution);
    }

    function join(uint256 institution) private {
        vm.prank(operator(institution));
        alliances.join(LAND);
    }

    function support(uint256 institution, IAlliances.Motion motion, bytes32 subject) private {
        vm.prank(operator(institution));
        alliances.support(LAND, motion, subject);
    }

    function role(uint256 institution) private view returns (IAlliances.Role) {
        return alliances.member(LAND, keccak256(bytes(codes[institution]))).role;
    }
}
