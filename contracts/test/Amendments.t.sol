// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {TransactionTest} from "./base/TransactionTest.sol";

/// @title Other ends or terms for a running pipeline: who proposes, who accepts, and what goes on under the former ones.
contract AmendmentsTest is TransactionTest {
    function test_theOtherSideAccepts_andTheVersionIsReplaced() public {
        open(ID, twoWrites());
        bytes32 constraint = pipelines.pipeline(PIPELINE).constraintHash;
        uint32 number = amend(1, limited(9, 1 hours));
        eq(number, 2, "number");
        eq(pipelines.amendmentOf(PIPELINE), 2, "proposed");
        eq(pipelines.pipeline(PIPELINE).number, 1, "nothing has changed");
        check(!usable(2) && usable(1), "only the present version is usable");
        accept(0, number);

        IPipelines.Pipeline memory now_ = pipelines.pipeline(PIPELINE);
        check(now_.number == 2 && now_.status == IPipelines.Status.Active, "present");
        check(now_.terms.callsPerWindow == 9 && now_.validFrom == block.timestamp, "terms");
        check(now_.constraintHash != constraint && now_.constraintHash != 0, "a constraint of its own");
        IPipelines.Pipeline memory former = pipelines.pipelineByNumber(1);
        check(former.status == IPipelines.Status.Superseded && former.id == PIPELINE, "superseded");
        eq(former.constraintHash, constraint, "its constraint stays");
        check(usable(2) && !usable(1), "only the new one is usable");
        eq(pipelines.amendmentOf(PIPELINE), 0, "nothing is proposed");
        eq(pipelines.versionCount(), 2, "versions");
        eq(pipelines.pipelineCount(), 1, "pipelines");

        // What was opened before goes on by the former number; nothing is opened by it any more.
        rejectedOpening(0, keccak256("late"), hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable);
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        accepted(1, ID, 0, ITransactions.Entry.Accepted);
        accepted(0, ID, 1, ITransactions.Entry.Accepted);
        status(ID, ITransactions.Status.Settled);
        uint256 plan = uint256(descriptor(2, true, 0)) | (uint256(descriptor(2, true, 1)) << 32);
        open(keccak256("new"), plan);
    }

    function test_aLaterProposalReplacesAnEarlier_ofEitherSide() public {
        amend(0, limited(9, 1 hours));
        amend(1, limited(8, 1 hours));
        eq(uint256(pipelines.pipelineByNumber(2).status), uint256(IPipelines.Status.Closed), "dropped");
        refused(1, 2, abi.encodeWithSelector(IPipelines.NoSuchAmendment.selector, PIPELINE, 2, 3));
        refused(1, 3, abi.encodeWithSelector(IPipelines.AmendmentIsOwn.selector, NOTARY));
        refused(2, 3, abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, TAX, REGISTRY));
        accept(0, 3);
        refused(1, 3, abi.encodeWithSelector(IPipelines.NoSuchAmendment.selector, PIPELINE, 3, 0));
        refused(1, 0, abi.encodeWithSelector(IPipelines.NoSuchAmendment.selector, PIPELINE, 0, 0));
        IPipelines.Status[6] memory expected = [
            IPipelines.Status.Requested,
            IPipelines.Status.Active,
            IPipelines.Status.Requested,
            IPipelines.Status.Closed,
            IPipelines.Status.Requested,
            IPipelines.Status.Superseded
        ];
        IPipelines.Change[] memory all = pipelines.history(PIPELINE, 0, 100);
        eq(all.length, 7, "changes");
        for (uint256 i = 0; i < 6; ++i) {
            eq(uint256(all[i].status), uint256(expected[i]), "history");
        }
        check(all[3].number == 2 && all[3].by == operator(1), "dropped by whom");
        check(all[5].number == 1 && all[6].number == 3 && all[6].status == IPipelines.Status.Active, "replaced");
        eq(pipelines.historyCount(PIPELINE), 7, "count");
        eq(pipelines.history(PIPELINE, 6, 10).length, 1, "page");
        eq(pipelines.history(keccak256("unknown"), 0, 10).length, 0, "unknown");
    }

    function test_formerVersionsAreFound_whateverOneSideDoesAlone() public {
        eq(pipelines.formerVersionCount(PIPELINE), 0, "none yet");
        amend(0, limited(9, 1 hours));
        accept(1, 2);
        for (uint256 i = 0; i < 60; ++i) {
            amend(1, limited(9, 1 hours));
        }
        suspend(1);
        resume(1);
        eq(pipelines.formerVersionCount(PIPELINE), 1, "proposals are none");
        amend(0, limited(8, 1 hours));
        uint32 last = pipelines.amendmentOf(PIPELINE);
        accept(1, last);
        uint32[] memory former = pipelines.formerVersions(PIPELINE, 0, 100);
        eq(former.length, 2, "versions");
        check(former[0] == 1 && former[1] == 2, "oldest first");
        eq(pipelines.formerVersions(PIPELINE, 1, 100).length, 1, "page");
        eq(pipelines.formerVersions(keccak256("unknown"), 0, 100).length, 0, "unknown");
    }

    function test_suspensionsOutliveAnAmendment() public {
        suspend(0);
        suspend(1);
        amend(0, limited(9, 1 hours));
        accept(1, 2);
        check(pipelines.pipeline(PIPELINE).status == IPipelines.Status.Suspended, "still suspended");
        resume(1);
        check(!usable(2), "the other side has not resumed");
        vm.expectRevert(abi.encodeWithSelector(IPipelines.NotTheSuspender.selector, NOTARY, REGISTRY));
        vm.prank(operator(1));
        pipelines.resume(PIPELINE);
        resume(0);
        check(usable(2), "usable");
    }

    function test_noVersionIsAgreedOn_whileFrozenOrClosed() public {
        amend(0, limited(9, 1 hours));
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.freeze, (PIPELINE)));
        bytes memory frozen = abi.encodeWithSelector(
            IPipelines.PipelineStatusWrong.selector, PIPELINE, IPipelines.Status.Frozen, IPipelines.Status.Active
        );
        refused(1, 2, frozen);
        refusedProposal(0, side(0), side(1), limited(9, 1 hours), frozen);
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.unfreeze, (PIPELINE)));
        vm.prank(operator(1));
        pipelines.close(PIPELINE);
        eq(uint256(pipelines.pipelineByNumber(2).status), uint256(IPipelines.Status.Closed), "dropped");
        refused(
            1,
            2,
            abi.encodeWithSelector(
                IPipelines.PipelineStatusWrong.selector, PIPELINE, IPipelines.Status.Closed, IPipelines.Status.Active
            )
        );
    }

    function testRevert_amend_whenNotBetweenTheSameOrNotInOrder() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        a.institution = TAX;
        refusedProposal(
            0, a, b, limited(9, 1), abi.encodeWithSelector(IPipelines.InstitutionsDiffer.selector, TAX, REGISTRY)
        );
        a = side(0);
        b.institution = TAX;
        refusedProposal(
            0, a, b, limited(9, 1), abi.encodeWithSelector(IPipelines.InstitutionsDiffer.selector, TAX, NOTARY)
        );
        refusedProposal(
            0,
            side(1),
            side(0),
            limited(9, 1),
            abi.encodeWithSelector(IPipelines.InstitutionsDiffer.selector, NOTARY, REGISTRY)
        );
        b = side(1);
        b.subchain = path(0, "chain");
        refusedProposal(
            0, a, b, limited(9, 1), abi.encodeWithSelector(IPipelines.SideInvalid.selector, b.subchain, "subchain")
        );
        refusedProposal(
            2, a, side(1), limited(9, 1), abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, TAX, REGISTRY)
        );
        vm.expectRevert(abi.encodeWithSelector(IPipelines.UnknownPipeline.selector, keccak256("unknown")));
        vm.prank(operator(0));
        pipelines.amend(keccak256("unknown"), a, side(1), limited(9, 1));
    }

    function testRevert_acceptAmendment_whenOtherTermsWereShown() public {
        amend(0, limited(9, 1 hours));
        amend(0, limited(8, 1 hours));
        bytes32 right = constraintOf(3);
        bytes32 other = constraintOf(2);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.ConstraintDiffers.selector, right, other));
        vm.prank(operator(1));
        pipelines.acceptAmendment(PIPELINE, 3, other);
        eq(pipelines.pipeline(PIPELINE).number, 1, "nothing has changed");
        eq(pipelines.amendmentOf(PIPELINE), 3, "still proposed");
    }

    function testRevert_acceptAmendment_whenWhatWasProposedNoLongerHolds() public {
        amend(0, termsUntil(block.timestamp + 10));
        vm.warp(block.timestamp + 10);
        refused(1, 2, abi.encodeWithSelector(IPipelines.ValidityInThePast.selector, block.timestamp, block.timestamp));
        amend(0, limited(9, 1 hours));
        vm.prank(operator(0));
        services.suspend(path(0, "crosschain-proxy"));
        refused(1, 3, abi.encodeWithSelector(IPipelines.SideInvalid.selector, path(0, "crosschain-proxy"), "service"));
    }

    /// @dev Otherwise two who agree could begin the window anew as often as they like.
    function test_whatWasUsedOfTheWindowCountsForTheNewVersion() public {
        agree(limited(3, 1 hours));
        open(ID, planOf(2));
        (,,, uint256 left) = pipelines.parties(2);
        eq(left, 1, "left of three");
        agree(limited(4, 2 hours));
        (,,, left) = pipelines.parties(3);
        eq(left, 2, "left of four");
        agree(limited(1, 2 hours));
        (,,, left) = pipelines.parties(4);
        eq(left, 0, "left of one");
        agree(termsUntil(block.timestamp + 1 days));
        (,,, left) = pipelines.parties(5);
        eq(left, type(uint256).max, "no limit");
    }

    function planOf(uint32 number) private pure returns (uint256) {
        return uint256(descriptor(number, true, 0)) | (uint256(descriptor(number, true, 1)) << 32);
    }

    function agree(IPipelines.Terms memory terms) private {
        uint32 number = amend(0, terms);
        accept(1, number);
    }

    function amend(uint256 who, IPipelines.Terms memory terms) private returns (uint32) {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.prank(operator(who));
        return pipelines.amend(PIPELINE, a, b, terms);
    }

    function limited(uint24 calls, uint24 window) private view returns (IPipelines.Terms memory terms) {
        terms = termsUntil(block.timestamp + 30 days);
        (terms.callsPerWindow, terms.windowSeconds) = (calls, window);
    }

    function suspend(uint256 who) private {
        vm.prank(operator(who));
        pipelines.suspend(PIPELINE);
    }

    function resume(uint256 who) private {
        vm.prank(operator(who));
        pipelines.resume(PIPELINE);
    }

    function usable(uint32 number) private view returns (bool answer) {
        (,, answer,) = pipelines.parties(number);
    }

    function refused(uint256 who, uint32 number, bytes memory expected) private {
        bytes32 constraint = constraintOf(number);
        vm.expectRevert(expected);
        vm.prank(operator(who));
        pipelines.acceptAmendment(PIPELINE, number, constraint);
    }

    function refusedProposal(
        uint256 who,
        IPipelines.Side memory a,
        IPipelines.Side memory b,
        IPipelines.Terms memory terms,
        bytes memory expected
    ) private {
        vm.expectRevert(expected);
        vm.prank(operator(who));
        pipelines.amend(PIPELINE, a, b, terms);
    }
}
