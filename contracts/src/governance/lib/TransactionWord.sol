// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ITransactions} from "../interfaces/ITransactions.sol";

/// @dev A transaction's state in one storage word, from the lowest bit:
///   0 status (4) | 4 step count (4) | 8 spare (8) | 16 opened at (40)
///   56 deadline (40) | 96 eight steps (6 each: outcome 2, verdict 2, compensation 2)
///   144 resolved by the source (1), by the targets of the eight steps (1 each), spare (7)
///   160 the descriptors of the first three steps (32 each); those of longer plans are in a second word.
type TransactionWord is uint256;

using TransactionWords for TransactionWord global;

/// @title Reading and changing a `TransactionWord`; pure.
library TransactionWords {
    uint256 internal constant INLINE_STEPS = 3;
    uint256 private constant COUNT = 4;
    uint256 private constant RESOLVED = 144;
    uint256 private constant OPENED_AT = 16;
    uint256 private constant DEADLINE = 56;
    uint256 private constant STEPS = 96;
    uint256 private constant STEP_BITS = 6;
    /// @dev A one at the lowest bit of each step.
    uint256 private constant EACH_STEP = 0x041041041041;
    uint256 private constant DESCRIPTORS = 160;
    uint256 private constant VERDICT = 2;
    uint256 private constant COMPENSATION = 4;

    function open(uint40 now_, uint40 deadline_, uint8 stepCount_, uint256 descriptors)
        internal
        pure
        returns (TransactionWord)
    {
        return TransactionWord.wrap(
            uint256(ITransactions.Status.Open) | (uint256(stepCount_) << COUNT) | (uint256(now_) << OPENED_AT)
                | (uint256(deadline_) << DEADLINE) | (descriptors << DESCRIPTORS)
        );
    }

    function status(TransactionWord w) internal pure returns (ITransactions.Status) {
        return ITransactions.Status(TransactionWord.unwrap(w) & 15);
    }

    /// @dev The predicates compare numbers: cheaper than turning bits into a checked enum first.
    function statusIs(TransactionWord w, ITransactions.Status s) internal pure returns (bool) {
        return TransactionWord.unwrap(w) & 15 == uint256(s);
    }

    function sameStatus(TransactionWord w, TransactionWord other) internal pure returns (bool) {
        return (TransactionWord.unwrap(w) ^ TransactionWord.unwrap(other)) & 15 == 0;
    }

    function outcomeIs(TransactionWord w, uint256 step, ITransactions.Outcome o) internal pure returns (bool) {
        return (TransactionWord.unwrap(w) >> _at(step)) & 3 == uint256(o);
    }

    function verdictIs(TransactionWord w, uint256 step, ITransactions.Verdict v) internal pure returns (bool) {
        return (TransactionWord.unwrap(w) >> (_at(step) + VERDICT)) & 3 == uint256(v);
    }

    function compensationIs(TransactionWord w, uint256 step, ITransactions.Compensation c)
        internal
        pure
        returns (bool)
    {
        return (TransactionWord.unwrap(w) >> (_at(step) + COMPENSATION)) & 3 == uint256(c);
    }

    function hasEnded(TransactionWord w) internal pure returns (bool) {
        return w.statusIs(ITransactions.Status.Settled) || w.statusIs(ITransactions.Status.Compensated)
            || w.statusIs(ITransactions.Status.Resolved);
    }

    function isUndoing(TransactionWord w) internal pure returns (bool) {
        return w.statusIs(ITransactions.Status.Compensating) || w.statusIs(ITransactions.Status.Escalated);
    }

    function stepCount(TransactionWord w) internal pure returns (uint256) {
        return (TransactionWord.unwrap(w) >> COUNT) & 15;
    }

    function openedAt(TransactionWord w) internal pure returns (uint40) {
        // forge-lint: disable-next-line(unsafe-typecast) - cuts the field out of the word
        return uint40(TransactionWord.unwrap(w) >> OPENED_AT);
    }

    function deadline(TransactionWord w) internal pure returns (uint40) {
        // forge-lint: disable-next-line(unsafe-typecast) - cuts the field out of the word
        return uint40(TransactionWord.unwrap(w) >> DEADLINE);
    }

    /// @dev Bit 0: the source institution, which all pipelines of a plan share, resolved; bit 1 + i: the target
    /// institution of step i's pipeline did.
    function resolvedBy(TransactionWord w) internal pure returns (uint256) {
        return (TransactionWord.unwrap(w) >> RESOLVED) & 0x1ff;
    }

    function resolvedByAll(TransactionWord w) internal pure returns (bool) {
        return w.resolvedBy() == (2 << w.stepCount()) - 1;
    }

    function inlineDescriptors(TransactionWord w) internal pure returns (uint256) {
        return TransactionWord.unwrap(w) >> DESCRIPTORS;
    }

    function outcome(TransactionWord w, uint256 step) internal pure returns (ITransactions.Outcome) {
        return ITransactions.Outcome((TransactionWord.unwrap(w) >> _at(step)) & 3);
    }

    function verdict(TransactionWord w, uint256 step) internal pure returns (ITransactions.Verdict) {
        return ITransactions.Verdict((TransactionWord.unwrap(w) >> (_at(step) + VERDICT)) & 3);
    }

    function compensation(TransactionWord w, uint256 step) internal pure returns (ITransactions.Compensation) {
        return ITransactions.Compensation((TransactionWord.unwrap(w) >> (_at(step) + COMPENSATION)) & 3);
    }

    function withStatus(TransactionWord w, ITransactions.Status s) internal pure returns (TransactionWord) {
        return TransactionWord.wrap((TransactionWord.unwrap(w) & ~uint256(15)) | uint256(s));
    }

    function withOutcome(TransactionWord w, uint256 step, ITransactions.Outcome o)
        internal
        pure
        returns (TransactionWord)
    {
        return _with(w, _at(step), uint256(o));
    }

    function withVerdict(TransactionWord w, uint256 step, ITransactions.Verdict v)
        internal
        pure
        returns (TransactionWord)
    {
        return _with(w, _at(step) + VERDICT, uint256(v));
    }

    function withCompensation(TransactionWord w, uint256 step, ITransactions.Compensation c)
        internal
        pure
        returns (TransactionWord)
    {
        return _with(w, _at(step) + COMPENSATION, uint256(c));
    }

    function withResolvedBy(TransactionWord w, uint256 parties) internal pure returns (TransactionWord) {
        return TransactionWord.wrap(TransactionWord.unwrap(w) | (parties << RESOLVED));
    }

    /// @dev Every step is Succeeded and Accepted.
    function allAccepted(TransactionWord w) internal pure returns (bool) {
        return _all(w, 0x0f, 0x05);
    }

    function allSucceeded(TransactionWord w) internal pure returns (bool) {
        return _all(w, 0x03, 0x01);
    }

    /// @dev Every step from `first` on had no effect, or its effect was undone.
    function signedOffFrom(TransactionWord w, uint256 first, uint256 descriptors) internal pure returns (bool) {
        for (uint256 i = first; i < w.stepCount(); ++i) {
            if (w.outcomeIs(i, ITransactions.Outcome.Pending)) return false;
            bool undone = w.compensationIs(i, ITransactions.Compensation.Compensated);
            if (w.tookEffect(i, descriptors) && !undone) return false;
        }
        return true;
    }

    /// @dev A write that succeeded.
    function tookEffect(TransactionWord w, uint256 step, uint256 descriptors) internal pure returns (bool) {
        return w.outcomeIs(step, ITransactions.Outcome.Succeeded) && isWrite(descriptors, step);
    }

    function pipelineOf(uint256 descriptors, uint256 step) internal pure returns (uint32) {
        // forge-lint: disable-next-line(unsafe-typecast) - cuts the step's descriptor out
        return uint32(descriptors >> (32 * step)) >> 2;
    }

    function isWrite(uint256 descriptors, uint256 step) internal pure returns (bool) {
        return (descriptors >> (32 * step)) & 2 != 0;
    }

    function sideOf(uint256 descriptors, uint256 step) internal pure returns (uint8) {
        return uint8((descriptors >> (32 * step)) & 1);
    }

    /// @dev Whether `mask` of every step's six bits equals `value`; all steps at once.
    function _all(TransactionWord w, uint256 mask, uint256 value) private pure returns (bool) {
        unchecked {
            // forge-lint: disable-next-line(incorrect-shift) - a power of two is meant
            uint256 used = (1 << (STEP_BITS * w.stepCount())) - 1;
            uint256 steps = TransactionWord.unwrap(w) >> STEPS;
            return steps & used & (mask * EACH_STEP) == used & (value * EACH_STEP);
        }
    }

    function _at(uint256 step) private pure returns (uint256) {
        unchecked {
            return STEPS + STEP_BITS * step;
        }
    }

    function _with(TransactionWord w, uint256 at_, uint256 value) private pure returns (TransactionWord) {
        return TransactionWord.wrap((TransactionWord.unwrap(w) & ~(uint256(3) << at_)) | (value << at_));
    }
}
