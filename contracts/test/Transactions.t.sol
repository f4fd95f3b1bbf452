// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm, Vm} from "../script/Vm.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {TransactionTest} from "./base/TransactionTest.sol";

contract TransactionsTest is TransactionTest {
    function test_opens_whenPipelineIsUsable() public {
        open(ID, twoWrites());
        ITransactions.TransactionRecord memory t = transactions.transaction(ID);
        eq(uint256(t.status), uint256(ITransactions.Status.Open), "status");
        eq(t.openedAt, block.timestamp, "opened at");
        eq(t.deadline, block.timestamp + 1 hours, "deadline");
        eq(t.steps.length, 2, "steps");
        eq(t.steps[0].side, 0, "side of step 0");
        eq(t.steps[1].side, 1, "side of step 1");
        eq(t.steps[1].pipeline, 1, "pipeline");
        check(t.steps[0].write && t.steps[1].write, "both write");
    }

    function test_settles_whenEveryStepSucceededAndWasAccepted() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        accepted(1, ID, 0, ITransactions.Entry.Accepted);
        status(ID, ITransactions.Status.Open);
        accepted(0, ID, 1, ITransactions.Entry.Accepted);
        status(ID, ITransactions.Status.Settled);
    }

    function test_keepsEightSteps_whenPlanIsLong() public {
        uint256 steps;
        for (uint256 i = 0; i < 8; ++i) {
            steps |= uint256(descriptor(1, i % 2 == 0, uint8(i / 4))) << (32 * i);
        }
        openPlan(ID, 8, steps);
        ITransactions.TransactionRecord memory t = transactions.transaction(ID);
        eq(t.steps.length, 8, "steps");
        for (uint256 i = 0; i < 8; ++i) {
            check(t.steps[i].write == (i % 2 == 0), "write");
            eq(t.steps[i].side, i / 4, "side");
            accepted(i / 4, ID, uint8(i), ITransactions.Entry.Succeeded);
            accepted(1 - i / 4, ID, uint8(i), ITransactions.Entry.Accepted);
        }
        status(ID, ITransactions.Status.Settled);
    }

    function test_compensates_whenAStepFails() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Failed);
        status(ID, ITransactions.Status.Compensating);
        accepted(0, ID, 0, ITransactions.Entry.Compensated);
        status(ID, ITransactions.Status.Compensated);
    }

    function test_compensatesInReverseOrder_whenDisputed() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        accepted(0, ID, 1, ITransactions.Entry.Disputed);
        rejected(0, ID, 0, ITransactions.Entry.Compensated, ITransactions.Rejection.LaterStepUnfinished);
        accepted(1, ID, 1, ITransactions.Entry.Compensated);
        accepted(0, ID, 0, ITransactions.Entry.Compensated);
        status(ID, ITransactions.Status.Compensated);
    }

    function test_compensatesLateSuccess_whenAbortedBeforeTheOutcomeWasKnown() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        rejected(0, ID, 0, ITransactions.Entry.Compensated, ITransactions.Rejection.LaterStepUnfinished);
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        status(ID, ITransactions.Status.Compensating);
        accepted(1, ID, 1, ITransactions.Entry.Compensated);
        accepted(0, ID, 0, ITransactions.Entry.Compensated);
        status(ID, ITransactions.Status.Compensated);
    }

    function test_endsAtOnce_whenNothingTookEffect() public {
        openPlan(ID, 1, descriptor(1, true, 0));
        accepted(0, ID, 0, ITransactions.Entry.Failed);
        status(ID, ITransactions.Status.Compensated);
    }

    function test_readsNeedNoCompensation() public {
        openPlan(ID, 2, uint256(descriptor(1, true, 0)) | (uint256(descriptor(1, false, 1)) << 32));
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        accepted(0, ID, 0, ITransactions.Entry.NotExecuted);
        status(ID, ITransactions.Status.Compensated);
    }

    function test_escalates_whenCompensationFails_andStillTakesALaterSuccess() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Failed);
        accepted(0, ID, 0, ITransactions.Entry.CompensationFailed);
        status(ID, ITransactions.Status.Escalated);
        rejected(0, ID, 0, ITransactions.Entry.CompensationFailed, ITransactions.Rejection.AlreadyReported);
        accepted(0, ID, 0, ITransactions.Entry.Compensated);
        status(ID, ITransactions.Status.Compensated);
    }

    function test_bothInstitutionsResolve_whenEscalated() public {
        escalate(ID);
        accepted(0, ID, 255, ITransactions.Entry.Resolved);
        rejected(0, ID, 255, ITransactions.Entry.Resolved, ITransactions.Rejection.AlreadyReported);
        status(ID, ITransactions.Status.Escalated);
        rejected(2, ID, 255, ITransactions.Entry.Resolved, ITransactions.Rejection.NotAParty);
        accepted(1, ID, 255, ITransactions.Entry.Resolved);
        status(ID, ITransactions.Status.Resolved);
    }

    function test_everyInstitutionOfThePlanResolves_whenSeveralPipelinesAreUsed() public {
        equip(2);
        connect("tax", 0, 2);
        open(ID, uint256(descriptor(1, true, 1)) | (uint256(descriptor(2, true, 1)) << 32));
        accepted(2, ID, 1, ITransactions.Entry.Succeeded);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        accepted(2, ID, 1, ITransactions.Entry.CompensationFailed);
        accepted(0, ID, 255, ITransactions.Entry.Resolved);
        accepted(1, ID, 255, ITransactions.Entry.Resolved);
        status(ID, ITransactions.Status.Escalated);
        rejected(1, ID, 255, ITransactions.Entry.Resolved, ITransactions.Rejection.AlreadyReported);
        accepted(2, ID, 255, ITransactions.Entry.Resolved);
        status(ID, ITransactions.Status.Resolved);
    }

    function test_workOrderResolves_whenEscalated() public {
        escalate(ID);
        decide(Addresses.TRANSACTIONS, abi.encodeCall(ITransactions.resolve, (ID, "settled in writing")));
        status(ID, ITransactions.Status.Resolved);
    }

    function testRevert_resolve_whenNotEscalated() public {
        open(ID, twoWrites());
        bytes memory call = abi.encodeCall(ITransactions.resolve, (ID, ""));
        uint256 order = propose(Addresses.TRANSACTIONS, call);
        vm.warp(block.timestamp + 1);
        vote(0, order, 1);
        vote(1, order, 1);
        vm.expectRevert(
            abi.encodeWithSelector(ITransactions.TransactionNotEscalated.selector, ID, ITransactions.Status.Open)
        );
        execute(Addresses.TRANSACTIONS, call);
    }

    function test_anyPartyAborts_whenTheDeadlineHasPassed() public {
        open(ID, twoWrites());
        rejected(1, ID, 255, ITransactions.Entry.Aborted, ITransactions.Rejection.NotTheInitiator);
        rejected(2, ID, 255, ITransactions.Entry.Aborted, ITransactions.Rejection.NotAParty);
        vm.warp(block.timestamp + 1 hours);
        rejected(1, ID, 255, ITransactions.Entry.Aborted, ITransactions.Rejection.NotTheInitiator);
        vm.warp(block.timestamp + 1);
        rejected(2, ID, 255, ITransactions.Entry.Aborted, ITransactions.Rejection.NotAParty);
        accepted(1, ID, 255, ITransactions.Entry.Aborted);
        status(ID, ITransactions.Status.Compensating);
    }

    function test_refusesEarlyAbort_whenEveryStepSucceeded() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        rejected(0, ID, 255, ITransactions.Entry.Aborted, ITransactions.Rejection.TooEarly);
        vm.warp(block.timestamp + 1 hours + 1);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        status(ID, ITransactions.Status.Compensating);
    }

    function test_refusesEscalation_untilTheDeadlineHasPassed() public {
        open(ID, twoWrites());
        rejected(0, ID, 255, ITransactions.Entry.Escalated, ITransactions.Rejection.WrongStatus);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        rejected(1, ID, 255, ITransactions.Entry.Escalated, ITransactions.Rejection.TooEarly);
        vm.warp(block.timestamp + 1 hours + 1);
        rejected(2, ID, 255, ITransactions.Entry.Escalated, ITransactions.Rejection.NotAParty);
        accepted(1, ID, 255, ITransactions.Entry.Escalated);
        status(ID, ITransactions.Status.Escalated);
    }

    function test_onlyTheResponsibleSpeaksForAStep() public {
        open(ID, twoWrites());
        rejected(1, ID, 0, ITransactions.Entry.Succeeded, ITransactions.Rejection.NotResponsible);
        rejected(2, ID, 0, ITransactions.Entry.Failed, ITransactions.Rejection.NotResponsible);
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        rejected(0, ID, 0, ITransactions.Entry.Failed, ITransactions.Rejection.AlreadyReported);
        rejected(0, ID, 0, ITransactions.Entry.Accepted, ITransactions.Rejection.NotTheVerifier);
        rejected(2, ID, 0, ITransactions.Entry.Accepted, ITransactions.Rejection.NotTheVerifier);
        rejected(0, ID, 1, ITransactions.Entry.Accepted, ITransactions.Rejection.NothingToVerify);
        accepted(1, ID, 0, ITransactions.Entry.Accepted);
        rejected(1, ID, 0, ITransactions.Entry.Disputed, ITransactions.Rejection.AlreadyReported);
        rejected(1, ID, 1, ITransactions.Entry.Compensated, ITransactions.Rejection.WrongStatus);
        accepted(1, ID, 1, ITransactions.Entry.NotExecuted);
        rejected(1, ID, 1, ITransactions.Entry.Compensated, ITransactions.Rejection.NothingToCompensate);
        rejected(0, ID, 1, ITransactions.Entry.Compensated, ITransactions.Rejection.NotResponsible);
        rejected(1, ID, 0, ITransactions.Entry.Accepted, ITransactions.Rejection.WrongStatus);
    }

    function test_rejects_whenStepOrTransactionIsUnknown() public {
        rejected(0, ID, 0, ITransactions.Entry.Succeeded, ITransactions.Rejection.UnknownTransaction);
        open(ID, twoWrites());
        rejected(0, ID, 2, ITransactions.Entry.Succeeded, ITransactions.Rejection.NoSuchStep);
        rejected(0, ID, 255, ITransactions.Entry.Succeeded, ITransactions.Rejection.NoSuchStep);
        rejected(0, ID, 0, ITransactions.Entry.Aborted, ITransactions.Rejection.NoSuchStep);
        rejected(0, ID, 0, ITransactions.Entry.Opened, ITransactions.Rejection.WrongStatus);
    }

    function test_rejectsOpening_whenARuleIsBroken() public {
        open(ID, twoWrites());
        rejectedOpening(0, ID, hourFromNow(), 2, twoWrites(), ITransactions.Rejection.AlreadyOpen);
        bytes32 id = keccak256("another");
        rejectedOpening(0, id, hourFromNow(), 0, 0, ITransactions.Rejection.BadStepCount);
        rejectedOpening(0, id, hourFromNow(), 9, twoWrites(), ITransactions.Rejection.BadStepCount);
        rejectedOpening(0, id, hourFromNow(), 1, twoWrites(), ITransactions.Rejection.BadStepCount);
        rejectedOpening(0, id, uint40(block.timestamp), 2, twoWrites(), ITransactions.Rejection.DeadlineOutOfRange);
        rejectedOpening(
            0, id, uint40(block.timestamp + 30 days + 1), 2, twoWrites(), ITransactions.Rejection.DeadlineOutOfRange
        );
        rejectedOpening(0, id, hourFromNow(), 1, descriptor(2, true, 0), ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(0, id, hourFromNow(), 1, descriptor(0, true, 0), ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(1, id, hourFromNow(), 2, twoWrites(), ITransactions.Rejection.NotTheInitiator);
        rejectedOpening(2, id, hourFromNow(), 2, twoWrites(), ITransactions.Rejection.NotTheInitiator);
    }

    function test_rejectsOpening_whenPipelineIsSuspendedFrozenOrOutOfDate() public {
        vm.prank(operator(1));
        pipelines.suspend(PIPELINE);
        rejectedOpening(0, ID, hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable);
        vm.prank(operator(1));
        pipelines.resume(PIPELINE);
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.freeze, (PIPELINE)));
        rejectedOpening(0, ID, hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable);
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.unfreeze, (PIPELINE)));
        open(ID, twoWrites());
        vm.warp(block.timestamp + 366 days);
        rejectedOpening(0, keccak256("late"), hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable);
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
    }

    function test_rejectsOpening_whenTheOtherInstitutionIsSuspended() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (NOTARY)));
        rejectedOpening(0, ID, hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable);
    }

    function test_harmsNobodyElse_whenOneEntryIsBad() public {
        ITransactions.Opening[] memory o = new ITransactions.Opening[](3);
        o[0] = ITransactions.Opening(keccak256("a"), hourFromNow(), 2, twoWrites());
        o[1] = ITransactions.Opening(keccak256("a"), hourFromNow(), 2, twoWrites());
        o[2] = ITransactions.Opening(keccak256("b"), hourFromNow(), 2, twoWrites());
        ITransactions.Report[] memory r = new ITransactions.Report[](3);
        r[0] = ITransactions.Report(keccak256("a"), 0, ITransactions.Entry.Succeeded, keccak256("evidence"));
        r[1] = ITransactions.Report(keccak256("nowhere"), 0, ITransactions.Entry.Succeeded, 0);
        r[2] = ITransactions.Report(keccak256("b"), 0, ITransactions.Entry.Succeeded, keccak256("evidence"));
        vm.recordLogs();
        vm.prank(crossChain(0));
        transactions.record(o, r);
        eq(countLogs(ITransactions.EntryRejected.selector), 2, "rejected entries");
        check(transactions.transaction(keccak256("a")).steps[0].outcome == ITransactions.Outcome.Succeeded, "a");
        check(transactions.transaction(keccak256("b")).steps[0].outcome == ITransactions.Outcome.Succeeded, "b");
    }

    function testRevert_record_whenTooManyEntries() public {
        ITransactions.Report[] memory r = new ITransactions.Report[](257);
        vm.expectRevert(abi.encodeWithSelector(ITransactions.TooManyEntries.selector, 257, 256));
        vm.prank(crossChain(0));
        transactions.record(new ITransactions.Opening[](0), r);
    }

    function testRevert_record_whenCallerIsNoActiveCrossChainAccount() public {
        address[3] memory callers = [operator(0), governor(0), address(0xdead)];
        for (uint256 i = 0; i < 3; ++i) {
            refusedRecord(callers[i]);
        }
        vm.prank(governor(0));
        accounts.freeze(crossChain(0));
        refusedRecord(crossChain(0));
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (NOTARY)));
        refusedRecord(crossChain(1));
    }

    function test_reportsNeedNoUsablePipeline() public {
        open(ID, twoWrites());
        vm.prank(operator(0));
        pipelines.close(PIPELINE);
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.NotExecuted);
        accepted(0, ID, 0, ITransactions.Entry.Compensated);
        status(ID, ITransactions.Status.Compensated);
    }

    /// @dev A second pipeline in the opposite direction: steps of one plan may use several.
    function test_usesSeveralPipelines_whenAllLeadFromTheInitiator() public {
        connect("more", 0, 1);
        connect("back", 1, 0);
        uint256 both = uint256(descriptor(1, true, 1)) | (uint256(descriptor(2, true, 1)) << 32);
        open(ID, both);
        uint256 mixed = uint256(descriptor(1, true, 1)) | (uint256(descriptor(3, true, 1)) << 32);
        rejectedOpening(0, keccak256("mixed"), hourFromNow(), 2, mixed, ITransactions.Rejection.NotTheInitiator);
    }

    function testFuzz_neverReverts_whateverIsReported(bytes32 id, uint8 step, uint8 entry, uint8 who) public {
        open(ID, twoWrites());
        ITransactions.Report[] memory r = new ITransactions.Report[](1);
        r[0] = ITransactions.Report(who % 2 == 0 ? ID : id, step, ITransactions.Entry(entry % 11), id);
        vm.prank(crossChain(who % 3));
        transactions.record(new ITransactions.Opening[](0), r);
    }

    function testFuzz_neverReverts_whateverIsOpened(bytes32 id, uint40 deadline, uint8 count, uint256 steps) public {
        ITransactions.Opening[] memory o = new ITransactions.Opening[](1);
        o[0] = ITransactions.Opening(id, deadline, count, steps);
        vm.prank(crossChain(0));
        transactions.record(o, new ITransactions.Report[](0));
    }

    function refusedRecord(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        transactions.record(new ITransactions.Opening[](0), new ITransactions.Report[](0));
    }

    function countLogs(bytes32 topic) private returns (uint256 count) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) ++count;
        }
    }
}
