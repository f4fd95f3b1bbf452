// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {ICredit} from "./interfaces/ICredit.sol";
import {IPipelines} from "./interfaces/IPipelines.sol";
import {ITransactions} from "./interfaces/ITransactions.sol";
import {Addresses} from "./lib/Addresses.sol";
import {PackedEntries} from "./lib/PackedEntries.sol";
import {TransactionWord, TransactionWords} from "./lib/TransactionWord.sol";

/// @title See `ITransactions`.
/// @dev A rule that is broken is a value (`Rejection`), never a revert: one bad entry must not harm its neighbours.
contract Transactions is Governed, ITransactions {
    using PackedEntries for bytes;

    struct Kept {
        TransactionWord word;
    }

    /// @custom:storage-location erc7201:govchain.storage.Transactions
    struct Layout {
        mapping(bytes32 id => Kept) kept;
        /// All descriptors of plans with more steps than fit into the first word.
        mapping(bytes32 id => uint256) longPlans;
        /// What the institutions of an escalated transaction agree to: the digest that those in its word have named.
        mapping(bytes32 id => bytes32) resolutions;
        /// Who is at the ends of a pipeline's number, which never changes: the first 16 bytes of the source's id in the lower
        /// half, those of the target's in the upper. Remembered here so that reports need not ask `Pipelines`.
        mapping(uint256 pipeline => uint256) ends;
        /// Institutions that `Credit` lets open nothing, by the first 16 bytes of their ids.
        mapping(bytes16 institution => bool) restricted;
    }

    /// @dev What the entries of a batch share.
    struct Batch {
        /// What was learned about up to eight pipelines, by number modulo 8: the number at bits 8, below it `KNOWN_*`.
        uint256[8] pipelines;
        /// Of limited pipelines, in the same places: calls left in the window, and calls taken by this batch.
        uint256[8] left;
        uint256[8] taken;
        /// What became of transactions through them: steps settled (16 bits), from bit 64 on faults of the source, from bit 128
        /// on of the target (16 bits each, by `ICredit.Fault`).
        uint256[8] tallies;
        bytes32 institution;
        /// Where the entries begin and end in the calldata.
        uint256 begin;
        uint256 end;
        /// One byte per entry, and room for what `repeat` writes past the last.
        bytes results;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("govchain.storage.Transactions")) - 1)) & ~bytes32(uint256(0xff)),
    /// written out: the compiler would compute it anew for every entry.
    bytes32 private constant LAYOUT = 0xcea554d8c921cf22ac98552cac4b9bb0fb90c27a5257c03084bb8840757ddf00;
    uint256 private constant MOST_ENTRIES = 256;
    uint256 private constant LONGEST_LIFE = 30 days;
    uint256 private constant WHOLE = 15;
    /// @dev In a result: the entry was rejected, for the reason in the bits below.
    uint256 private constant REJECTED = 0x80;
    uint256 private constant KNOWN_SOURCE = 1;
    uint256 private constant KNOWN_TARGET = 2;
    uint256 private constant KNOWN_TO_OPEN = 4;
    uint256 private constant KNOWN_USABLE = 8;
    uint256 private constant KNOWN_LIMITED = 16;
    uint256 private constant SOURCE_FAULTS = 64;
    uint256 private constant TARGET_FAULTS = 128;
    /// @dev What the calls to other contracts may use: three times what they need (see the gas snapshot).
    uint256 private constant PIPELINES_GAS = 180_000;
    uint256 private constant CREDIT_GAS = 400_000;
    /// @dev What the call itself and the event after it take.
    uint256 private constant AROUND_A_CALL = 15_000;
    /// @dev Nobody is late in a transaction that was open for less.
    uint256 private constant TIME_TO_SPEAK = 1 minutes;
    /// @dev How long after the deadline everybody has to undo what is theirs to undo.
    uint256 private constant TIME_TO_UNDO = 10 minutes;

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @dev Not `restricted`: one question to Accounts answers both who may call and for whom, by the same rules.
    function record(bytes calldata entries) external {
        Batch memory batch;
        batch.institution = ACCOUNTS.actsFor(msg.sender, msg.sig);
        if (batch.institution == 0) revert AccessManagedUnauthorized(msg.sender);
        batch.results = new bytes(MOST_ENTRIES + 32);
        uint256 count;
        unchecked {
            uint256 place = PackedEntries.begin(entries);
            (batch.begin, batch.end) = (place, place + entries.length);
            while (place < batch.end) {
                uint256 head = PackedEntries.byteAt(place);
                (place, count) = head > PackedEntries.OPENING
                    ? _openings(batch, place, head - PackedEntries.OPENING, count)
                    : _reports(batch, place, head, count);
            }
        }
        _flushAll(batch);
        batch.results.cut(count);
        emit Recorded(batch.institution, msg.sender, entries, batch.results);
    }

    function resolve(bytes32 transaction_, string calldata note) external restricted {
        Kept storage kept = _layout().kept[transaction_];
        TransactionWord w = kept.word;
        if (!w.statusIs(Status.Escalated)) revert TransactionNotEscalated(transaction_, w.status());
        kept.word = w.withStatus(Status.Resolved);
        emit TransactionResolved(transaction_, note);
    }

    function restrict(bytes16 institution, bool restricted_) external {
        if (msg.sender != Addresses.CREDIT) revert NotTheCredit(msg.sender, Addresses.CREDIT);
        _layout().restricted[institution] = restricted_;
    }

    function isRestricted(bytes32 institution) external view returns (bool) {
        // forge-lint: disable-next-line(unsafe-typecast) - the first half is meant
        return _layout().restricted[bytes16(institution)];
    }

    function transaction(bytes32 id) external view returns (TransactionRecord memory t) {
        TransactionWord w = _layout().kept[id].word;
        if (w.statusIs(Status.None)) return t;
        uint256 descriptors = _descriptors(id, w);
        t = TransactionRecord(id, w.status(), w.openedAt(), w.deadline(), new StepState[](w.stepCount()));
        for (uint256 i = 0; i < t.steps.length; ++i) {
            t.steps[i] = StepState({
                outcome: w.outcome(i),
                verdict: w.verdict(i),
                compensation: w.compensation(i),
                write: TransactionWords.isWrite(descriptors, i),
                // forge-lint: disable-next-line(unsafe-typecast) - 30 bits
                pipeline: uint32(TransactionWords.pipelineOf(descriptors, i)),
                // forge-lint: disable-next-line(unsafe-typecast) - one bit
                side: uint8(TransactionWords.sideOf(descriptors, i))
            });
        }
    }

    function statusOf(bytes32 id) external view returns (Status) {
        return _layout().kept[id].word.status();
    }

    /// @dev A run of openings with that many steps each.
    /// @return place of what follows them, and the entries so far
    function _openings(Batch memory batch, uint256 place, uint256 count, uint256 index)
        private
        returns (uint256, uint256)
    {
        unchecked {
            if (count > PackedEntries.MOST_STEPS) {
                revert UnknownEntry(place - batch.begin, PackedEntries.OPENING + count);
            }
            uint256 size = PackedEntries.OPENING_BYTES + 4 * count;
            uint256 end = _endOfRun(batch, place, 1, size, 1, index);
            // Whom the reports so far have cost its credit opens nothing more.
            _flushAll(batch);
            for (place += 2; place < end; place += size) {
                bool more = _opening(batch, place, count, index);
                ++index;
                if (more) (place, index) = _openAlike(batch.results, place, end, count, index);
            }
            return (end, index);
        }
    }

    /// @return more whether others of the same plan may be opened without asking about it again: its pipelines have no limits
    function _opening(Batch memory batch, uint256 place, uint256 count, uint256 index) private returns (bool more) {
        bytes32 id = PackedEntries.wordAt(place);
        uint256 deadline = PackedEntries.deadlineOf(place);
        uint256 steps = PackedEntries.stepsOf(place, count);
        uint256 result = _timely(_layout().kept[id], deadline);
        if (result == 0) (result, more) = _planned(batch, steps, count);
        if (result == 0) {
            if (count > TransactionWords.INLINE_STEPS) {
                _layout().longPlans[id] = steps;
                (steps, more) = (0, false);
            }
            _layout().kept[id].word = TransactionWords.open(block.timestamp, deadline, count, steps);
            result = uint256(Status.Open);
        }
        batch.results.put(index, result);
    }

    /// @dev Opens what follows the opening at that place, as long as it is of the same plan, new, and ends in time.
    /// @return place of the last one that was opened, and the entries so far
    function _openAlike(bytes memory results, uint256 place, uint256 end, uint256 count, uint256 index)
        private
        returns (uint256, uint256)
    {
        unchecked {
            uint256 steps = PackedEntries.stepsOf(place, count);
            uint256 size = PackedEntries.OPENING_BYTES + 4 * count;
            TransactionWord opened = TransactionWords.open(block.timestamp, 0, count, steps);
            for (place += size; place < end; place += size) {
                if (PackedEntries.stepsOf(place, count) != steps) break;
                Kept storage kept = _layout().kept[PackedEntries.wordAt(place)];
                uint256 deadline = PackedEntries.deadlineOf(place);
                if (_timely(kept, deadline) != 0) break;
                kept.word = opened.withDeadline(deadline);
                results.put(index, uint256(Status.Open));
                ++index;
            }
            return (place - size, index);
        }
    }

    /// @return result 0 when the transaction is a new one that ends in time
    function _timely(Kept storage kept, uint256 deadline) private view returns (uint256 result) {
        if (TransactionWord.unwrap(kept.word) != 0) return REJECTED | uint256(Rejection.AlreadyOpen);
        unchecked {
            // Below 0 when it has passed already, which is a very large number.
            if (deadline - block.timestamp - 1 >= LONGEST_LIFE) {
                return REJECTED | uint256(Rejection.DeadlineOutOfRange);
            }
        }
    }

    /// @dev Whether the reporter may open a transaction of that plan now; if so, its calls count against the pipelines' limits.
    /// @return result 0 when it may
    /// @return free whether it may as often as it likes
    function _planned(Batch memory batch, uint256 steps, uint256 count) private returns (uint256 result, bool free) {
        free = true;
        if (_layout().restricted[bytes16(batch.institution)]) {
            return (REJECTED | uint256(Rejection.InstitutionRestricted), false);
        }
        for (uint256 i = 0; i < count; ++i) {
            uint256 pipeline = TransactionWords.pipelineOf(steps, i);
            uint256 known = _knownToOpen(batch, pipeline);
            if (known & KNOWN_USABLE == 0) return (REJECTED | uint256(Rejection.PipelineUnusable), false);
            if (known & KNOWN_SOURCE == 0) return (REJECTED | uint256(Rejection.NotTheInitiator), false);
            if (known & KNOWN_LIMITED != 0) {
                free = false;
                bool exceeds = _uses(steps, count, pipeline) > batch.left[pipeline & 7];
                if (exceeds) return (REJECTED | uint256(Rejection.LimitReached), false);
            }
        }
        for (uint256 i = 0; !free && i < count; ++i) {
            uint256 pipeline = TransactionWords.pipelineOf(steps, i);
            if (_knownToOpen(batch, pipeline) & KNOWN_LIMITED == 0) continue;
            uint256 left = batch.left[pipeline & 7];
            batch.left[pipeline & 7] = left == 0 ? 0 : left - 1;
            ++batch.taken[pipeline & 7];
        }
    }

    function _uses(uint256 steps, uint256 count, uint256 pipeline) private pure returns (uint256 uses) {
        for (uint256 i = 0; i < count; ++i) {
            if (TransactionWords.pipelineOf(steps, i) == pipeline) ++uses;
        }
    }

    /// @dev A run of transactions, on each of which the same is reported. What was decided of one holds for the next that is
    /// in the same state: the rules are asked again only where the state differs, or time and agreement matter.
    /// @return place of what follows them, and the entries so far
    function _reports(Batch memory batch, uint256 place, uint256 reports, uint256 index)
        private
        returns (uint256, uint256)
    {
        unchecked {
            (uint256 size, bool alike) = _shape(batch, place, reports);
            uint256 whats = place + 1;
            uint256 end = _endOfRun(batch, place, 1 + reports, size, reports, index);
            for (place += 2 + reports; place < end; place += size) {
                uint256 last = _alike(batch, place, alike ? end : place + size, size, whats, reports, index);
                index += reports * (1 + (last - place) / size);
                place = last;
            }
            return (end, index);
        }
    }

    /// @dev Decides of the transaction at that place and of those after it that are in the same state.
    /// @return last place of these
    function _alike(
        Batch memory batch,
        uint256 place,
        uint256 end,
        uint256 size,
        uint256 whats,
        uint256 reports,
        uint256 index
    ) private returns (uint256 last) {
        unchecked {
            (TransactionWord w, TransactionWord change) = _decided(batch, place, whats, reports, index);
            if (!w.isInline()) return place;
            last = _repeat(batch.results, place, end, size, w, change, index, reports);
            _note(batch, w, whats, reports, (last - place) / size);
        }
    }

    /// @return w the transaction at that place as it was
    /// @return change what the reports made of it
    function _decided(Batch memory batch, uint256 place, uint256 whats, uint256 reports, uint256 index)
        private
        returns (TransactionWord w, TransactionWord change)
    {
        bytes32 id = PackedEntries.wordAt(place);
        Kept storage kept = _layout().kept[id];
        w = kept.word;
        unchecked {
            change = w.change(_decide(batch, id, w, whats, reports, place + 32, index));
        }
        if (!change.isNothing()) kept.word = w.changed(change);
    }

    /// @dev What was decided of one transaction becomes of all that follow in the same state.
    /// @param index of the results of the first, which are repeated
    /// @return place of the last one
    function _repeat(
        bytes memory results,
        uint256 place,
        uint256 end,
        uint256 size,
        TransactionWord w,
        TransactionWord change,
        uint256 index,
        uint256 reports
    ) private returns (uint256) {
        unchecked {
            for (place += size; place < end; place += size) {
                Kept storage kept = _layout().kept[PackedEntries.wordAt(place)];
                TransactionWord other = kept.word;
                if (!other.alike(w)) break;
                if (!change.isNothing()) kept.word = other.changed(change);
                // Each repeats the one before.
                results.repeat(index, index + reports);
                index += reports;
            }
            return place - size;
        }
    }

    /// @return size of a transaction's part of the run: its id and a digest for all reports but acceptances
    /// @return alike whether the reports are decided by the state of a transaction alone
    function _shape(Batch memory batch, uint256 place, uint256 reports)
        private
        pure
        returns (uint256 size, bool alike)
    {
        unchecked {
            if (reports == 0 || reports > PackedEntries.MOST_REPORTS) {
                revert UnknownEntry(place - batch.begin, reports);
            }
            size = 32;
            alike = true;
            for (uint256 i = 0; i < reports; ++i) {
                uint256 what = PackedEntries.byteAt(++place);
                uint256 entry = what >> 4;
                if (entry > uint256(Entry.Resolved) && place < batch.end) {
                    revert UnknownEntry(place - batch.begin, what);
                }
                if (entry != uint256(Entry.Accepted)) size += 32;
                if (entry >= uint256(Entry.Aborted)) alike = false;
            }
        }
    }

    /// @return end of the run that begins at `place` with a header of `header` bytes and the number of its parts
    function _endOfRun(Batch memory batch, uint256 place, uint256 header, uint256 size, uint256 results, uint256 index)
        private
        pure
        returns (uint256 end)
    {
        unchecked {
            uint256 parts = PackedEntries.byteAt(place + header);
            end = place + header + 1 + parts * size;
            if (end > batch.end || place + header >= batch.end) {
                revert EntriesTruncated(place - batch.begin, end - place, batch.end - place);
            }
            if (parts == 0) revert UnknownEntry(place + header - batch.begin, 0);
            if (index + parts * results > MOST_ENTRIES) revert TooManyEntries(index + parts * results, MOST_ENTRIES);
        }
    }

    /// @return The word after all reports on the transaction, whose digests begin at `digest`.
    function _decide(
        Batch memory batch,
        bytes32 id,
        TransactionWord w,
        uint256 whats,
        uint256 reports,
        uint256 digest,
        uint256 index
    ) private returns (TransactionWord) {
        unchecked {
            for (uint256 i = 0; i < reports; ++i) {
                uint256 what = PackedEntries.byteAt(whats + i);
                TransactionWord next = _one(batch, id, what, PackedEntries.wordAt(digest), w);
                if (next.isRejection()) {
                    batch.results.put(index + i, REJECTED | TransactionWord.unwrap(next));
                } else {
                    batch.results.put(index + i, (w.statusBits() << 4) | next.statusBits());
                    _count(batch, id, what, w, next, 1);
                    w = next;
                }
                if (what >> 4 != uint256(Entry.Accepted)) digest += 32;
            }
            return w;
        }
    }

    /// @dev Counts what was decided once as often as it was repeated, by deciding it once more: the reports of a run that is
    /// repeated change nothing but the word.
    function _note(Batch memory batch, TransactionWord w, uint256 whats, uint256 reports, uint256 repeats) private {
        if (repeats == 0) return;
        for (uint256 i = 0; i < reports; ++i) {
            uint256 what = PackedEntries.byteAt(whats + i);
            TransactionWord next = _one(batch, 0, what, 0, w);
            if (next.isRejection()) continue;
            _count(batch, 0, what, w, next, repeats);
            w = next;
        }
    }

    /// @dev Tallies what an entry that was taken in means for the credit of the institutions. Where a step failed, whoever
    /// says so is believed; where it was not executed or an open transaction was given up, it counts as failed only once
    /// somebody had done something that must be undone now.
    function _count(
        Batch memory batch,
        bytes32 id,
        uint256 what,
        TransactionWord before,
        TransactionWord w,
        uint256 times
    ) private {
        uint256 entry = what >> 4;
        if (entry == uint256(Entry.Succeeded)) return;
        if (entry == uint256(Entry.Accepted)) {
            if (w.statusIs(Status.Settled)) _countSettled(batch, _descriptors(id, w), w.stepCount(), times);
            return;
        }
        if (entry >= uint256(Entry.Aborted)) {
            if (entry == uint256(Entry.Aborted)) _countAborted(batch, _descriptors(id, w), w);
            else if (entry == uint256(Entry.Escalated)) _countEscalated(batch, _descriptors(id, w), w);
            return;
        }
        uint256 descriptors = _descriptors(id, w);
        ICredit.Fault fault = ICredit.Fault.Failed;
        if (entry == uint256(Entry.NotExecuted)) {
            if (!before.statusIs(Status.Open) || !before.anyTookEffect(descriptors)) return;
        } else if (entry == uint256(Entry.Disputed)) {
            fault = ICredit.Fault.Disputed;
        } else if (entry == uint256(Entry.CompensationFailed)) {
            fault = ICredit.Fault.Escalated;
        } else if (entry == uint256(Entry.Compensated)) {
            return;
        }
        _fault(batch, fault, descriptors, what & 15, 0, times);
    }

    function _countSettled(Batch memory batch, uint256 descriptors, uint256 count, uint256 times) private {
        for (uint256 i = 0; i < count; ++i) {
            _tally(batch, TransactionWords.pipelineOf(descriptors, i), times);
        }
    }

    /// @dev Before its deadline the initiator gives up at the cost of those who did their part. After it, steps going in order,
    /// late is who had to speak first; where all steps succeeded, everybody who did not verify.
    function _countAborted(Batch memory batch, uint256 descriptors, TransactionWord w) private {
        uint256 count = w.stepCount();
        if (block.timestamp <= w.deadline()) {
            for (uint256 i = 0; i < count; ++i) {
                bool theirs = TransactionWords.sideOf(descriptors, i) == 1 && w.tookEffect(i, descriptors);
                if (theirs) _fault(batch, ICredit.Fault.Failed, descriptors, i, 1, 1);
            }
            return;
        }
        if (w.deadline() - w.openedAt() < TIME_TO_SPEAK) return;
        for (uint256 i = 0; i < count; ++i) {
            if (w.outcomeIs(i, Outcome.Pending)) {
                return _fault(batch, ICredit.Fault.Late, descriptors, i, 0, 1);
            }
        }
        for (uint256 i = 0; i < count; ++i) {
            if (w.verdictIs(i, Verdict.None)) _fault(batch, ICredit.Fault.Late, descriptors, i, 1, 1);
        }
    }

    /// @dev Steps are undone in reverse order: whoever waits for a later one is not at fault. Within the time to undo only who
    /// calls people to what is its own turn is: or that would be the cheaper word for a compensation that failed.
    function _countEscalated(Batch memory batch, uint256 descriptors, TransactionWord w) private {
        bool timely = block.timestamp <= uint256(w.deadline()) + TIME_TO_UNDO;
        bool waits = false;
        for (uint256 i = w.stepCount(); i > 0; --i) {
            if (w.signedOff(i - 1, descriptors)) continue;
            bool turn = !waits || w.outcomeIs(i - 1, Outcome.Pending);
            if (turn && (!timely || _isResponsible(batch, descriptors, i - 1))) {
                _fault(batch, ICredit.Fault.Escalated, descriptors, i - 1, 0, 1);
            }
            waits = true;
        }
    }

    function _isResponsible(Batch memory batch, uint256 descriptors, uint256 step) private returns (bool) {
        uint256 known = _known(batch, TransactionWords.pipelineOf(descriptors, step));
        return known & (KNOWN_SOURCE << TransactionWords.sideOf(descriptors, step)) != 0;
    }

    /// @param other 0: the fault of who is responsible for the step; 1: of the other institution
    function _fault(
        Batch memory batch,
        ICredit.Fault fault,
        uint256 descriptors,
        uint256 step,
        uint256 other,
        uint256 times
    ) private {
        uint256 target = TransactionWords.sideOf(descriptors, step) ^ other;
        uint256 shift = (target == 0 ? SOURCE_FAULTS : TARGET_FAULTS) + 16 * uint256(fault);
        _tally(batch, TransactionWords.pipelineOf(descriptors, step), times << shift);
    }

    function _tally(Batch memory batch, uint256 pipeline, uint256 counts) private {
        _known(batch, pipeline);
        batch.tallies[pipeline & 7] += counts;
    }

    function _flushAll(Batch memory batch) private {
        for (uint256 i = 0; i < 8; ++i) {
            _flush(batch, i);
        }
    }

    /// @dev Tells what a batch has gathered about the pipeline in that place, which then begins anew. Whether it is heard is not
    /// the reporters' concern: what was not is in an event.
    function _flush(Batch memory batch, uint256 place) private {
        uint256 taken = batch.taken[place];
        if (taken != 0) {
            batch.taken[place] = 0;
            // forge-lint: disable-next-line(unsafe-typecast) - at most 256 entries of 8 steps; a number of 30 bits
            (uint32 number, uint24 calls) = (uint32(batch.pipelines[place] >> 8), uint24(taken));
            bool heard = _call(Addresses.PIPELINES, PIPELINES_GAS, abi.encodeCall(IPipelines.take, (number, calls)));
            if (!heard) emit CallsNotCounted(number, calls);
        }
        uint256 tally = batch.tallies[place];
        if (tally != 0) {
            batch.tallies[place] = 0;
            _credit(_layout().ends[batch.pipelines[place] >> 8], tally);
        }
    }

    function _credit(uint256 ends, uint256 tally) private {
        // forge-lint: disable-start(unsafe-typecast) - cuts the fields out of the words
        (bytes16 source, bytes16 target) = (bytes16(uint128(ends)), bytes16(uint128(ends >> 128)));
        (uint64 ofSource, uint64 ofTarget) = (uint64(tally >> SOURCE_FAULTS), uint64(tally >> TARGET_FAULTS));
        // forge-lint: disable-end(unsafe-typecast)
        uint256 settled = tally & type(uint64).max;
        bytes memory data = abi.encodeCall(ICredit.record, (source, target, settled, ofSource, ofTarget));
        if (!_call(Addresses.CREDIT, CREDIT_GAS, data)) {
            emit CreditNotRecorded(source, target, settled, ofSource, ofTarget);
        }
    }

    /// @dev Whatever becomes of the call, the batch goes on.
    function _call(address to, uint256 gas_, bytes memory data) private returns (bool success) {
        _requireGas(gas_);
        assembly ("memory-safe") {
            success := call(gas_, to, 0, add(data, 0x20), mload(data), 0, 0)
        }
    }

    /// @dev The answer of `IPipelines.parties`; none when there is no answer of that shape.
    function _parties(uint256 pipeline) private view returns (uint256 ends, bool usable, uint256 left) {
        _requireGas(PIPELINES_GAS);
        // forge-lint: disable-next-line(unsafe-typecast) - 30 bits of a descriptor
        bytes memory data = abi.encodeCall(IPipelines.parties, (uint32(pipeline)));
        address to = Addresses.PIPELINES;
        uint256[4] memory answer;
        bool success;
        assembly ("memory-safe") {
            success := staticcall(PIPELINES_GAS, to, add(data, 0x20), mload(data), answer, 0x80)
            success := and(success, gt(returndatasize(), 0x7f))
        }
        if (!success) return (0, false, 0);
        ends = (answer[1] & ~uint256(type(uint128).max)) | (answer[0] >> 128);
        return (ends, answer[2] == 1, answer[3]);
    }

    /// @dev A caller could leave so little gas that only the call to outside fails, and so escape what it would tell: such a
    /// batch is refused as a whole. A 64th of the gas cannot be passed on.
    function _requireGas(uint256 forCall) private view {
        uint256 needed = forCall + forCall / 63 + AROUND_A_CALL;
        uint256 actual = gasleft();
        if (actual < needed) revert GasTooLow(actual, needed);
    }

    function _one(Batch memory batch, bytes32 id, uint256 what, bytes32 digest, TransactionWord w)
        private
        returns (TransactionWord)
    {
        if (w.statusIs(Status.None)) return _no(Rejection.UnknownTransaction);
        uint256 descriptors = _descriptors(id, w);
        uint256 step = what & 15;
        uint256 entry = what >> 4;
        if (entry >= uint256(Entry.Aborted)) {
            return step == WHOLE ? _whole(batch, id, entry, digest, w, descriptors) : _no(Rejection.NoSuchStep);
        }
        if (step >= w.stepCount()) return _no(Rejection.NoSuchStep);
        uint256 known = _known(batch, TransactionWords.pipelineOf(descriptors, step));
        uint256 responsible = KNOWN_SOURCE << TransactionWords.sideOf(descriptors, step);
        if (entry == uint256(Entry.Accepted) || entry == uint256(Entry.Disputed)) {
            if (known & (responsible ^ (KNOWN_SOURCE | KNOWN_TARGET)) == 0) return _no(Rejection.NotTheVerifier);
            return _verdict(step, entry, w, descriptors);
        }
        if (known & responsible == 0) return _no(Rejection.NotResponsible);
        if (entry > uint256(Entry.NotExecuted)) return _compensation(step, entry, w, descriptors);
        return _outcome(step, entry, w, descriptors);
    }

    /// @dev Late truth wins: an outcome is taken in as long as the transaction has not ended.
    function _outcome(uint256 step, uint256 entry, TransactionWord w, uint256 descriptors)
        private
        pure
        returns (TransactionWord)
    {
        bool open = w.statusIs(Status.Open);
        if (!open && !w.isUndoing()) return _no(Rejection.WrongStatus);
        if (!w.outcomeIs(step, Outcome.Pending)) {
            // Held to have had no effect, and found to have had one: it is undone like any other.
            bool late = entry == uint256(Entry.Succeeded) && !w.outcomeIs(step, Outcome.Succeeded);
            if (!late) return _no(Rejection.AlreadyReported);
        }
        if (entry == uint256(Entry.Succeeded)) {
            w = w.withOutcome(step, Outcome.Succeeded);
            return open ? w : _undone(w, descriptors);
        }
        w = w.withOutcome(step, entry == uint256(Entry.Failed) ? Outcome.Failed : Outcome.NotExecuted);
        return _undone(open ? w.withStatus(Status.Compensating) : w, descriptors);
    }

    function _verdict(uint256 step, uint256 entry, TransactionWord w, uint256 descriptors)
        private
        pure
        returns (TransactionWord)
    {
        if (!w.statusIs(Status.Open)) return _no(Rejection.WrongStatus);
        if (!w.outcomeIs(step, Outcome.Succeeded)) return _no(Rejection.NothingToVerify);
        if (!w.verdictIs(step, Verdict.None)) return _no(Rejection.AlreadyReported);
        if (entry == uint256(Entry.Accepted)) {
            w = w.withVerdict(step, Verdict.Accepted);
            return w.allAccepted() ? w.withStatus(Status.Settled) : w;
        }
        return _undone(w.withVerdict(step, Verdict.Disputed).withStatus(Status.Compensating), descriptors);
    }

    function _compensation(uint256 step, uint256 entry, TransactionWord w, uint256 descriptors)
        private
        pure
        returns (TransactionWord)
    {
        if (!w.isUndoing()) return _no(Rejection.WrongStatus);
        if (!w.tookEffect(step, descriptors)) return _no(Rejection.NothingToCompensate);
        Compensation c = entry == uint256(Entry.Compensated) ? Compensation.Compensated : Compensation.Failed;
        bool known = w.compensationIs(step, Compensation.Compensated) || w.compensationIs(step, c);
        if (known) return _no(Rejection.AlreadyReported);
        if (!w.signedOffFrom(step + 1, descriptors)) return _no(Rejection.LaterStepUnfinished);
        w = w.withCompensation(step, c);
        return c == Compensation.Failed ? w.withStatus(Status.Escalated) : _undone(w, descriptors);
    }

    /// @return Compensated once no step has an effect that was not undone.
    function _undone(TransactionWord w, uint256 descriptors) private pure returns (TransactionWord) {
        return w.signedOffFrom(0, descriptors) ? w.withStatus(Status.Compensated) : w;
    }

    /// @dev What is said of the transaction as a whole.
    function _whole(
        Batch memory batch,
        bytes32 id,
        uint256 entry,
        bytes32 digest,
        TransactionWord w,
        uint256 descriptors
    ) private returns (TransactionWord) {
        uint256 parts = _parts(batch, w, descriptors);
        if (parts == 0) return _no(Rejection.NotAParty);
        if (entry == uint256(Entry.Aborted)) return _abort(parts, w, descriptors);
        if (entry == uint256(Entry.Escalated)) return _escalation(w);
        return _resolution(id, digest, parts, w);
    }

    function _abort(uint256 parts, TransactionWord w, uint256 descriptors) private view returns (TransactionWord) {
        if (!w.statusIs(Status.Open)) return _no(Rejection.WrongStatus);
        if (block.timestamp <= w.deadline()) {
            if (parts & TransactionWords.INITIATOR == 0) return _no(Rejection.NotTheInitiator);
            // Once the last step has committed, an early abort would undo what everybody did.
            if (w.allSucceeded()) return _no(Rejection.TooEarly);
        }
        return _undone(w.withStatus(Status.Compensating), descriptors);
    }

    function _escalation(TransactionWord w) private view returns (TransactionWord) {
        if (!w.statusIs(Status.Compensating)) return _no(Rejection.WrongStatus);
        if (block.timestamp <= w.deadline()) return _no(Rejection.TooEarly);
        return w.withStatus(Status.Escalated);
    }

    /// @dev All institutions of the plan must name the same settlement; another digest begins anew.
    function _resolution(bytes32 id, bytes32 digest, uint256 parts, TransactionWord w)
        private
        returns (TransactionWord)
    {
        if (!w.statusIs(Status.Escalated)) return _no(Rejection.WrongStatus);
        Layout storage $ = _layout();
        if ($.resolutions[id] != digest) {
            $.resolutions[id] = digest;
            w = w.withResolvedBy(0);
        }
        uint256 all = w.resolvedBy() | parts;
        if (all == w.resolvedBy()) return _no(Rejection.AlreadyReported);
        w = w.withResolvedBy(all);
        return all == TransactionWords.everybody(w.stepCount()) ? w.withStatus(Status.Resolved) : w;
    }

    function _no(Rejection reason) private pure returns (TransactionWord) {
        return TransactionWord.wrap(uint256(reason));
    }

    /// @return parts that the reporter has in the plan: bit i as target of step i's pipeline, bit 8 as initiator
    function _parts(Batch memory batch, TransactionWord w, uint256 descriptors) private returns (uint256 parts) {
        uint256 count = w.stepCount();
        for (uint256 i = 0; i < count; ++i) {
            uint256 known = _known(batch, TransactionWords.pipelineOf(descriptors, i));
            if (known & KNOWN_SOURCE != 0) parts |= TransactionWords.INITIATOR;
            // forge-lint: disable-next-line(incorrect-shift) - a power of two is meant
            if (known & KNOWN_TARGET != 0) parts |= 1 << i;
        }
    }

    /// @dev Looked up once per batch and pipeline, as long as no more than eight take turns.
    function _known(Batch memory batch, uint256 pipeline) private returns (uint256 known) {
        known = batch.pipelines[pipeline & 7];
        if (known >> 8 != pipeline) {
            _flush(batch, pipeline & 7);
            known = (pipeline << 8) | _ends(batch, _layout().ends[pipeline]);
            batch.pipelines[pipeline & 7] = known;
        }
    }

    function _knownToOpen(Batch memory batch, uint256 pipeline) private returns (uint256 known) {
        uint256 place = pipeline & 7;
        known = batch.pipelines[place];
        if (known >> 8 != pipeline || known & KNOWN_TO_OPEN == 0) {
            _flush(batch, place);
            (uint256 ends, bool usable, uint256 left) = _parties(pipeline);
            // Who was at the ends of a number once is there for ever: no answer gives open transactions to others.
            uint256 kept = _layout().ends[pipeline];
            if (kept == 0 && usable) _layout().ends[pipeline] = kept = ends;
            usable = usable && kept == ends;
            known = (pipeline << 8) | KNOWN_TO_OPEN | (usable ? KNOWN_USABLE : 0) | _ends(batch, kept);
            if (left != type(uint256).max) {
                known |= KNOWN_LIMITED;
                batch.left[place] = left;
            }
            batch.pipelines[place] = known;
        }
    }

    function _ends(Batch memory batch, uint256 ends) private pure returns (uint256) {
        uint256 self = uint256(batch.institution) >> 128;
        return (ends & type(uint128).max == self ? KNOWN_SOURCE : 0) | (ends >> 128 == self ? KNOWN_TARGET : 0);
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
