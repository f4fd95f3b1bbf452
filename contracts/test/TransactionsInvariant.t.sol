// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../script/Vm.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {Checks} from "./base/Checks.sol";
import {InvariantTest} from "./base/InvariantTest.sol";
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
    mapping(bytes32 id => mapping(uint256 step => mapping(uint256 entry => uint256))) public entries;
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
        ITransactions.Opening[] memory o = new ITransactions.Opening[](1);
        uint40 deadline = uint40(block.timestamp + 1 + life % 100);
        o[0] = ITransactions.Opening(idOf(i % COUNT), deadline, counts[plan % 4], plans[plan % 4]);
        send(who, o, new ITransactions.Report[](0));
    }

    function report(uint256 who, uint256 i, uint256 step, uint256 entry) external {
        ITransactions.Report[] memory r = new ITransactions.Report[](1);
        r[0] = one(i, step, entry);
        send(who, new ITransactions.Opening[](0), r);
    }

    /// @dev Mostly sensible entries, so that deep states are reached.
    function advance(uint256 i, uint256 choice) external {
        ITransactions.TransactionRecord memory t = transactions.transaction(idOf(i % COUNT));
        ITransactions.Report[] memory r = new ITransactions.Report[](1);
        for (uint256 s = t.steps.length; s > 0; --s) {
            ITransactions.StepState memory step = t.steps[s - 1];
            uint256 responsible = step.side;
            if (step.outcome == ITransactions.Outcome.Pending) {
                r[0] = one(i, s - 1, choice % 8 == 0 ? 1 : 0);
                send(responsible, new ITransactions.Opening[](0), r);
            } else if (step.verdict == ITransactions.Verdict.None && t.status == ITransactions.Status.Open) {
                r[0] = one(i, s - 1, choice % 8 == 1 ? 4 : 3);
                send(1 - responsible, new ITransactions.Opening[](0), r);
            } else if (t.status == ITransactions.Status.Compensating || t.status == ITransactions.Status.Escalated) {
                r[0] = one(i, s - 1, choice % 8 == 2 ? 6 : 5);
                send(responsible, new ITransactions.Opening[](0), r);
            }
        }
    }

    /// @dev A batch whose first entries may be nonsense: the last one must fare as it would alone.
    function mixed(uint256 who, uint256 i, uint256 step, uint256 entry, bytes32 junk) external {
        ITransactions.Opening[] memory o = new ITransactions.Opening[](1);
        o[0] = ITransactions.Opening(junk, uint40(uint256(junk)), uint8(uint256(junk) >> 40), uint256(junk));
        ITransactions.Report[] memory r = new ITransactions.Report[](2);
        r[0] = ITransactions.Report(junk, uint8(uint256(junk)), ITransactions.Entry(uint256(junk) % 11), junk);
        r[1] = one(i, step, entry);
        send(who, o, r);
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 60);
    }

    function one(uint256 i, uint256 step, uint256 entry) private pure returns (ITransactions.Report memory) {
        entry = entry % 11;
        uint8 place = entry >= 7 && entry <= 9 ? 255 : uint8(step % 4);
        return ITransactions.Report(idOf(i % COUNT), place, ITransactions.Entry(entry), keccak256("evidence"));
    }

    /// @dev Reverts, and so fails the run, when `record` does.
    function send(uint256 who, ITransactions.Opening[] memory o, ITransactions.Report[] memory r) private {
        vm.recordLogs();
        vm.prank(reporters[who % 3]);
        transactions.record(o, r);
        account();
    }

    function account() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32 topic = logs[i].topics[0];
            bytes32 id = logs[i].topics.length > 1 ? logs[i].topics[1] : bytes32(0);
            if (topic == ITransactions.StepReported.selector) {
                (uint8 step, ITransactions.Entry entry,) =
                    abi.decode(logs[i].data, (uint8, ITransactions.Entry, bytes32));
                ++entries[id][step][uint256(entry)];
                ++acceptedEntries;
                check(finalStatus[id] == ITransactions.Status.None, "an entry was accepted after the end");
            } else if (topic == ITransactions.StatusChanged.selector) {
                noteStatus(id, abi.decode(logs[i].data, (ITransactions.Status)));
            }
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
        handler.report(0, 2, 255, uint256(ITransactions.Entry.Aborted));
        handler.pass(50);
        handler.pass(50);
        handler.report(1, 2, 255, uint256(ITransactions.Entry.Aborted));
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
                check(none != effect && (none || undone), "signed off");
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

    /// @dev Each step has one outcome and at most one verdict, and is compensated at most once.
    function invariant_nothingIsCountedTwice() public view {
        for (uint256 i = 0; i < handler.COUNT(); ++i) {
            bytes32 id = handler.idOf(i);
            for (uint256 s = 0; s < 4; ++s) {
                uint256 outcomes = said(id, s, ITransactions.Entry.Succeeded) + said(id, s, ITransactions.Entry.Failed)
                    + said(id, s, ITransactions.Entry.NotExecuted);
                check(outcomes <= 1, "one outcome");
                check(
                    said(id, s, ITransactions.Entry.Accepted) + said(id, s, ITransactions.Entry.Disputed) <= 1,
                    "one verdict"
                );
                check(said(id, s, ITransactions.Entry.Compensated) <= 1, "compensated once");
            }
        }
    }

    function said(bytes32 id, uint256 step, ITransactions.Entry entry) private view returns (uint256) {
        return handler.entries(id, step, uint256(entry));
    }
}
