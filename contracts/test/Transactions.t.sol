// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm} from "../script/Vm.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {Packing} from "./base/Packing.sol";
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
        accepted(0, ID, 15, ITransactions.Entry.Aborted);
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
        accepted(0, ID, 15, ITransactions.Entry.Resolved);
        rejected(0, ID, 15, ITransactions.Entry.Resolved, ITransactions.Rejection.AlreadyReported);
        status(ID, ITransactions.Status.Escalated);
        rejected(2, ID, 15, ITransactions.Entry.Resolved, ITransactions.Rejection.NotAParty);
        accepted(1, ID, 15, ITransactions.Entry.Resolved);
        status(ID, ITransactions.Status.Resolved);
    }

    /// @dev Registry opens with notary and tax: what two of them agree is nothing without the third.
    function test_allInstitutionsOfThePlanResolve_whenItHasThree() public {
        equip(2);
        connect("taxes", 0, 2);
        open(ID, uint256(descriptor(1, true, 1)) | (uint256(descriptor(2, true, 1)) << 32));
        accepted(0, ID, 15, ITransactions.Entry.Aborted);
        vm.warp(block.timestamp + 1 hours + 1);
        accepted(2, ID, 15, ITransactions.Entry.Escalated);
        accepted(2, ID, 15, ITransactions.Entry.Resolved);
        accepted(0, ID, 15, ITransactions.Entry.Resolved);
        status(ID, ITransactions.Status.Escalated);
        accepted(1, ID, 15, ITransactions.Entry.Resolved);
        status(ID, ITransactions.Status.Resolved);
    }

    function test_resolvesOnlyByTheSameSettlement() public {
        escalate(ID);
        accepted(0, ID, 15, ITransactions.Entry.Resolved);
        bytes memory other = Packing.report(ID, 15, ITransactions.Entry.Resolved, keccak256("another settlement"));
        eq(uint8(send(1, other)[0]), 0x55, "begins anew");
        status(ID, ITransactions.Status.Escalated);
        eq(uint8(send(0, other)[0]), 0x56, "agreed");
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
        rejected(1, ID, 15, ITransactions.Entry.Aborted, ITransactions.Rejection.NotTheInitiator);
        rejected(2, ID, 15, ITransactions.Entry.Aborted, ITransactions.Rejection.NotAParty);
        vm.warp(block.timestamp + 1 hours);
        rejected(1, ID, 15, ITransactions.Entry.Aborted, ITransactions.Rejection.NotTheInitiator);
        vm.warp(block.timestamp + 1);
        rejected(2, ID, 15, ITransactions.Entry.Aborted, ITransactions.Rejection.NotAParty);
        accepted(1, ID, 15, ITransactions.Entry.Aborted);
        status(ID, ITransactions.Status.Compensating);
    }

    function test_refusesEarlyAbort_whenEveryStepSucceeded() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        rejected(0, ID, 15, ITransactions.Entry.Aborted, ITransactions.Rejection.TooEarly);
        vm.warp(block.timestamp + 1 hours + 1);
        accepted(0, ID, 15, ITransactions.Entry.Aborted);
        status(ID, ITransactions.Status.Compensating);
    }

    function test_refusesEscalation_untilTheDeadlineHasPassed() public {
        open(ID, twoWrites());
        rejected(0, ID, 15, ITransactions.Entry.Escalated, ITransactions.Rejection.WrongStatus);
        accepted(0, ID, 15, ITransactions.Entry.Aborted);
        rejected(1, ID, 15, ITransactions.Entry.Escalated, ITransactions.Rejection.TooEarly);
        vm.warp(block.timestamp + 1 hours + 1);
        rejected(2, ID, 15, ITransactions.Entry.Escalated, ITransactions.Rejection.NotAParty);
        accepted(1, ID, 15, ITransactions.Entry.Escalated);
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
        rejected(0, ID, 15, ITransactions.Entry.Succeeded, ITransactions.Rejection.NoSuchStep);
        rejected(0, ID, 0, ITransactions.Entry.Aborted, ITransactions.Rejection.NoSuchStep);
    }

    function test_rejectsOpening_whenARuleIsBroken() public {
        open(ID, twoWrites());
        rejectedOpening(0, ID, hourFromNow(), 2, twoWrites(), ITransactions.Rejection.AlreadyOpen);
        bytes32 id = keccak256("another");
        rejectedOpening(0, id, uint40(block.timestamp), 2, twoWrites(), ITransactions.Rejection.DeadlineOutOfRange);
        rejectedOpening(
            0, id, uint40(block.timestamp + 30 days + 1), 2, twoWrites(), ITransactions.Rejection.DeadlineOutOfRange
        );
        rejectedOpening(0, id, hourFromNow(), 1, descriptor(2, true, 0), ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(0, id, hourFromNow(), 1, descriptor(0, true, 0), ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(0, id, hourFromNow(), 1, 0, ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(0, id, hourFromNow(), 8, type(uint256).max, ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(0, id, hourFromNow(), 2, descriptor(1, true, 0), ITransactions.Rejection.PipelineUnusable);
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
        bytes32 a = keccak256("a");
        bytes32 b = keccak256("b");
        bytes memory results = send(
            0,
            bytes.concat(
                Packing.opening(a, hourFromNow(), 2, twoWrites()),
                Packing.opening(a, hourFromNow(), 2, twoWrites()),
                Packing.report(a, 0, ITransactions.Entry.Succeeded, keccak256("evidence")),
                Packing.report(keccak256("nowhere"), 0, ITransactions.Entry.Succeeded, 0),
                Packing.opening(b, hourFromNow(), 2, twoWrites()),
                Packing.report(b, 0, ITransactions.Entry.Succeeded, keccak256("evidence"))
            )
        );
        eq(keccak256(results), keccak256(hex"018211810111"), "results");
        check(transactions.transaction(a).steps[0].outcome == ITransactions.Outcome.Succeeded, "a");
        check(transactions.transaction(b).steps[0].outcome == ITransactions.Outcome.Succeeded, "b");
    }

    function test_harmsNobodyElse_whenOneReportOnATransactionIsBad() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        bytes memory results = send(
            1,
            bytes.concat(
                Packing.reports(
                    bytes.concat(
                        Packing.what(0, ITransactions.Entry.Accepted),
                        Packing.what(0, ITransactions.Entry.Disputed),
                        Packing.what(1, ITransactions.Entry.Failed),
                        Packing.what(1, ITransactions.Entry.Succeeded)
                    ),
                    1
                ),
                ID,
                keccak256("changed its mind"),
                keccak256("evidence"),
                keccak256("evidence")
            )
        );
        // Accepted; already reported; failed, so Open became Compensating; found to have succeeded after all.
        eq(keccak256(results), keccak256(hex"118b1222"), "results");
        status(ID, ITransactions.Status.Compensating);
    }

    function test_saysWhoRecorded() public {
        vm.recordLogs();
        vm.prank(crossChain(0));
        transactions.record("");
        bytes32[] memory topics = onlyLog(ITransactions.Recorded.selector).topics;
        eq(topics[1], REGISTRY, "institution");
        eq(topics[2], bytes32(uint256(uint160(crossChain(0)))), "account");
    }

    function testRevert_record_whenTooManyEntries() public {
        bytes memory most = Packing.reports(bytes.concat(Packing.what(0, ITransactions.Entry.Accepted)), 255);
        for (uint256 i = 0; i < 255; ++i) {
            most = bytes.concat(most, ID);
        }
        bytes memory one = Packing.report(ID, 0, ITransactions.Entry.Accepted, 0);
        eq(send(0, bytes.concat(most, one)).length, 256, "results");
        refused(bytes.concat(most, one, one), abi.encodeWithSelector(ITransactions.TooManyEntries.selector, 257, 256));
        bytes memory opened = Packing.opening(ID, hourFromNow(), 1, descriptor(1, true, 0));
        refused(
            bytes.concat(one, opened, most), abi.encodeWithSelector(ITransactions.TooManyEntries.selector, 257, 256)
        );
        refused(
            bytes.concat(most, one, opened), abi.encodeWithSelector(ITransactions.TooManyEntries.selector, 257, 256)
        );
    }

    function testRevert_record_whenEntriesAreCutShort() public {
        bytes memory entries = bytes.concat(
            Packing.opening(ID, hourFromNow(), 2, twoWrites()),
            Packing.report(ID, 0, ITransactions.Entry.Accepted, 0),
            Packing.report(ID, 0, ITransactions.Entry.Succeeded, keccak256("evidence"))
        );
        truncated(entries, 1, 0, 2);
        truncated(entries, 2, 0, 47);
        truncated(entries, 46, 0, 47);
        truncated(entries, 48, 47, 3);
        truncated(entries, 50, 47, 35);
        truncated(entries, 81, 47, 35);
        truncated(entries, 82 + 3, 82, 67);
        truncated(entries, entries.length - 1, 82, 67);
        status(ID, ITransactions.Status.None);
        send(0, entries);
        status(ID, ITransactions.Status.Open);
    }

    function testRevert_record_whenAnEntryIsUnknown() public {
        uint8[5] memory heads = [0, 17, 0x80, 0x89, 0xff];
        bytes memory before = Packing.opening(ID, hourFromNow(), 1, descriptor(1, true, 0));
        for (uint256 i = 0; i < heads.length; ++i) {
            bytes memory entries = bytes.concat(before, abi.encodePacked(heads[i]), new bytes(100));
            refused(entries, abi.encodeWithSelector(ITransactions.UnknownEntry.selector, 43, heads[i]));
        }
        bytes memory opened = bytes.concat(before, Packing.report(ID, 0, ITransactions.Entry.Opened, 0));
        refused(opened, abi.encodeWithSelector(ITransactions.UnknownEntry.selector, 44, 0xa0));
        bytes memory none = bytes.concat(before, Packing.openings(1, 0));
        refused(none, abi.encodeWithSelector(ITransactions.UnknownEntry.selector, 44, 0));
        none = bytes.concat(before, Packing.reports(hex"0010", 0));
        refused(none, abi.encodeWithSelector(ITransactions.UnknownEntry.selector, 46, 0));
    }

    /// @dev A plan that may be opened is not asked about again; another one is.
    function test_decidesEachOpeningOfARunByItsOwnPlan() public {
        bytes memory entries = Packing.openings(2, 5);
        uint256[5] memory plans = [0, twoWrites(), twoWrites(), uint256(descriptor(1, true, 0)), twoWrites()];
        for (uint256 i = 0; i < 5; ++i) {
            entries = bytes.concat(entries, Packing.opened(keccak256(abi.encode(i)), hourFromNow(), 2, plans[i]));
        }
        eq(keccak256(send(0, entries)), keccak256(hex"8501018501"), "results");
    }

    /// @dev What was decided of one transaction is decided of the next only where it is in the same state.
    function test_decidesEachOfARunByItsOwnState() public {
        bytes32[5] memory ids = [keccak256("1"), keccak256("2"), keccak256("3"), keccak256("4"), keccak256("5")];
        open(ids[0], twoWrites());
        vm.warp(block.timestamp + 1);
        open(ids[1], twoWrites());
        open(ids[2], uint256(descriptor(1, true, 1)) | (uint256(descriptor(1, true, 1)) << 32));
        open(ids[3], twoWrites());
        accepted(1, ids[3], 1, ITransactions.Entry.Failed);
        bytes memory entries = Packing.reports(bytes.concat(Packing.what(0, ITransactions.Entry.Succeeded)), 7);
        for (uint256 i = 0; i < 5; ++i) {
            entries = bytes.concat(entries, ids[i], keccak256("evidence"));
        }
        entries = bytes.concat(entries, ids[0], keccak256("again"), ids[1], keccak256("again"));
        // Open stays open, twice; not responsible; compensating stays so; unknown; and what was reported is, twice.
        eq(keccak256(send(0, entries)), keccak256(hex"11118722818b8b"), "results");
    }

    /// @dev Long plans are not in the word of a transaction, so that the same word does not mean the same plan.
    function test_decidesEachOfARunByItsOwnPlan_whenPlansAreLong() public {
        (bytes32 first, bytes32 second) = (keccak256("1"), keccak256("2"));
        (uint256 source, uint256 target) = (uint256(descriptor(1, true, 0)), uint256(descriptor(1, true, 1)));
        uint256 others = (source << 32) | (target << 64) | (source << 96);
        openPlan(first, 4, source | others);
        openPlan(second, 4, target | others);
        bytes memory entries = Packing.reports(bytes.concat(Packing.what(0, ITransactions.Entry.Succeeded)), 2);
        entries = bytes.concat(entries, first, keccak256("evidence"), second, keccak256("evidence"));
        // Open stays open; not responsible.
        eq(keccak256(send(0, entries)), keccak256(hex"1187"), "results");
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
        send(who % 3, Packing.report(who % 2 == 0 ? ID : id, step, ITransactions.Entry(entry % 10), id));
    }

    function testFuzz_neverReverts_whateverIsOpened(bytes32 id, uint40 deadline, uint8 count, uint256 steps) public {
        send(0, Packing.opening(id, deadline, 1 + count % 8, steps));
    }

    /// @dev Bytes at random either are refused with an error that says where, or are recorded whole.
    function testFuzz_refusesOnlyWhatCannotBeRead(bytes calldata entries) public {
        vm.prank(crossChain(0));
        try transactions.record(entries) {
            Packing.unpack(entries);
        } catch (bytes memory reason) {
            bytes4 error = bytes4(reason);
            check(
                error == ITransactions.UnknownEntry.selector || error == ITransactions.EntriesTruncated.selector
                    || error == ITransactions.TooManyEntries.selector,
                "a documented error"
            );
        }
    }

    function refusedRecord(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        transactions.record("");
    }

    function refused(bytes memory entries, bytes memory expected) private {
        vm.expectRevert(expected);
        vm.prank(crossChain(0));
        transactions.record(entries);
    }

    function truncated(bytes memory entries, uint256 length, uint256 offset, uint256 needed) private {
        bytes memory cut = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            cut[i] = entries[i];
        }
        refused(cut, abi.encodeWithSelector(ITransactions.EntriesTruncated.selector, offset, needed, length - offset));
    }
}
