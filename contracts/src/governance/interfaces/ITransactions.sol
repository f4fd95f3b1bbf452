// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Transactions: the record of every cross-chain transaction and of what became of each of its steps.
/// @notice Responsible for a step is the institution on the step's side of its pipeline; its verifier is the other one.
/// All institutions of a plan are parties: the initiator, which is the source of all its pipelines, and each target.
/// Settled, Compensated and Resolved are final.
interface ITransactions {
    enum Status {
        None,
        Open,
        Compensating,
        Settled,
        Compensated,
        Escalated,
        Resolved
    }

    /// @notice What can be reported. `Opened` is no report: it names the kind of entry that an opening is.
    enum Entry {
        Succeeded,
        Failed,
        NotExecuted,
        Accepted,
        Disputed,
        Compensated,
        CompensationFailed,
        Aborted,
        Escalated,
        Resolved,
        Opened
    }

    enum Outcome {
        Pending,
        Succeeded,
        Failed,
        NotExecuted
    }

    enum Verdict {
        None,
        Accepted,
        Disputed
    }

    enum Compensation {
        None,
        Compensated,
        Failed
    }

    enum Rejection {
        None,
        UnknownTransaction,
        AlreadyOpen,
        LimitReached,
        DeadlineOutOfRange,
        PipelineUnusable,
        NotTheInitiator,
        NotResponsible,
        NotTheVerifier,
        NotAParty,
        WrongStatus,
        AlreadyReported,
        NothingToVerify,
        NothingToCompensate,
        TooEarly,
        NoSuchStep,
        LaterStepUnfinished,
        InstitutionRestricted
    }

    struct StepState {
        Outcome outcome;
        Verdict verdict;
        Compensation compensation;
        bool write;
        uint32 pipeline;
        uint8 side;
    }

    struct TransactionRecord {
        bytes32 id;
        Status status;
        uint40 openedAt;
        uint40 deadline;
        StepState[] steps;
    }

    /// @notice Everything that a batch said and what became of it: with this event a follower needs no other.
    /// @param entries as they were recorded, in the format of `record`
    /// @param results one byte per entry in the order of `entries`: `0x80 | reason` where it was rejected, else the
    /// transaction's status before the entry in the upper four bits and after it in the lower four
    event Recorded(bytes32 indexed institution, address indexed account, bytes entries, bytes results);
    event TransactionResolved(bytes32 indexed transaction, string note);
    /// @notice `Credit` did not take this in, being frozen or broken: what `ICredit.record` was to be told.
    event CreditNotRecorded(
        bytes16 indexed source, bytes16 indexed target, uint256 settled, uint64 sourceFaults, uint64 targetFaults
    );
    /// @notice `Pipelines` did not count these calls against the pipeline's limit.
    event CallsNotCounted(uint32 indexed pipeline, uint24 calls);

    error TooManyEntries(uint256 actual, uint256 limit);
    /// @notice The byte at `offset` begins no run, is no entry, or counts none.
    error UnknownEntry(uint256 offset, uint256 actual);
    /// @notice The run that begins at `offset` needs more bytes than there are.
    error EntriesTruncated(uint256 offset, uint256 needed, uint256 available);
    error NotTheCredit(address caller, address expected);
    /// @notice What is left would not suffice for a call to `Credit` or `Pipelines`.
    error GasTooLow(uint256 actual, uint256 needed);
    error TransactionNotEscalated(bytes32 transaction, Status actual);

    /// @notice Records openings and reports in the order given; by a cross-chain account, whose right is checked once. An
    /// entry that breaks a rule is rejected in the results and changes nothing; the others are not harmed. Entries that
    /// cannot be read revert the batch.
    /// @param entries runs of entries of one shape, packed without padding, all numbers big endian. A run begins with
    /// - `0x80 + k`: openings of plans of k steps (1 to 8). Then their number 1; then for each: transaction 32, deadline 5,
    ///   steps 4 * k. The steps are one number; step i is `(steps >> 32 * i) & 0xffffffff`, which is
    ///   `pipelineNumber << 2 | write << 1 | side` (side 0: source, 1: target).
    /// - `r` (1 to 16): r reports on each of some transactions. Then r times `entry << 4 | step` 1, the step being 15 for
    ///   Aborted, Escalated and Resolved; the number of transactions 1; then for each: transaction 32 and, for each of the r
    ///   reports but Accepted, digest 32. The digest is that of the evidence or reason; Accepted has none, because it
    ///   accepts the very evidence whose digest was reported. Institutions resolve a transaction by naming the same digest.
    /// Each opening and each report is one entry; at most 256.
    function record(bytes calldata entries) external;

    /// @notice Declares an escalated transaction settled by people; by work order.
    function resolve(bytes32 transaction_, string calldata note) external;

    /// @notice Lets an institution open no transactions, or again all; by `Credit`, which knows it by 16 bytes of its id. What is
    /// open goes on.
    function restrict(bytes16 institution, bool restricted_) external;

    function isRestricted(bytes32 institution) external view returns (bool);

    /// @notice The record; status None and no steps when unknown.
    function transaction(bytes32 id) external view returns (TransactionRecord memory);

    function statusOf(bytes32 id) external view returns (Status);
}
