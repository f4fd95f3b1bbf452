// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

/// @title Work orders: votes of the genesis institutions, on OpenZeppelin Governor (its functions, states and events).
/// @notice One seat per genesis institution that was active at the snapshot, cast by any of its active governors.
interface IWorkOrders is IGovernor {
    enum Policy {
        None,
        Majority,
        TwoThirds,
        Unanimous
    }

    struct WorkOrder {
        uint256 id;
        address proposer;
        Policy policy;
        uint16 seats;
        uint16 forVotes;
        uint16 againstVotes;
        uint16 abstainVotes;
        uint48 snapshot;
        uint48 deadline;
        ProposalState state;
    }

    /// @notice The majority that a call needs.
    struct PolicyRule {
        address target;
        bytes4 selector;
        Policy policy;
    }

    event SeatChanged(bytes32 indexed institution, uint256 seat, bool seated);
    event PolicyChanged(address indexed target, bytes4 indexed selector, Policy policy);
    event PeriodsChanged(uint32 votingPeriod, uint32 gracePeriod);

    error NotAGovernor(address caller);
    error NoSeat(address voter, bytes32 institution, uint48 snapshot);
    error InstitutionHasVoted(uint256 id, bytes32 institution);
    error PolicyMissing(address target, bytes4 selector);
    error PolicyForbidden(address target, bytes4 selector);
    /// @notice Members, voters, validators, contracts and the rules themselves need two thirds at least: whoever changed one of
    /// them with less could make itself two thirds.
    error PolicyTooWeak(address target, bytes4 selector, Policy actual, Policy least);
    /// @notice Of `seats` institutions only `able` would have an active governor: too few to unfreeze the others.
    error VotersTooFew(uint256 able, uint256 seats, Policy policy);
    error CallTooShort(uint256 index, uint256 length);
    error VoteUnknown(uint8 support, uint8 greatestAllowed);
    error PeriodOutOfRange(uint32 actual, uint32 smallest, uint32 greatest);

    error PoliciesKnown(uint256 actual, uint256 expected);
    error NotAccounts(address caller, address expected);
    error NotInstitutions(address caller, address expected);
    error TooManySeats(uint256 actual, uint256 limit);

    /// @notice Sets the policies of the first block; called by `Contracts` while the genesis file is made, never again.
    function setFirstPolicies(PolicyRule[] calldata rules) external;

    /// @notice Puts an active governor account on the roll of voters, or takes it off (institution 0); called by `Accounts`
    /// in the transaction that changes the account. Refused when too few could vote afterwards to undo it.
    function enrol(address governor, bytes32 institution) external;

    /// @notice Gives an institution its seat in the electorate, or takes it away; called by `Institutions` in the
    /// transaction that changes the institution. Running votes keep the electorate of their snapshot. Refused when too few
    /// could vote afterwards.
    function setSeat(bytes32 institution, bool seated) external;

    /// @notice The institution that the account votes for, as far as the roll goes; 0 when it is no active governor.
    function rollOf(address governor) external view returns (bytes32);

    /// @notice How many institutions had a seat at the end of the second `timepoint`.
    function electorateAt(uint48 timepoint) external view returns (uint256);

    /// @notice The seats of the electorate at the end of the second `timepoint`, one bit for each.
    function seatsAt(uint48 timepoint) external view returns (uint256);

    /// @notice How many institutions have a seat now, and how many of them an active governor to vote with. These are always
    /// enough to unfreeze an account.
    function voters() external view returns (uint256 able, uint256 seats);

    /// @notice Whether the institution had a seat at the end of the second `timepoint`, and its number, kept for ever.
    function seatAt(bytes32 institution, uint48 timepoint) external view returns (bool seated, uint256 seat);

    /// @notice The majority that a call of `selector` on `target` needs; None when no work order may make it.
    function policyOf(address target, bytes4 selector) external view returns (Policy);

    /// @notice Changes a policy; by work order. None forbids the call. What decides on members, voters, validators, contracts
    /// and rules needs two thirds at least; policies and frozen accounts can always be changed again.
    function setPolicy(address target, bytes4 selector, Policy policy) external;

    /// @notice Changes the time to vote and the time after it in which a passed order may be executed, in seconds; by
    /// work order, from a minute to 365 days. Running votes keep their deadline.
    function setPeriods(uint32 votingPeriod, uint32 gracePeriod) external;

    function gracePeriod() external view returns (uint32);

    /// @notice The work order; policy None when unknown. Seats are final once the snapshot's second is over.
    function workOrder(uint256 id) external view returns (WorkOrder memory);

    /// @notice Work orders in order of proposal, at most 100 at a time.
    function workOrders(uint256 offset, uint256 limit) external view returns (WorkOrder[] memory);

    function workOrderCount() external view returns (uint256);

    /// @notice The institution's vote: 0 against, 1 for, 2 abstain, 255 none.
    function voteOf(uint256 id, bytes32 institution) external view returns (uint8);

    /// @notice Whether so many voted against or abstained that the order could not succeed any more; false when it failed
    /// only because its time ran out.
    function isRefused(uint256 id) external view returns (bool);

    /// @notice Every call that ever had a policy, at most 100 at a time.
    function policies(uint256 offset, uint256 limit) external view returns (PolicyRule[] memory);

    function policyCount() external view returns (uint256);

    /// @notice The snapshot of the work order that is being executed in this very call; 0 outside of an execution.
    function executingSnapshot() external view returns (uint48);
}
