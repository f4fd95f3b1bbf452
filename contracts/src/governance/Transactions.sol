// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {IPipelines} from "./interfaces/IPipelines.sol";
import {ITransactions} from "./interfaces/ITransactions.sol";
import {Addresses} from "./lib/Addresses.sol";
import {TransactionWord, TransactionWords} from "./lib/TransactionWord.sol";

/// @title See `ITransactions`.
/// @dev A rule that is broken is a value (`Rejection`), never a revert: one bad entry must not harm its neighbours.
contract Transactions is Governed, ITransactions {
    /// @custom:storage-location erc7201:govchain.storage.Transactions
    struct Layout {
        mapping(bytes32 id => TransactionWord) words;
        /// All descriptors of plans with more steps than fit into the first word.
        mapping(bytes32 id => uint256) longPlans;
    }

    /// @dev What the batch has learned about a pipeline.
    struct Parties {
        uint32 pipeline;
        bytes32 source;
        bytes32 target;
        bool usable;
    }

    /// @dev Who reports, and the pipelines seen so far.
    struct Batch {
        bytes32 institution;
        Parties[8] seen;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Transactions")) - 1)) & ~bytes32(uint256(0xff));
    uint256 private constant MOST_ENTRIES = 256;
    uint256 private constant MOST_STEPS = 8;
    uint256 private constant LONGEST_LIFE = 30 days;
    uint8 private constant WHOLE = 255;
    IPipelines private constant PIPELINES = IPipelines(Addresses.PIPELINES);

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    function record(Opening[] calldata openings, Report[] calldata reports) external restricted {
        uint256 entries = openings.length + reports.length;
        if (entries > MOST_ENTRIES) revert TooManyEntries(entries, MOST_ENTRIES);
        Batch memory batch;
        batch.institution = _callersInstitution();
        for (uint256 i = 0; i < openings.length; ++i) {
            Rejection reason = _open(batch, openings[i]);
            if (reason != Rejection.None) {
                emit EntryRejected(openings[i].transaction, msg.sender, WHOLE, Entry.Opened, reason);
            }
        }
        for (uint256 i = 0; i < reports.length; ++i) {
            Report calldata r = reports[i];
            Rejection reason = _report(batch, r);
            if (reason != Rejection.None) emit EntryRejected(r.transaction, msg.sender, r.step, r.entry, reason);
        }
    }

    function resolve(bytes32 transaction_, string calldata note) external restricted {
        TransactionWord w = _layout().words[transaction_];
        if (w.status() != Status.Escalated) revert TransactionNotEscalated(transaction_, w.status());
        _layout().words[transaction_] = w.withStatus(Status.Resolved);
        emit TransactionResolved(transaction_, note);
        emit StatusChanged(transaction_, Status.Resolved);
    }

    function transaction(bytes32 id) external view returns (TransactionRecord memory t) {
        TransactionWord w = _layout().words[id];
        if (w.status() == Status.None) return t;
        uint256 descriptors = _descriptors(id, w);
        t = TransactionRecord(id, w.status(), w.openedAt(), w.deadline(), new StepState[](w.stepCount()));
        for (uint256 i = 0; i < t.steps.length; ++i) {
            t.steps[i] = StepState({
                outcome: w.outcome(i),
                verdict: w.verdict(i),
                compensation: w.compensation(i),
                write: TransactionWords.isWrite(descriptors, i),
                pipeline: TransactionWords.pipelineOf(descriptors, i),
                side: TransactionWords.sideOf(descriptors, i)
            });
        }
    }

    function statusOf(bytes32 id) external view returns (Status) {
        return _layout().words[id].status();
    }

    function _open(Batch memory batch, Opening calldata o) private returns (Rejection) {
        Layout storage $ = _layout();
        if ($.words[o.transaction].status() != Status.None) return Rejection.AlreadyOpen;
        uint256 count = o.stepCount;
        if (count == 0 || count > MOST_STEPS) return Rejection.BadStepCount;
        if (count < MOST_STEPS && o.steps >> (32 * count) != 0) return Rejection.BadStepCount;
        if (o.deadline <= block.timestamp || o.deadline > block.timestamp + LONGEST_LIFE) {
            return Rejection.DeadlineOutOfRange;
        }
        for (uint256 i = 0; i < count; ++i) {
            Parties memory p = _parties(batch, TransactionWords.pipelineOf(o.steps, i));
            if (!p.usable) return Rejection.PipelineUnusable;
            if (p.source != batch.institution) return Rejection.NotTheInitiator;
        }
        bool long = count > TransactionWords.INLINE_STEPS;
        $.words[o.transaction] =
            TransactionWords.open(uint40(block.timestamp), o.deadline, o.stepCount, long ? 0 : o.steps);
        if (long) $.longPlans[o.transaction] = o.steps;
        emit TransactionOpened(o.transaction, batch.institution, o.deadline, o.stepCount, o.steps);
        return Rejection.None;
    }

    function _report(Batch memory batch, Report calldata r) private returns (Rejection) {
        TransactionWord before = _layout().words[r.transaction];
        if (before.status() == Status.None) return Rejection.UnknownTransaction;
        uint256 descriptors = _descriptors(r.transaction, before);
        (Rejection reason, TransactionWord w) = _apply(batch, r, before, descriptors);
        if (reason != Rejection.None) return reason;

        emit StepReported(r.transaction, batch.institution, r.step, r.entry, r.digest);
        if (w.status() != before.status()) emit StatusChanged(r.transaction, w.status());
        Status conclusion = _conclusion(w, descriptors);
        if (conclusion != w.status()) {
            w = w.withStatus(conclusion);
            emit StatusChanged(r.transaction, conclusion);
        }
        _layout().words[r.transaction] = w;
        return Rejection.None;
    }

    /// @return The status that the steps' states amount to.
    function _conclusion(TransactionWord w, uint256 descriptors) private pure returns (Status) {
        Status s = w.status();
        if (s == Status.Open && w.allAccepted()) return Status.Settled;
        bool undoing = s == Status.Compensating || s == Status.Escalated;
        return undoing && w.signedOffFrom(0, descriptors) ? Status.Compensated : s;
    }

    function _apply(Batch memory batch, Report calldata r, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (r.entry == Entry.Opened) return (Rejection.WrongStatus, w);
        bool whole = r.entry >= Entry.Aborted;
        if (whole ? r.step != WHOLE : r.step >= w.stepCount()) return (Rejection.NoSuchStep, w);
        if (r.entry <= Entry.NotExecuted) return _applyOutcome(batch, r, w, descriptors);
        if (r.entry <= Entry.Disputed) return _applyVerdict(batch, r, w, descriptors);
        if (r.entry <= Entry.CompensationFailed) return _applyCompensation(batch, r, w, descriptors);
        if (r.entry == Entry.Aborted) return _applyAbort(batch, w, descriptors);
        if (r.entry == Entry.Escalated) return _applyEscalation(batch, w, descriptors);
        return _applyResolution(batch, w, descriptors);
    }

    /// @dev Late truth wins: an outcome is taken in as long as the transaction has not ended.
    function _applyOutcome(Batch memory batch, Report calldata r, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (!_isResponsible(batch, descriptors, r.step)) return (Rejection.NotResponsible, w);
        if (_hasEnded(w)) return (Rejection.WrongStatus, w);
        if (w.outcome(r.step) != Outcome.Pending) return (Rejection.AlreadyReported, w);
        // Entries Succeeded, Failed, NotExecuted are the outcomes of the same names, which follow Pending.
        w = w.withOutcome(r.step, Outcome(uint8(r.entry) + 1));
        if (r.entry != Entry.Succeeded && w.status() == Status.Open) w = w.withStatus(Status.Compensating);
        return (Rejection.None, w);
    }

    function _applyVerdict(Batch memory batch, Report calldata r, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (!_isVerifier(batch, descriptors, r.step)) return (Rejection.NotTheVerifier, w);
        if (w.status() != Status.Open) return (Rejection.WrongStatus, w);
        if (w.outcome(r.step) != Outcome.Succeeded) return (Rejection.NothingToVerify, w);
        if (w.verdict(r.step) != Verdict.None) return (Rejection.AlreadyReported, w);
        if (r.entry == Entry.Accepted) return (Rejection.None, w.withVerdict(r.step, Verdict.Accepted));
        return (Rejection.None, w.withVerdict(r.step, Verdict.Disputed).withStatus(Status.Compensating));
    }

    function _applyCompensation(Batch memory batch, Report calldata r, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (!_isResponsible(batch, descriptors, r.step)) return (Rejection.NotResponsible, w);
        if (w.status() != Status.Compensating && w.status() != Status.Escalated) return (Rejection.WrongStatus, w);
        bool tookEffect = w.outcome(r.step) == Outcome.Succeeded && TransactionWords.isWrite(descriptors, r.step);
        if (!tookEffect) return (Rejection.NothingToCompensate, w);
        Compensation c = r.entry == Entry.Compensated ? Compensation.Compensated : Compensation.Failed;
        Compensation known = w.compensation(r.step);
        if (known == Compensation.Compensated || known == c) return (Rejection.AlreadyReported, w);
        if (!w.signedOffFrom(uint256(r.step) + 1, descriptors)) return (Rejection.LaterStepUnfinished, w);
        w = w.withCompensation(r.step, c);
        return (Rejection.None, c == Compensation.Failed ? w.withStatus(Status.Escalated) : w);
    }

    function _applyAbort(Batch memory batch, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (!_isParty(batch, w, descriptors)) return (Rejection.NotAParty, w);
        if (w.status() != Status.Open) return (Rejection.WrongStatus, w);
        if (block.timestamp <= w.deadline()) {
            if (_parties(batch, TransactionWords.pipelineOf(descriptors, 0)).source != batch.institution) {
                return (Rejection.NotTheInitiator, w);
            }
            // Once the last step has committed, an early abort would undo what everybody did.
            if (w.allSucceeded()) return (Rejection.TooEarly, w);
        }
        return (Rejection.None, w.withStatus(Status.Compensating));
    }

    function _applyEscalation(Batch memory batch, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (!_isParty(batch, w, descriptors)) return (Rejection.NotAParty, w);
        if (w.status() != Status.Compensating) return (Rejection.WrongStatus, w);
        if (block.timestamp <= w.deadline()) return (Rejection.TooEarly, w);
        return (Rejection.None, w.withStatus(Status.Escalated));
    }

    function _applyResolution(Batch memory batch, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        Parties memory p = _parties(batch, TransactionWords.pipelineOf(descriptors, 0));
        uint256 party = (p.source == batch.institution ? 1 : 0) | (p.target == batch.institution ? 2 : 0);
        if (party == 0) return (Rejection.NotAParty, w);
        if (w.status() != Status.Escalated) return (Rejection.WrongStatus, w);
        if (w.resolvedBy() & party == party) return (Rejection.AlreadyReported, w);
        w = w.withResolvedBy(party);
        return (Rejection.None, w.resolvedBy() == 3 ? w.withStatus(Status.Resolved) : w);
    }

    function _hasEnded(TransactionWord w) private pure returns (bool) {
        Status s = w.status();
        return s == Status.Settled || s == Status.Compensated || s == Status.Resolved;
    }

    function _isResponsible(Batch memory batch, uint256 descriptors, uint256 step) private view returns (bool) {
        Parties memory p = _parties(batch, TransactionWords.pipelineOf(descriptors, step));
        return batch.institution == (TransactionWords.sideOf(descriptors, step) == 0 ? p.source : p.target);
    }

    function _isVerifier(Batch memory batch, uint256 descriptors, uint256 step) private view returns (bool) {
        Parties memory p = _parties(batch, TransactionWords.pipelineOf(descriptors, step));
        return batch.institution == (TransactionWords.sideOf(descriptors, step) == 0 ? p.target : p.source);
    }

    function _isParty(Batch memory batch, TransactionWord w, uint256 descriptors) private view returns (bool) {
        for (uint256 i = 0; i < w.stepCount(); ++i) {
            if (_isResponsible(batch, descriptors, i) || _isVerifier(batch, descriptors, i)) return true;
        }
        return false;
    }

    /// @dev Asks `Pipelines` once per batch and pipeline, as long as no more than eight take turns.
    function _parties(Batch memory batch, uint32 pipeline) private view returns (Parties memory p) {
        p = batch.seen[pipeline % 8];
        if (p.pipeline != pipeline || pipeline == 0) {
            p.pipeline = pipeline;
            (p.source, p.target, p.usable) = PIPELINES.parties(pipeline);
        }
    }

    function _descriptors(bytes32 id, TransactionWord w) private view returns (uint256) {
        return w.stepCount() > TransactionWords.INLINE_STEPS ? _layout().longPlans[id] : w.inlineDescriptors();
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
