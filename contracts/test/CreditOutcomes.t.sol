// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {ICredit} from "../src/governance/interfaces/ICredit.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {CreditTest} from "./base/CreditTest.sol";
import {Packing} from "./base/Packing.sol";

/// @title What each outcome of a transaction does to whose credit, and that nobody escapes a fault or is given another's.
contract CreditOutcomesTest is CreditTest {
    uint256 private constant START = 30_000;

    function setUp() public override {
        super.setUp();
        rule(distinctRules());
    }

    function test_aSettledStepRaisesBoth() public {
        open(ID, twoWrites());
        both(ITransactions.Entry.Succeeded, 0, 1);
        scores_(START, START);
        accepted(1, ID, 0, ITransactions.Entry.Accepted);
        scores_(START, START);
        accepted(0, ID, 1, ITransactions.Entry.Accepted);
        scores_(START + 2, START + 2);
    }

    function test_countsEveryTransactionOfARun() public {
        bytes memory opening = Packing.openings(2, 30);
        bytes memory reports;
        bytes memory verdicts = Packing.reports(bytes.concat(Packing.what(1, ITransactions.Entry.Accepted)), 30);
        for (uint256 i = 0; i < 30; ++i) {
            bytes32 id = keccak256(abi.encode(i));
            opening = bytes.concat(opening, Packing.opened(id, hourFromNow(), 2, twoWrites()));
            reports = bytes.concat(reports, id, id);
            verdicts = bytes.concat(verdicts, id);
        }
        send(0, opening);
        send(
            0, bytes.concat(Packing.reports(bytes.concat(Packing.what(0, ITransactions.Entry.Succeeded)), 30), reports)
        );
        bytes memory whats =
            bytes.concat(Packing.what(1, ITransactions.Entry.Succeeded), Packing.what(0, ITransactions.Entry.Accepted));
        send(1, bytes.concat(Packing.reports(whats, 30), reports));
        send(0, verdicts);
        scores_(START + 60, START + 60);
    }

    function test_countsEveryFaultOfARun() public {
        bytes memory opening = Packing.openings(2, 20);
        bytes memory succeeded;
        bytes memory reports;
        for (uint256 i = 0; i < 20; ++i) {
            bytes32 id = keccak256(abi.encode(i));
            opening = bytes.concat(opening, Packing.opened(id, hourFromNow(), 2, twoWrites()));
            succeeded = bytes.concat(succeeded, id, id);
            reports = bytes.concat(reports, id, id, id, id);
        }
        send(0, opening);
        bytes memory one = bytes.concat(Packing.what(0, ITransactions.Entry.Succeeded));
        send(0, bytes.concat(Packing.reports(one, 20), succeeded));
        // Its step was not executed after the other's took effect; a dispute too late; and a word too many.
        bytes memory whats = bytes.concat(
            Packing.what(1, ITransactions.Entry.NotExecuted),
            Packing.what(0, ITransactions.Entry.Disputed),
            Packing.what(1, ITransactions.Entry.Failed)
        );
        send(1, bytes.concat(Packing.reports(whats, 20), reports));
        scores_(START, START - 200);
    }

    function test_aFailureIsTheFaultOfWhoseStepFailed() public {
        open(ID, twoWrites());
        accepted(1, ID, 1, ITransactions.Entry.Failed);
        scores_(START, START - 10);
        // Late truth changes the record, not what was said before.
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Compensated);
        scores_(START, START - 10);
    }

    function test_notExecutingCostsNothing_asLongAsNobodyDidAnything() public {
        open(ID, twoWrites());
        accepted(1, ID, 1, ITransactions.Entry.NotExecuted);
        accepted(0, ID, 0, ITransactions.Entry.NotExecuted);
        status(ID, ITransactions.Status.Compensated);
        scores_(START, START);
    }

    /// What a party says of a step that it never heard of, where an abort would make it late.
    function test_notExecutingCostsNothing_whenNobodyAskedInTime() public {
        openPlan(ID, 1, descriptor(1, true, 1));
        bytes32 other = keccak256("other");
        openPlan(other, 1, descriptor(1, true, 1));
        vm.warp(block.timestamp + 1 hours + 31);
        accepted(1, ID, 0, ITransactions.Entry.NotExecuted);
        status(ID, ITransactions.Status.Compensated);
        scores_(START, START);
        accepted(1, other, 255, ITransactions.Entry.Aborted);
        status(other, ITransactions.Status.Compensating);
        scores_(START, START - 100);
    }

    function test_notExecutingIsAFailure_whenTheOthersHaveDoneTheirPart() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.NotExecuted);
        scores_(START, START - 10);
    }

    function test_notExecutingIsNoFault_onceTheTransactionIsUndone() public {
        open(ID, twoWrites());
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        accepted(0, ID, 1, ITransactions.Entry.Disputed);
        accepted(0, ID, 0, ITransactions.Entry.NotExecuted);
        scores_(START, START - 1000);
    }

    function test_givingUpIsAFault_onlyAfterTheOtherDidItsPart() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        scores_(START, START);
        bytes32 other = keccak256("other");
        open(other, twoWrites());
        accepted(1, other, 1, ITransactions.Entry.Succeeded);
        accepted(0, other, 255, ITransactions.Entry.Aborted);
        scores_(START - 10, START);
    }

    function test_lateIsWhoHadToSpeakFirst_whoeverAborts() public {
        open(ID, twoWrites());
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        bytes32 other = keccak256("other");
        open(other, twoWrites());
        vm.warp(block.timestamp + 1 hours + 1);
        accepted(1, ID, 255, ITransactions.Entry.Aborted);
        scores_(START, START - 100);
        accepted(1, other, 255, ITransactions.Entry.Aborted);
        scores_(START - 100, START - 100);
    }

    function test_lateIsEverybodyWhoDidNotVerify_whenAllSucceeded() public {
        open(ID, twoWrites());
        both(ITransactions.Entry.Succeeded, 0, 1);
        bytes32 other = keccak256("other");
        open(other, twoWrites());
        accepted(0, other, 0, ITransactions.Entry.Succeeded);
        accepted(1, other, 1, ITransactions.Entry.Succeeded);
        accepted(1, other, 0, ITransactions.Entry.Accepted);
        vm.warp(block.timestamp + 1 hours + 1);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        scores_(START - 100, START - 100);
        accepted(0, other, 255, ITransactions.Entry.Aborted);
        scores_(START - 200, START - 100);
    }

    function test_nobodyIsLate_whenThereWasNoTime() public {
        eq(uint256(recordOpening(0, ID, uint40(block.timestamp + 59), 2, twoWrites())), 0, "opened");
        bytes32 other = keccak256("other");
        eq(uint256(recordOpening(0, other, uint40(block.timestamp + 60), 2, twoWrites())), 0, "opened");
        vm.warp(block.timestamp + 61);
        accepted(1, ID, 255, ITransactions.Entry.Aborted);
        scores_(START, START);
        accepted(1, other, 255, ITransactions.Entry.Aborted);
        scores_(START - 100, START);
    }

    function test_disputedEvidenceIsTheFaultOfItsStep() public {
        open(ID, twoWrites());
        both(ITransactions.Entry.Succeeded, 0, 1);
        accepted(1, ID, 0, ITransactions.Entry.Disputed);
        scores_(START - 1000, START);
    }

    function test_whatCannotBeUndoneCostsMost() public {
        escalate(ID);
        scores_(START - 5000, START - 10);
        // Undone after all: a fault stays one, and is none a second time.
        accepted(0, ID, 0, ITransactions.Entry.Compensated);
        scores_(START - 5000, START - 10);
    }

    function test_escalationIsTheFaultOfWhoseTurnItWas() public {
        open(ID, twoWrites());
        both(ITransactions.Entry.Succeeded, 0, 1);
        accepted(0, ID, 1, ITransactions.Entry.Disputed);
        vm.warp(block.timestamp + 1 hours + 10 minutes + 1);
        // The initiator waits for the target, which must undo its step first.
        accepted(1, ID, 255, ITransactions.Entry.Escalated);
        scores_(START, START - 6000);
    }

    function test_escalationIsTheFaultOfEverybodyWhoIsSilent() public {
        open(ID, twoWrites());
        vm.warp(block.timestamp + 1 hours + 10 minutes + 1);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        accepted(0, ID, 255, ITransactions.Entry.Escalated);
        scores_(START - 100 - 5000, START - 5000);
    }

    function test_escalationIsNobodysFault_beforeThereWasTime() public {
        open(ID, twoWrites());
        both(ITransactions.Entry.Succeeded, 0, 1);
        vm.warp(block.timestamp + 1 hours + 10 minutes);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        // Its own step waits for the target's to be undone.
        accepted(0, ID, 255, ITransactions.Entry.Escalated);
        scores_(START - 100, START - 100);
    }

    /// @dev Or nobody would ever report that a compensation failed.
    function test_callingPeopleToOnesOwnTurnCostsAsMuchAsFailing_howeverEarly() public {
        open(ID, twoWrites());
        both(ITransactions.Entry.Succeeded, 0, 1);
        vm.warp(block.timestamp + 1 hours + 1);
        accepted(0, ID, 255, ITransactions.Entry.Aborted);
        accepted(1, ID, 255, ITransactions.Entry.Escalated);
        scores_(START - 100, START - 100 - 5000);
    }

    function test_callingPeopleInsteadOfSayingWhatBecameOfOnesStep_costsAsMuch() public {
        open(ID, twoWrites());
        accepted(1, ID, 1, ITransactions.Entry.NotExecuted);
        vm.warp(block.timestamp + 1 hours + 1);
        bytes32 other = keccak256("other");
        open(other, twoWrites());
        accepted(1, other, 1, ITransactions.Entry.NotExecuted);
        accepted(1, ID, 255, ITransactions.Entry.Escalated);
        scores_(START, START);
        vm.warp(block.timestamp + 1 hours + 1);
        accepted(0, other, 255, ITransactions.Entry.Escalated);
        scores_(START - 5000, START);
    }

    function test_rejectedEntriesMoveNothing() public {
        open(ID, twoWrites());
        vm.recordLogs();
        for (uint8 entry = 0; entry < 10; ++entry) {
            ITransactions.Entry e = ITransactions.Entry(entry);
            recordReport(2, ID, entry >= 7 ? 255 : 0, e);
            recordReport(0, keccak256("unknown"), entry >= 7 ? 255 : 0, e);
        }
        scores_(START, START);
        scored(2, START);
    }

    function test_restrictsWithinTheBatch() public {
        uint256 each = 5000;
        bytes memory failing;
        for (uint256 i = 0; i < 5; ++i) {
            bytes32 id = keccak256(abi.encode(i));
            open(id, twoWrites());
            accepted(0, id, 0, ITransactions.Entry.Succeeded);
            accepted(0, id, 255, ITransactions.Entry.Aborted);
            accepted(1, id, 1, ITransactions.Entry.NotExecuted);
            failing = bytes.concat(
                failing, Packing.report(id, 0, ITransactions.Entry.CompensationFailed, keccak256("reason"))
            );
        }
        open(ID, twoWrites());
        bytes32 one = keccak256("one");
        bytes32 other = keccak256("other");
        bytes memory results = send(
            0,
            bytes.concat(
                Packing.opening(one, hourFromNow(), 2, twoWrites()),
                failing,
                Packing.opening(other, hourFromNow(), 2, twoWrites()),
                Packing.report(ID, 0, ITransactions.Entry.Succeeded, keccak256("evidence"))
            )
        );
        eq(keccak256(results), keccak256(hex"0125252525259111"), "results");
        scored(0, START - 5 * each);
        check(isRestricted(0), "restricted");
        status(other, ITransactions.Status.None);
        // What is open goes on.
        accepted(1, ID, 1, ITransactions.Entry.Succeeded);
        accepted(1, ID, 0, ITransactions.Entry.Accepted);
        accepted(0, ID, 1, ITransactions.Entry.Accepted);
        status(ID, ITransactions.Status.Settled);
        scored(0, START - 5 * each);
        scored(1, START + 2);
    }

    /// @dev Nine pipelines share eight places in a batch: what is known of one is told before another takes its place.
    function test_creditsTheRightInstitutions_whenPipelinesTakeTurns() public {
        equip(2);
        for (uint256 i = 2; i <= 9; ++i) {
            connect(string.concat("p", vm.toString(i)), 0, i == 9 ? 2 : 1);
        }
        bytes memory opening = Packing.openings(1, 8);
        bytes memory failing;
        for (uint256 i = 0; i < 8; ++i) {
            bytes32 id = keccak256(abi.encode(i));
            opening =
                bytes.concat(opening, Packing.opened(id, hourFromNow(), 1, descriptor(i % 2 == 0 ? 1 : 9, true, 0)));
            failing = bytes.concat(failing, Packing.report(id, 0, ITransactions.Entry.Failed, keccak256("reason")));
        }
        eq(keccak256(send(0, opening)), keccak256(hex"0101010101010101"), "opened");
        send(0, failing);
        scored(0, START - 80);
        (, uint16 loss) = credit.windowOf(REGISTRY, NOTARY);
        eq(loss, 40, "towards the notary");
        (, loss) = credit.windowOf(REGISTRY, TAX);
        eq(loss, 40, "towards the tax office");
    }

    function test_creditsEachCounterpartyOfAPlan() public {
        equip(2);
        connect("to-tax", 0, 2);
        uint256 plan = uint256(descriptor(1, true, 1)) | (uint256(descriptor(2, true, 1)) << 32);
        open(ID, plan);
        accepted(1, ID, 0, ITransactions.Entry.Succeeded);
        accepted(2, ID, 1, ITransactions.Entry.NotExecuted);
        scored(0, START);
        scored(1, START);
        scored(2, START - 10);
        bytes32 other = keccak256("other");
        open(other, plan);
        accepted(1, other, 0, ITransactions.Entry.Succeeded);
        accepted(2, other, 1, ITransactions.Entry.Succeeded);
        accepted(0, other, 0, ITransactions.Entry.Accepted);
        accepted(0, other, 1, ITransactions.Entry.Accepted);
        scored(0, START + 2);
        scored(1, START + 1);
        scored(2, START - 10 + 1);
    }

    function both(ITransactions.Entry entry, uint8 first, uint8 second) private {
        accepted(0, ID, first, entry);
        accepted(1, ID, second, entry);
    }

    function scores_(uint256 registry, uint256 notary) private view {
        scored(0, registry);
        scored(1, notary);
    }
}
