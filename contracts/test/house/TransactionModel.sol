// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";

/// @title What a transaction is meant to do, said a second time and plainly: no packing, no gas in mind. For plans whose steps
/// all use one pipeline; 0 is its source and the initiator, 1 its target, 2 anybody else.
library TransactionModel {
    struct Step {
        uint256 side;
        bool write;
        ITransactions.Outcome outcome;
        ITransactions.Verdict verdict;
        ITransactions.Compensation compensation;
    }

    struct Model {
        ITransactions.Status status;
        Step[] steps;
        bool[2] resolvedBy;
        bool late;
    }

    /// @dev Changes `m` and answers true when the entry is to be taken in.
    function apply_(Model memory m, uint256 who, uint256 step, ITransactions.Entry entry) internal pure returns (bool) {
        if (entry >= ITransactions.Entry.Aborted) {
            if (who > 1 || !whole(m, who, entry)) return false;
        } else {
            if (step >= m.steps.length || who > 1) return false;
            bool verdict = entry == ITransactions.Entry.Accepted || entry == ITransactions.Entry.Disputed;
            bool responsible = who == m.steps[step].side;
            if (verdict == responsible) return false;
            if (verdict ? !judge(m, m.steps[step], entry) : !tell(m, step, entry)) return false;
        }
        conclude(m);
        return true;
    }

    function whole(Model memory m, uint256 who, ITransactions.Entry entry) private pure returns (bool) {
        if (entry == ITransactions.Entry.Aborted) {
            if (m.status != ITransactions.Status.Open) return false;
            if (!m.late && (who != 0 || allSucceeded(m))) return false;
            m.status = ITransactions.Status.Compensating;
        } else if (entry == ITransactions.Entry.Escalated) {
            if (m.status != ITransactions.Status.Compensating || !m.late) return false;
            m.status = ITransactions.Status.Escalated;
        } else {
            if (m.status != ITransactions.Status.Escalated || m.resolvedBy[who]) return false;
            m.resolvedBy[who] = true;
            if (m.resolvedBy[0] && m.resolvedBy[1]) m.status = ITransactions.Status.Resolved;
        }
        return true;
    }

    function judge(Model memory m, Step memory s, ITransactions.Entry entry) private pure returns (bool) {
        if (m.status != ITransactions.Status.Open) return false;
        if (s.outcome != ITransactions.Outcome.Succeeded || s.verdict != ITransactions.Verdict.None) return false;
        if (entry == ITransactions.Entry.Accepted) {
            s.verdict = ITransactions.Verdict.Accepted;
        } else {
            s.verdict = ITransactions.Verdict.Disputed;
            m.status = ITransactions.Status.Compensating;
        }
        return true;
    }

    function tell(Model memory m, uint256 step, ITransactions.Entry entry) private pure returns (bool) {
        Step memory s = m.steps[step];
        if (entry <= ITransactions.Entry.NotExecuted) {
            if (isFinal(m.status)) return false;
            // A late success is taken in where the step was held to have had no effect.
            bool late = entry == ITransactions.Entry.Succeeded && s.outcome != ITransactions.Outcome.Succeeded;
            if (s.outcome != ITransactions.Outcome.Pending && !late) return false;
            if (entry == ITransactions.Entry.Succeeded) s.outcome = ITransactions.Outcome.Succeeded;
            if (entry == ITransactions.Entry.Failed) s.outcome = ITransactions.Outcome.Failed;
            if (entry == ITransactions.Entry.NotExecuted) s.outcome = ITransactions.Outcome.NotExecuted;
            bool failed = entry != ITransactions.Entry.Succeeded;
            if (failed && m.status == ITransactions.Status.Open) m.status = ITransactions.Status.Compensating;
            return true;
        }
        if (!isUndoing(m.status) || !tookEffect(s)) return false;
        if (s.compensation == ITransactions.Compensation.Compensated) return false;
        for (uint256 i = step + 1; i < m.steps.length; ++i) {
            if (!signedOff(m.steps[i])) return false;
        }
        if (entry == ITransactions.Entry.Compensated) {
            s.compensation = ITransactions.Compensation.Compensated;
        } else {
            if (s.compensation == ITransactions.Compensation.Failed) return false;
            s.compensation = ITransactions.Compensation.Failed;
            m.status = ITransactions.Status.Escalated;
        }
        return true;
    }

    function conclude(Model memory m) private pure {
        bool accepted = true;
        bool undone = true;
        for (uint256 i = 0; i < m.steps.length; ++i) {
            if (m.steps[i].verdict != ITransactions.Verdict.Accepted) accepted = false;
            if (!signedOff(m.steps[i])) undone = false;
        }
        if (m.status == ITransactions.Status.Open && accepted) m.status = ITransactions.Status.Settled;
        else if (isUndoing(m.status) && undone) m.status = ITransactions.Status.Compensated;
    }

    function allSucceeded(Model memory m) private pure returns (bool) {
        for (uint256 i = 0; i < m.steps.length; ++i) {
            if (m.steps[i].outcome != ITransactions.Outcome.Succeeded) return false;
        }
        return true;
    }

    function tookEffect(Step memory s) private pure returns (bool) {
        return s.write && s.outcome == ITransactions.Outcome.Succeeded;
    }

    function signedOff(Step memory s) private pure returns (bool) {
        if (s.outcome == ITransactions.Outcome.Pending) return false;
        return !tookEffect(s) || s.compensation == ITransactions.Compensation.Compensated;
    }

    function isUndoing(ITransactions.Status s) private pure returns (bool) {
        return s == ITransactions.Status.Compensating || s == ITransactions.Status.Escalated;
    }

    function isFinal(ITransactions.Status s) internal pure returns (bool) {
        return s == ITransactions.Status.Settled || s == ITransactions.Status.Compensated
            || s == ITransactions.Status.Resolved;
    }
}
