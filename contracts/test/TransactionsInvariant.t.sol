// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../script/Vm.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {Checks} from "./base/Checks.sol";
import {InvariantTest} from "./base/InvariantTest.sol";
import {Packing} from "./base/Packing.sol";
import {TransactionTest} from "./base/TransactionTest.sol";

/// @title Lets three institutions record anything about six transactions, in batches of up to three entries, while time
/// passes. It keeps its own account of what was accepted, read from the events, not from the contract's state.
contract TransactionsHandler is Checks {
    ITransactions internal constant transactions = ITransactions(Addresses.TRANSACTIONS);
    uint256 public constant COUNT = 6;

    address[3] internal reporters;
    uint256[4] internal plans;
    uint8[4] internal counts;

    /// The final status that was once seen; None before.
    mapping(bytes32 id => ITransactions.Status) public finalStatus;
    /// Accepted entries per transaction, step and entry.
    mapping(bytes32 id => mapping(uint256 step => mapping(uint256 entry => uint256))) public counted;
    uint256 public acceptedEntries;
    uint256 public settled;
    uint256 public compensated;

    constructor(address[3] memory reporters_, uint256[4] memory plans_, uint8[4] memory counts_) {
        reporters = reporters_;
        plans = plans_;
        counts = counts_;
    }

    function idOf(uint256 i) public pure returns (bytes32) {
        return keccak256(abi.encode("transaction", i));
    }

    function open(uint256 who, uint256 i, uint256 plan, uint256 life) external {
        uint40 deadline = uint40(block.timestamp + 1 + life % 100);
        send(who, Packing.opening(idOf(i % COUNT), deadline, counts[plan % 4], plans[plan % 4]));
    }

    function report(uint256 who, uint256 i, uint256 step, uint256 entry) external {
        send(who, one(i, step, entry));
    }

    /// @dev Mostly sensible entries, so that deep states are reached.
    function advance(uint256 i, uint256 choice) external {
        ITransactions.TransactionRecord memory t = transactions.transaction(idOf(i % COUNT));
        for (uint256 s = t.steps.length; s > 0; --s) {
            ITransactions.StepState memory step = t.steps[s - 1];
            uint256 responsible = step.side;
            if (step.outcome == ITransactions.Outcome.Pending) {
                send(responsible, one(i, s - 1, choice % 8 == 0 ? 1 : 0));
            } else if (step.verdict == ITransactions.Verdict.None && t.status == ITransactions.Status.Open) {
                send(1 - responsible, one(i, s - 1, choice % 8 == 1 ? 4 : 3));
            } else if (t.status == ITransactions.Status.Compensating || t.status == ITransactions.Status.Escalated) {
                send(responsible, one(i, s - 1, choice % 8 == 2 ? 6 : 5));
            }
        }
    }

    /// @dev A batch whose first entries may be nonsense: the last one must fare as it would alone.
    function mixed(uint256 who, uint256 i, uint256 step, uint256 entry, bytes32 junk) external {
        uint256 number = uint256(junk);
        send(
            who,
            bytes.concat(
                Packing.opening(junk, uint40(number), uint8(1 + (number >> 40) % 8), number),
                Packing.report(junk, uint8(number), ITransactions.Entry(number % 10), junk),
                one(i, step, entry)
            )
        );
    }

    /// @dev Several reports under one head.
    function together(uint256 who, uint256 i, uint256[3] calldata steps, uint256[3] calldata kinds) external {
        bytes memory whats;
        bytes memory digests;
        for (uint256 k = 0; k < 3; ++k) {
            (uint8 step, ITransactions.Entry entry) = chosen(steps[k], kinds[k]);
            whats = bytes.concat(whats, Packing.what(step, entry));
            if (entry != ITransactions.Entry.Accepted) digests = bytes.concat(digests, keccak256("evidence"));
        }
        send(
            who,
            bytes.concat(Packing.reports(whats, 2), idOf(i % COUNT), digests, idOf((i % COUNT + 1) % COUNT), digests)
        );
    }

    /// @dev The same of all transactions, whatever their states.
    function run(uint256 who, uint256 step, uint256 entry) external {
        (uint8 s, ITransactions.Entry e) = chosen(step, entry);
        bytes memory all = Packing.reports(bytes.concat(Packing.what(s, e)), uint8(COUNT));
        for (uint256 i = 0; i < COUNT; ++i) {
            all = bytes.concat(all, idOf(i));
            if (e != ITransactions.Entry.Accepted) all = bytes.concat(all, keccak256("evidence"));
        }
        send(who, all);
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 60);
    }

    function one(uint256 i, uint256 step, uint256 entry) private pure returns (bytes memory) {
        (uint8 s, ITransactions.Entry e) = chosen(step, entry);
        return Packing.report(idOf(i % COUNT), s, e, keccak256("evidence"));
    }

    function chosen(uint256 step, uint256 entry) private pure returns (uint8, ITransactions.Entry) {
        entry = entry % 10;
        return (entry >= 7 ? 15 : uint8(step % 4), ITransactions.Entry(entry));
    }

    /// @dev Reverts, and so fails the run, when `record` does.
    function send(uint256 who, bytes memory entries) private {
        vm.recordLogs();
        vm.prank(reporters[who % 3]);
        transactions.record(entries);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != ITransactions.Recorded.selector) continue;
            (bytes memory recorded, bytes memory results) = abi.decode(logs[i].data, (bytes, bytes));
            account(Packing.unpack(recorded), results);
        }
    }

    function account(Packing.Entry[] memory all, bytes memory results) private {
        check(all.length == results.length, "one result per entry");
        for (uint256 i = 0; i < all.length; ++i) {
            uint256 result = uint8(results[i]);
            if (result >= 0x80) continue;
            bytes32 id = all[i].transaction;
            check(finalStatus[id] == ITransactions.Status.None, "an entry was accepted after the end");
            ++counted[id][all[i].step][uint256(all[i].kind)];
            ++acceptedEntries;
            if (result >> 4 != result & 15) noteStatus(id, ITransactions.Status(result & 15));
        }
    }

    function noteStatus(bytes32 id, ITransactions.Status s) private {
        check(finalStatus[id] == ITransactions.Status.None, "a final state was left");
        if (s == ITransactions.Status.Settled) ++settled;
        if (s == ITransactions.Status.Compensated) ++compensated;
        bool isFinal = s == ITransactions.Status.Settled || s == ITransactions.Status.Compensated
            || s == ITransactions.Status.Resolved;
        if (isFinal) finalStatus[id] = s;
    }
}

contract TransactionsInvariantTest is TransactionTest, InvariantTest {
    TransactionsHandler internal handler;

    function setUp() public override {
        super.setUp();
        uint256 readStep = uint256(descriptor(1, false, 1));
        uint256[4] memory plans = [
            twoWrites(),
            uint256(descriptor(1, true, 1)),
            uint256(descriptor(1, true, 0)) | (readStep << 32) | (uint256(descriptor(1, true, 1)) << 64),
            twoWrites() | (twoWrites() << 64)
        ];
        handler = new TransactionsHandler([crossChain(0), crossChain(1), crossChain(2)], plans, [2, 1, 3, 4]);
        target(address(handler));
    }

    /// @dev The invariants mean something only if the handler gets this far.
    function test_handlerReachesTheEnds() public {
        handler.open(0, 1, 0, 99);
        handler.advance(1, 3);
        handler.advance(1, 3);
        eq(handler.settled(), 1, "settled");
        handler.open(0, 2, 3, 99);
        handler.advance(2, 3);
        handler.report(0, 2, 15, uint256(ITransactions.Entry.Aborted));
        handler.pass(50);
        handler.pass(50);
        handler.report(1, 2, 15, uint256(ITransactions.Entry.Aborted));
        handler.advance(2, 3);
        eq(handler.compensated(), 1, "compensated");
        check(handler.acceptedEntries() > 8, "accepted entries");
    }

    /// @dev I3: settled only when every step was reported Succeeded and accepted.
    function invariant_settledImpliesAllSucceededAndAccepted() public view {
        for (uint256 i = 0; i < handler.COUNT(); ++i) {
            bytes32 id = handler.idOf(i);
            ITransactions.TransactionRecord memory t = transactions.transaction(id);
            if (t.status != ITransactions.Status.Settled) continue;
            for (uint256 s = 0; s < t.steps.length; ++s) {
                check(said(id, s, ITransactions.Entry.Succeeded) == 1, "every step succeeded");
                check(said(id, s, ITransactions.Entry.Accepted) == 1, "every step was accepted");
                check(said(id, s, ITransactions.Entry.Disputed) == 0, "no step was disputed");
            }
        }
    }

    /// @dev I3: compensated only when every step never took effect or was undone, by word of its party.
    function invariant_compensatedImpliesEverythingSignedOff() public view {
        for (uint256 i = 0; i < handler.COUNT(); ++i) {
            bytes32 id = handler.idOf(i);
            ITransactions.TransactionRecord memory t = transactions.transaction(id);
            if (t.status != ITransactions.Status.Compensated) continue;
            for (uint256 s = 0; s < t.steps.length; ++s) {
                bool none = said(id, s, ITransactions.Entry.Failed) + said(id, s, ITransactions.Entry.NotExecuted) == 1;
                bool effect = said(id, s, ITransactions.Entry.Succeeded) == 1;
                bool undone = said(id, s, ITransactions.Entry.Compensated) == 1 || !t.steps[s].write;
                check(effect ? undone : none, "signed off");
            }
        }
    }

    /// @dev I3: Settled, Compensated and Resolved are never left.
    function invariant_finalStatesAreNeverLeft() public view {
        for (uint256 i = 0; i < handler.COUNT(); ++i) {
            ITransactions.Status once = handler.finalStatus(handler.idOf(i));
            if (once != ITransactions.Status.None) status(handler.idOf(i), once);
        }
    }

    /// @dev Each step has one outcome, but that it may be found later to have succeeded (I7); at most one verdict; and is
    /// compensated at most once.
    function invariant_nothingIsCountedTwice() public view {
        for (uint256 i = 0; i < handler.COUNT(); ++i) {
            bytes32 id = handler.idOf(i);
            for (uint256 s = 0; s < 4; ++s) {
                uint256 none = said(id, s, ITransactions.Entry.Failed) + said(id, s, ITransactions.Entry.NotExecuted);
                check(none <= 1 && said(id, s, ITransactions.Entry.Succeeded) <= 1, "one outcome");
                check(
                    said(id, s, ITransactions.Entry.Accepted) + said(id, s, ITransactions.Entry.Disputed) <= 1,
                    "one verdict"
                );
                check(said(id, s, ITransactions.Entry.Compensated) <= 1, "compensated once");
            }
        }
    }

    function said(bytes32 id, uint256 step, ITransactions.Entry entry) private view returns (uint256) {
        return handler.counted(id, step, uint256(entry));
    }
}
