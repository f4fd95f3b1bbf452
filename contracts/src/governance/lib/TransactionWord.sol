// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ITransactions} from "../interfaces/ITransactions.sol";

/// @dev A transaction's state in one storage word, from the lowest bit:
///   0 status (4) | 4 step count (4) | 8 spare (8) | 16 opened at (40) | 56 deadline (40)
///   96 eight steps (6 each: outcome 2, verdict 2, compensation 2)
///   144 resolved by the target of each step's pipeline (8) and by the initiator (1) | 153 spare (7)
///   160 the descriptors of the first three steps (32 each); those of longer plans are in a second word.
type TransactionWord is uint256;

using TransactionWords for TransactionWord global;

/// @title Reading and changing a `TransactionWord`; pure.
library TransactionWords {
    uint256 internal constant INLINE_STEPS = 3;
    uint256 private constant COUNT = 4;
    uint256 private constant RESOLVED = 144;
    uint256 private constant ALL_RESOLVED = 0x1ff;
    /// @dev The initiator's bit among those who resolved.
    uint256 internal constant INITIATOR = 0x100;
    uint256 private constant OPENED_AT = 16;
    uint256 private constant DEADLINE = 56;
    /// @dev Opened at and deadline.
    uint256 private constant TIMES = uint256(type(uint80).max) << OPENED_AT;
    uint256 private constant STEPS = 96;
    uint256 private constant STEP_BITS = 6;
    /// @dev A one at the lowest bit of each step.
    uint256 private constant EACH_STEP = 0x041041041041;
    uint256 private constant DESCRIPTORS = 160;
    uint256 private constant VERDICT = 2;
    uint256 private constant COMPENSATION = 4;

    /// @dev The caller has checked that every number fits.
    function open(uint256 now_, uint256 deadline_, uint256 stepCount_, uint256 descriptors)
        internal
        pure
        returns (TransactionWord)
    {
        return TransactionWord.wrap(
            uint256(ITransactions.Status.Open) | (stepCount_ << COUNT) | (now_ << OPENED_AT) | (deadline_ << DEADLINE)
                | (descriptors << DESCRIPTORS)
        );
    }

    /// @dev Of a word that has none yet.
    function withDeadline(TransactionWord w, uint256 deadline_) internal pure returns (TransactionWord) {
        return TransactionWord.wrap(TransactionWord.unwrap(w) | (deadline_ << DEADLINE));
    }

    function status(TransactionWord w) internal pure returns (ITransactions.Status) {
        return ITransactions.Status(TransactionWord.unwrap(w) & 15);
    }

    /// @dev The predicates compare numbers: cheaper than turning bits into a checked enum first.
    function statusIs(TransactionWord w, ITransactions.Status s) internal pure returns (bool) {
        return TransactionWord.unwrap(w) & 15 == uint256(s);
    }

    /// @dev Below 256 it is no word but the `Rejection` of an entry: a word says when its transaction was opened.
    function isRejection(TransactionWord w) internal pure returns (bool) {
        return TransactionWord.unwrap(w) < 256;
    }

    function statusBits(TransactionWord w) internal pure returns (uint256) {
        return TransactionWord.unwrap(w) & 15;
    }

    /// @dev Equal in all but when they were opened and until when: reports other than on the whole fare alike.
    function alike(TransactionWord w, TransactionWord other) internal pure returns (bool) {
        return (TransactionWord.unwrap(w) ^ TransactionWord.unwrap(other)) & ~TIMES == 0;
    }

    /// @dev What makes `after_` of this word, and of any that is alike.
    function change(TransactionWord w, TransactionWord after_) internal pure returns (TransactionWord) {
        return TransactionWord.wrap(TransactionWord.unwrap(w) ^ TransactionWord.unwrap(after_));
    }

    function changed(TransactionWord w, TransactionWord change_) internal pure returns (TransactionWord) {
        return TransactionWord.wrap(TransactionWord.unwrap(w) ^ TransactionWord.unwrap(change_));
    }

    function isNothing(TransactionWord w) internal pure returns (bool) {
        return TransactionWord.unwrap(w) == 0;
    }

    /// @dev Whether the word holds the whole plan.
    function isInline(TransactionWord w) internal pure returns (bool) {
        return w.stepCount() <= INLINE_STEPS;
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

    /// @dev Bit i: the target institution of step i's pipeline; `INITIATOR`: the initiator.
    function resolvedBy(TransactionWord w) internal pure returns (uint256) {
        return (TransactionWord.unwrap(w) >> RESOLVED) & ALL_RESOLVED;
    }

    /// @return All who must resolve a plan of that many steps.
    function everybody(uint256 steps) internal pure returns (uint256) {
        // forge-lint: disable-next-line(incorrect-shift) - a power of two is meant
        return INITIATOR | ((1 << steps) - 1);
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
        return TransactionWord.wrap((TransactionWord.unwrap(w) & ~(ALL_RESOLVED << RESOLVED)) | (parties << RESOLVED));
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
            if (!w.signedOff(i, descriptors)) return false;
        }
        return true;
    }

    /// @dev It is known that the step had no effect, or its effect was undone.
    function signedOff(TransactionWord w, uint256 step, uint256 descriptors) internal pure returns (bool) {
        if (w.outcomeIs(step, ITransactions.Outcome.Pending)) return false;
        return !w.tookEffect(step, descriptors) || w.compensationIs(step, ITransactions.Compensation.Compensated);
    }

    /// @dev A write that succeeded.
    function tookEffect(TransactionWord w, uint256 step, uint256 descriptors) internal pure returns (bool) {
        return w.outcomeIs(step, ITransactions.Outcome.Succeeded) && isWrite(descriptors, step);
    }

    function anyTookEffect(TransactionWord w, uint256 descriptors) internal pure returns (bool) {
        for (uint256 i = 0; i < w.stepCount(); ++i) {
            if (w.tookEffect(i, descriptors)) return true;
        }
        return false;
    }

    function pipelineOf(uint256 descriptors, uint256 step) internal pure returns (uint256) {
        unchecked {
            return (descriptors >> (32 * step + 2)) & 0x3fffffff;
        }
    }

    function isWrite(uint256 descriptors, uint256 step) internal pure returns (bool) {
        unchecked {
            return (descriptors >> (32 * step)) & 2 != 0;
        }
    }

    function sideOf(uint256 descriptors, uint256 step) internal pure returns (uint256) {
        unchecked {
            return (descriptors >> (32 * step)) & 1;
        }
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
