// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {TransactionTest} from "../base/TransactionTest.sol";
import {TransactionModel} from "./TransactionModel.sol";

/// @title Every state that a small plan can get into, and in each of them everything that anybody can say, before and after
/// the deadline: the contract must take in what the model takes in, come to the same state, and else change nothing.
contract TransactionMachineTest is TransactionTest {
    using TransactionModel for TransactionModel.Model;

    /// @dev States as numbers, and how each was first reached: from which, and by what (`LATER`, or who, entry and step).
    struct Found {
        uint256[] states;
        uint256[] from;
        uint256[] action;
        uint256 count;
    }

    uint256 private constant LATER = type(uint256).max;
    uint256 private constant MOST = 1000;
    uint256 private start;

    function setUp() public override {
        super.setUp();
        start = block.timestamp;
    }

    function test_oneWrite() public {
        eq(explore(step(1, true), 1), 60, "states");
    }

    function test_oneRead() public {
        eq(explore(step(0, false), 1), 26, "states");
    }

    function test_aWriteOnEachSide() public {
        check(explore(twoWrites(), 2) > 200, "states");
    }

    function test_aReadBeforeAWrite() public {
        check(explore(step(1, false) | (step(0, true) << 32), 2) > 100, "states");
    }

    function step(uint8 side_, bool write) private pure returns (uint256) {
        return descriptor(1, write, side_);
    }

    /// @return How many states there are.
    function explore(uint256 plan, uint8 steps) private returns (uint256) {
        Found memory all = Found(new uint256[](MOST), new uint256[](MOST), new uint256[](MOST), 1);
        all.states[0] = pack(fresh(plan, steps));
        for (uint256 i = 0; i < all.count; ++i) {
            uint256 mark = memoryMark();
            tryEverything(all, i, plan, steps);
            TransactionModel.Model memory later = unpack(all.states[i], plan, steps);
            if (!later.late) {
                later.late = true;
                note(all, later, i, LATER);
            }
            release(mark);
        }
        return all.count;
    }

    function tryEverything(Found memory all, uint256 i, uint256 plan, uint8 steps) private {
        bytes32 id = keccak256(abi.encode(plan, i));
        replay(all, i, id, plan, steps);
        bytes32 before = matches(id, unpack(all.states[i], plan, steps));
        for (uint256 action = 0; action < 3 * 10 * (uint256(steps) + 1); ++action) {
            // Whoever is no party is refused in every state; one step shows it, and more would only take their time.
            if (steps > 1 && action % 3 == 2) continue;
            uint256 mark = memoryMark();
            TransactionModel.Model memory next = unpack(all.states[i], plan, steps);
            if (!predict(next, action)) {
                check(say(id, action) != ITransactions.Rejection.None, "taken in against the model");
                check(hashOf(id) == before, "changed by a rejected entry");
            } else {
                bytes32 other = keccak256(abi.encode(plan, i, action));
                replay(all, i, other, plan, steps);
                eq(uint256(say(other, action)), 0, "rejected against the model, reason");
                matches(other, next);
                note(all, next, i, action);
            }
            release(mark);
        }
    }

    function note(Found memory all, TransactionModel.Model memory m, uint256 from, uint256 action) private pure {
        uint256 state = pack(m);
        for (uint256 i = 0; i < all.count; ++i) {
            if (all.states[i] == state) return;
        }
        all.states[all.count] = state;
        all.from[all.count] = from;
        all.action[all.count++] = action;
    }

    /// @dev Opens a transaction at the beginning of time and does again what led to the state.
    function replay(Found memory all, uint256 i, bytes32 id, uint256 plan, uint8 steps) private {
        if (i == 0) {
            vm.warp(start);
            eq(uint256(recordOpening(0, id, uint40(start + 1 hours), steps, plan)), 0, "opening, reason");
            return;
        }
        replay(all, all.from[i], id, plan, steps);
        if (all.action[i] == LATER) vm.warp(start + 1 hours + 1);
        else eq(uint256(say(id, all.action[i])), 0, "replayed, reason");
    }

    function say(bytes32 id, uint256 action) private returns (ITransactions.Rejection) {
        (uint256 who, uint256 at, ITransactions.Entry entry) = parts(action);
        return recordReport(who, id, entry >= ITransactions.Entry.Aborted ? 255 : uint8(at), entry);
    }

    function predict(TransactionModel.Model memory m, uint256 action) private pure returns (bool) {
        (uint256 who, uint256 at, ITransactions.Entry entry) = parts(action);
        return m.apply_(who, at, entry);
    }

    function parts(uint256 action) private pure returns (uint256 who, uint256 at, ITransactions.Entry entry) {
        return (action % 3, action / 30, ITransactions.Entry((action / 3) % 10));
    }

    /// @dev The record says what the model says. @return its hash
    function matches(bytes32 id, TransactionModel.Model memory m) private view returns (bytes32) {
        ITransactions.TransactionRecord memory t = transactions.transaction(id);
        eq(uint256(t.status), uint256(m.status), "status");
        eq(t.steps.length, m.steps.length, "steps");
        for (uint256 s = 0; s < t.steps.length; ++s) {
            eq(uint256(t.steps[s].outcome), uint256(m.steps[s].outcome), "outcome");
            eq(uint256(t.steps[s].verdict), uint256(m.steps[s].verdict), "verdict");
            eq(uint256(t.steps[s].compensation), uint256(m.steps[s].compensation), "compensation");
        }
        return keccak256(abi.encode(t));
    }

    function hashOf(bytes32 id) private view returns (bytes32) {
        return keccak256(abi.encode(transactions.transaction(id)));
    }

    function fresh(uint256 plan, uint8 steps) private pure returns (TransactionModel.Model memory m) {
        m.status = ITransactions.Status.Open;
        m.steps = new TransactionModel.Step[](steps);
        for (uint256 i = 0; i < steps; ++i) {
            m.steps[i].side = (plan >> (32 * i)) & 1;
            m.steps[i].write = (plan >> (32 * i)) & 2 != 0;
        }
    }

    function pack(TransactionModel.Model memory m) private pure returns (uint256 state) {
        for (uint256 i = m.steps.length; i > 0; --i) {
            TransactionModel.Step memory s = m.steps[i - 1];
            state = (state << 6) | uint256(s.outcome) | (uint256(s.verdict) << 2) | (uint256(s.compensation) << 4);
        }
        uint256 flags = (m.resolvedBy[0] ? 1 : 0) | (m.resolvedBy[1] ? 2 : 0) | (m.late ? 4 : 0);
        return (state << 7) | (flags << 4) | uint256(m.status);
    }

    function unpack(uint256 state, uint256 plan, uint8 steps) private pure returns (TransactionModel.Model memory m) {
        m = fresh(plan, steps);
        m.status = ITransactions.Status(state & 15);
        m.resolvedBy = [state & 16 != 0, state & 32 != 0];
        m.late = state & 64 != 0;
        for (uint256 i = 0; i < steps; ++i) {
            uint256 bits = state >> (7 + 6 * i);
            m.steps[i].outcome = ITransactions.Outcome(bits & 3);
            m.steps[i].verdict = ITransactions.Verdict((bits >> 2) & 3);
            m.steps[i].compensation = ITransactions.Compensation((bits >> 4) & 3);
        }
    }

    /// @dev Memory is paid by its square: what a trial used is used again by the next.
    function memoryMark() private pure returns (uint256 mark) {
        assembly {
            mark := mload(0x40)
        }
    }

    function release(uint256 mark) private pure {
        assembly {
            mstore(0x40, mark)
        }
    }
}
