// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Credit: what an institution's cross-chain transactions have come to, as a score.
/// @notice Every institution starts with the same score. Settled steps raise it a little, faults lower it more. Below the
/// threshold an institution is restricted at once: it may open no transactions, while its duties in running ones go on; only a
/// work order restores it. Traffic between affiliates earns nothing, a restricted institution earns nothing, and what any one
/// counterparty can raise or lower within a window is bounded: friends cannot lift each other, nor one enemy ruin anybody.
/// Institutions are named by the first 16 bytes of their ids, as transactions keep them.
interface ICredit {
    /// @notice Failed: a step of the institution failed; or it ended an open transaction in which something had been done that
    /// had to be undone then, by reporting its step as not executed or, as the initiator, by giving up. Late: it had not said
    /// what it had to when the transaction was aborted after its deadline, having been open for a minute at least. Disputed:
    /// its evidence was not accepted. Escalated: it could not undo a step; or people had to take over, more than ten minutes
    /// after the deadline or called by itself, and what they found open was its turn.
    enum Fault {
        Failed,
        Late,
        Disputed,
        Escalated
    }

    /// @notice Scores are from 0 to `ceiling`. `settled` are the points that a settled step gives to both institutions, the
    /// faults those that they take from whom they are the fault of. `mostGain` and `mostLoss` are for one counterparty in one
    /// window of time.
    struct Rules {
        uint16 start;
        uint16 threshold;
        uint16 ceiling;
        uint16 settled;
        uint16 failed;
        uint16 late;
        uint16 disputed;
        uint16 escalated;
        uint16 mostGain;
        uint16 mostLoss;
        uint32 window;
    }

    /// @notice `changedAt` is 0 as long as the score is the one that everybody starts with.
    struct Score {
        bytes16 institution;
        uint16 score;
        bool restricted;
        uint48 changedAt;
    }

    /// @notice Why a score is another now: so many steps settled with the counterparty, so many faults of the institution
    /// towards it (16 bits each, in the order of `Fault`, from the lowest). Told also where the bounds left the score as it was
    /// because of faults.
    event ScoreChanged(
        bytes16 indexed institution,
        bytes16 indexed counterparty,
        uint16 before,
        uint16 score,
        uint256 settled,
        uint64 faults
    );
    event InstitutionRestricted(bytes16 indexed institution, uint16 score, uint16 threshold);
    event InstitutionRestored(bytes16 indexed institution, uint16 before, uint16 score);
    event AffiliationChanged(bytes16 indexed one, bytes16 indexed other, bool affiliated);
    event CreditRulesChanged(Rules rules);

    error NotTheRecord(address caller, address expected);
    error InstitutionNotRestricted(bytes32 institution);
    error ScoreOutOfRange(uint16 actual, uint16 least, uint16 most);
    error RulesOutOfOrder(uint16 threshold, uint16 start, uint16 ceiling);
    error WindowOutOfRange(uint32 actual, uint32 least, uint32 most);
    error AffiliateOfItself(bytes32 institution);

    /// @notice Takes in what a batch did between two institutions; by `Transactions`.
    /// @param sourceFaults as in `ScoreChanged`
    function record(bytes16 source, bytes16 target, uint256 settled, uint64 sourceFaults, uint64 targetFaults) external;

    /// @notice Lifts a restriction and sets the score; by work order.
    function restore(bytes32 institution, uint16 score) external;

    /// @notice Says that two institutions belong together, or no longer do: their traffic earns nothing; by work order.
    function setAffiliated(bytes32 one, bytes32 other, bool affiliated) external;

    /// @notice Changes weights, bounds and threshold for what happens from now on; by work order. Whose score a raised threshold
    /// leaves below it is restricted when the score changes next.
    function setRules(Rules calldata rules_) external;

    function rules() external view returns (Rules memory);

    function scoreOf(bytes32 institution) external view returns (Score memory);

    /// @notice Scores of all institutions in order of their admission, at most 100 at a time.
    function scores(uint256 offset, uint256 limit) external view returns (Score[] memory);

    function affiliated(bytes32 one, bytes32 other) external view returns (bool);

    /// @notice What the counterparty has changed of the institution's score in the present window.
    function windowOf(bytes32 institution, bytes32 counterparty) external view returns (uint16 gain, uint16 loss);
}
