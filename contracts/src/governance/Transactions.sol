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
        if (!w.statusIs(Status.Escalated)) revert TransactionNotEscalated(transaction_, w.status());
        _layout().words[transaction_] = w.withStatus(Status.Resolved);
        emit TransactionResolved(transaction_, note);
        emit StatusChanged(transaction_, Status.Resolved);
    }

    function transaction(bytes32 id) external view returns (TransactionRecord memory t) {
        TransactionWord w = _layout().words[id];
        if (w.statusIs(Status.None)) return t;
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
        bytes32 id = o.transaction;
        if (!$.words[id].statusIs(Status.None)) return Rejection.AlreadyOpen;
        uint8 count = o.stepCount;
        uint256 steps = o.steps;
        if (count == 0 || count > MOST_STEPS) return Rejection.BadStepCount;
        if (count < MOST_STEPS && steps >> (32 * uint256(count)) != 0) return Rejection.BadStepCount;
        uint40 deadline = o.deadline;
        if (deadline <= block.timestamp || deadline > block.timestamp + LONGEST_LIFE) {
            return Rejection.DeadlineOutOfRange;
        }
        bytes32 initiator = batch.institution;
        for (uint256 i = 0; i < count; ++i) {
            (bytes32 source,, bool usable) = _parties(batch, TransactionWords.pipelineOf(steps, i));
            if (!usable) return Rejection.PipelineUnusable;
            if (source != initiator) return Rejection.NotTheInitiator;
        }
        bool long = count > TransactionWords.INLINE_STEPS;
        $.words[id] = TransactionWords.open(uint40(block.timestamp), deadline, count, long ? 0 : steps);
        if (long) $.longPlans[id] = steps;
        emit TransactionOpened(id, initiator, deadline, count, steps);
        return Rejection.None;
    }

    function _report(Batch memory batch, Report calldata r) private returns (Rejection) {
        bytes32 id = r.transaction;
        TransactionWord before = _layout().words[id];
        if (before.statusIs(Status.None)) return Rejection.UnknownTransaction;
        uint8 step = r.step;
        Entry entry = r.entry;
        uint256 descriptors = _descriptors(id, before);
        (Rejection reason, TransactionWord w) = _apply(batch, step, entry, before, descriptors);
        if (reason != Rejection.None) return reason;

        emit StepReported(id, batch.institution, step, entry, r.digest);
        if (!w.sameStatus(before)) emit StatusChanged(id, w.status());
        TransactionWord concluded = _conclude(w, descriptors);
        if (!concluded.sameStatus(w)) emit StatusChanged(id, concluded.status());
        _layout().words[id] = concluded;
        return Rejection.None;
    }

    /// @return With the status that the steps' states amount to.
    function _conclude(TransactionWord w, uint256 descriptors) private pure returns (TransactionWord) {
        if (w.statusIs(Status.Open)) return w.allAccepted() ? w.withStatus(Status.Settled) : w;
        return w.isUndoing() && w.signedOffFrom(0, descriptors) ? w.withStatus(Status.Compensated) : w;
    }

    function _apply(Batch memory batch, uint8 step, Entry entry, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (entry >= Entry.Aborted) {
            if (entry == Entry.Opened) return (Rejection.WrongStatus, w);
            if (step != WHOLE) return (Rejection.NoSuchStep, w);
            if (entry == Entry.Aborted) return _applyAbort(batch, w, descriptors);
            if (entry == Entry.Escalated) return _applyEscalation(batch, w, descriptors);
            return _applyResolution(batch, w, descriptors);
        }
        if (step >= w.stepCount()) return (Rejection.NoSuchStep, w);
        (bytes32 responsible, bytes32 verifier) = _roles(batch, descriptors, step);
        if (entry == Entry.Accepted || entry == Entry.Disputed) {
            if (verifier != batch.institution) return (Rejection.NotTheVerifier, w);
            return _applyVerdict(step, entry, w);
        }
        if (responsible != batch.institution) return (Rejection.NotResponsible, w);
        if (entry <= Entry.NotExecuted) return _applyOutcome(step, entry, w);
        return _applyCompensation(step, entry, w, descriptors);
    }

    /// @dev Late truth wins: an outcome is taken in as long as the transaction has not ended.
    function _applyOutcome(uint8 step, Entry entry, TransactionWord w)
        private
        pure
        returns (Rejection, TransactionWord)
    {
        if (w.hasEnded()) return (Rejection.WrongStatus, w);
        if (!w.outcomeIs(step, Outcome.Pending)) return (Rejection.AlreadyReported, w);
        if (entry == Entry.Succeeded) return (Rejection.None, w.withOutcome(step, Outcome.Succeeded));
        w = w.withOutcome(step, entry == Entry.Failed ? Outcome.Failed : Outcome.NotExecuted);
        return (Rejection.None, w.statusIs(Status.Open) ? w.withStatus(Status.Compensating) : w);
    }

    function _applyVerdict(uint8 step, Entry entry, TransactionWord w)
        private
        pure
        returns (Rejection, TransactionWord)
    {
        if (!w.statusIs(Status.Open)) return (Rejection.WrongStatus, w);
        if (!w.outcomeIs(step, Outcome.Succeeded)) return (Rejection.NothingToVerify, w);
        if (!w.verdictIs(step, Verdict.None)) return (Rejection.AlreadyReported, w);
        if (entry == Entry.Accepted) return (Rejection.None, w.withVerdict(step, Verdict.Accepted));
        return (Rejection.None, w.withVerdict(step, Verdict.Disputed).withStatus(Status.Compensating));
    }

    function _applyCompensation(uint8 step, Entry entry, TransactionWord w, uint256 descriptors)
        private
        pure
        returns (Rejection, TransactionWord)
    {
        if (!w.isUndoing()) return (Rejection.WrongStatus, w);
        if (!w.tookEffect(step, descriptors)) return (Rejection.NothingToCompensate, w);
        Compensation c = entry == Entry.Compensated ? Compensation.Compensated : Compensation.Failed;
        bool known = w.compensationIs(step, Compensation.Compensated) || w.compensationIs(step, c);
        if (known) return (Rejection.AlreadyReported, w);
        if (!w.signedOffFrom(uint256(step) + 1, descriptors)) return (Rejection.LaterStepUnfinished, w);
        w = w.withCompensation(step, c);
        return (Rejection.None, c == Compensation.Failed ? w.withStatus(Status.Escalated) : w);
    }

    function _applyAbort(Batch memory batch, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        if (!_isParty(batch, w, descriptors)) return (Rejection.NotAParty, w);
        if (!w.statusIs(Status.Open)) return (Rejection.WrongStatus, w);
        if (block.timestamp <= w.deadline()) {
            (bytes32 initiator,,) = _parties(batch, TransactionWords.pipelineOf(descriptors, 0));
            if (initiator != batch.institution) return (Rejection.NotTheInitiator, w);
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
        if (!w.statusIs(Status.Compensating)) return (Rejection.WrongStatus, w);
        if (block.timestamp <= w.deadline()) return (Rejection.TooEarly, w);
        return (Rejection.None, w.withStatus(Status.Escalated));
    }

    function _applyResolution(Batch memory batch, TransactionWord w, uint256 descriptors)
        private
        view
        returns (Rejection, TransactionWord)
    {
        uint256 party = 0;
        for (uint256 i = 0; i < w.stepCount(); ++i) {
            (bytes32 source, bytes32 target,) = _parties(batch, TransactionWords.pipelineOf(descriptors, i));
            if (source == batch.institution) party = 1;
            if (target == batch.institution) party |= 2 << i;
        }
        if (party == 0) return (Rejection.NotAParty, w);
        if (!w.statusIs(Status.Escalated)) return (Rejection.WrongStatus, w);
        if (w.resolvedBy() & party == party) return (Rejection.AlreadyReported, w);
        w = w.withResolvedBy(party);
        return (Rejection.None, w.resolvedByAll() ? w.withStatus(Status.Resolved) : w);
    }

    function _isParty(Batch memory batch, TransactionWord w, uint256 descriptors) private view returns (bool) {
        for (uint256 i = 0; i < w.stepCount(); ++i) {
            (bytes32 responsible, bytes32 verifier) = _roles(batch, descriptors, i);
            if (batch.institution == responsible || batch.institution == verifier) return true;
        }
        return false;
    }

    function _roles(Batch memory batch, uint256 descriptors, uint256 step)
        private
        view
        returns (bytes32 responsible, bytes32 verifier)
    {
        (bytes32 source, bytes32 target,) = _parties(batch, TransactionWords.pipelineOf(descriptors, step));
        return TransactionWords.sideOf(descriptors, step) == 0 ? (source, target) : (target, source);
    }

    /// @dev Asks `Pipelines` once per batch and pipeline, as long as no more than eight take turns.
    function _parties(Batch memory batch, uint32 pipeline)
        private
        view
        returns (bytes32 source, bytes32 target, bool usable)
    {
        if (pipeline == 0) return (0, 0, false);
        Parties memory p = batch.seen[pipeline % 8];
        if (p.pipeline != pipeline) {
            (p.source, p.target, p.usable) = PIPELINES.parties(pipeline);
            p.pipeline = pipeline;
        }
        return (p.source, p.target, p.usable);
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
