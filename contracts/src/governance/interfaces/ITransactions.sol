// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Transactions: the record of every cross-chain transaction and of what became of each of its steps.
/// @notice Responsible for a step is the institution on the step's side of its pipeline; its verifier is the other one.
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

    /// @notice What can be reported. `Opened` occurs only in `EntryRejected`. An escalated transaction is resolved once
    /// every institution of its plan has reported `Resolved`.
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
        BadStepCount,
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
        LaterStepUnfinished
    }

    /// @notice `steps` holds eight words of 32 bits; step i is `(steps >> 32 * i) & 0xffffffff`, which is
    /// `pipelineNumber << 2 | write << 1 | side` (side 0: source, 1: target). Words past `stepCount` are zero.
    struct Opening {
        bytes32 transaction;
        uint40 deadline;
        uint8 stepCount;
        uint256 steps;
    }

    /// @notice `step` is 255 for Aborted, Escalated and Resolved; `digest` is that of the evidence or reason.
    struct Report {
        bytes32 transaction;
        uint8 step;
        Entry entry;
        bytes32 digest;
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

    event TransactionOpened(
        bytes32 indexed transaction, bytes32 indexed initiator, uint40 deadline, uint8 stepCount, uint256 steps
    );
    event StepReported(
        bytes32 indexed transaction, bytes32 indexed institution, uint8 step, Entry entry, bytes32 digest
    );
    event StatusChanged(bytes32 indexed transaction, Status status);
    event EntryRejected(bytes32 indexed transaction, address indexed by, uint8 step, Entry entry, Rejection reason);
    event TransactionResolved(bytes32 indexed transaction, string note);

    error TooManyEntries(uint256 actual, uint256 limit);
    error TransactionNotEscalated(bytes32 transaction, Status actual);

    /// @notice Records openings, then reports, in the order given; by a cross-chain account, whose right is checked once.
    /// An entry that breaks a rule is rejected by an event and changes nothing; the others are not harmed.
    function record(Opening[] calldata openings, Report[] calldata reports) external;

    /// @notice Declares an escalated transaction settled by people; by work order.
    function resolve(bytes32 transaction_, string calldata note) external;

    /// @notice The record; status None and no steps when unknown.
    function transaction(bytes32 id) external view returns (TransactionRecord memory);

    function statusOf(bytes32 id) external view returns (Status);
}
