// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GovernorUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/GovernorUpgradeable.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {AccountRole, IAccounts} from "./interfaces/IAccounts.sol";
import {IGovernanceErrors} from "./interfaces/IGovernanceErrors.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
import {Addresses} from "./lib/Addresses.sol";
import {CallKeys} from "./lib/CallKeys.sol";
import {GenesisPolicies} from "./lib/GenesisPolicies.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";

/// @title See `IWorkOrders`.
/// @dev The outcome is never stored: `state` derives it from the tally and the time, so that an order is decided as soon
/// as the votes that are still missing cannot change it. Who may vote is kept here (the roll of governors, the seats of
/// institutions), told by `Accounts` and `Institutions` in the transaction that changes it: a vote then reads this contract
/// alone, which is what makes it cheaper than with a votes token.
contract WorkOrders is GovernorUpgradeable, UUPSUpgradeable, IWorkOrders, IGovernanceErrors {
    using CallKeys for bytes24;
    using Checkpoints for Checkpoints.Trace208;

    /// @dev One slot.
    struct Order {
        Policy policy;
        uint16 seats;
        uint16 forVotes;
        uint16 againstVotes;
        uint16 abstainVotes;
        uint32 gracePeriod;
        /// Two bits for each of the first 76 seats: 0 no vote, else 1 + support.
        uint152 ballots;
    }

    /// @custom:storage-location erc7201:govchain.storage.WorkOrders
    struct Layout {
        uint32 votingPeriod;
        uint32 gracePeriod;
        /// In the slot that every proposal reads anyway.
        uint64 orderCount;
        mapping(uint256 id => Order) orders;
        /// The ballots of the seats from the 77th on, 128 per word.
        mapping(uint256 id => mapping(uint256 word => uint256)) furtherBallots;
        mapping(address target => mapping(bytes4 selector => Policy)) policies;
        /// Target and selector of every call that ever had a policy.
        bytes24[] policyKeys;
        mapping(bytes24 key => bool) policyListed;
        mapping(uint256 index => uint256 id) ids;
        /// The institution of every active governor account.
        mapping(address governor => bytes32 institution) roll;
        /// An institution keeps its number (seat + 1) for ever; 0 when it never had a seat.
        mapping(bytes32 institution => uint256 number) seatNumbers;
        uint256 seatsGiven;
        /// One bit per seat: set while the institution belongs to the electorate.
        Checkpoints.Trace208 electorate;
        /// How many active governors an institution has, and one bit per seat that has any.
        mapping(bytes32 institution => uint256) voices;
        uint256 voiced;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.WorkOrders")) - 1)) & ~bytes32(uint256(0xff));
    uint8 private constant FOR = 1;
    uint8 private constant ABSTAIN = 2;
    uint8 private constant NO_VOTE = 255;
    uint256 private constant SEATS_INLINE = 76;
    uint256 private constant SEATS_PER_WORD = 128;
    uint256 private constant MOST_SEATS = 208;
    uint256 private constant MOST_CALLS = 32;
    uint256 private constant LONGEST_DESCRIPTION = 4096;
    /// @dev Within a shorter one no vote might find its block, and nothing could lengthen it again.
    uint32 private constant SHORTEST_PERIOD = 60;
    uint32 private constant LONGEST_PERIOD = 365 days;
    IAccounts private constant ACCOUNTS = IAccounts(Addresses.ACCOUNTS);

    uint48 private transient _executingSnapshot;

    constructor() {
        _disableInitializers();
    }

    /// @notice Called once, while the genesis file is made. Periods in seconds. The policies of the first block come from
    /// `Contracts`, when it is initialised.
    function initialize(uint32 votingPeriod_, uint32 gracePeriod_) external initializer {
        __Governor_init("Govchain WorkOrders");
        _setPeriods(votingPeriod_, gracePeriod_);
    }

    function setFirstPolicies(PolicyRule[] calldata rules) external {
        if (msg.sender != Addresses.CONTRACTS) revert NotTheDirectory(msg.sender, Addresses.CONTRACTS);
        uint256 known = _layout().policyKeys.length;
        if (known != 0) revert PoliciesKnown(known, 0);
        for (uint256 i = 0; i < rules.length; ++i) {
            _setPolicy(rules[i].target, rules[i].selector, rules[i].policy);
        }
    }

    function setPolicy(address target, bytes4 selector, Policy policy) external onlyGovernance {
        bool undoes = GenesisPolicies.undoes(target, selector);
        if (_isTunnel(selector) || (undoes && policy == Policy.None)) revert PolicyForbidden(target, selector);
        Policy least = GenesisPolicies.least(target, selector);
        if (policy != Policy.None && policy < least) revert PolicyTooWeak(target, selector, policy, least);
        _setPolicy(target, selector, policy);
        if (undoes) _requireVoters();
    }

    function enrol(address governor, bytes32 institution) external {
        if (msg.sender != Addresses.ACCOUNTS) revert NotAccounts(msg.sender, Addresses.ACCOUNTS);
        Layout storage $ = _layout();
        bytes32 before = $.roll[governor];
        $.roll[governor] = institution;
        if (institution != 0 && ++$.voices[institution] == 1) _setVoiced(institution, true);
        if (before != 0 && --$.voices[before] == 0) {
            _setVoiced(before, false);
            _requireVoters();
        }
    }

    function setSeat(bytes32 institution, bool seated) external {
        if (msg.sender != Addresses.INSTITUTIONS) revert NotInstitutions(msg.sender, Addresses.INSTITUTIONS);
        Layout storage $ = _layout();
        uint256 number = $.seatNumbers[institution];
        if (number == 0) {
            number = ++$.seatsGiven;
            if (number > MOST_SEATS) revert TooManySeats(number, MOST_SEATS);
            $.seatNumbers[institution] = number;
            _setVoiced(institution, $.voices[institution] != 0);
        }
        // forge-lint: disable-next-line(unsafe-typecast) - the number is at most 208
        uint208 bit = uint208(uint256(1) << (number - 1));
        uint208 seats = $.electorate.latest();
        $.electorate.push(clock(), seated ? seats | bit : seats & ~bit);
        _requireVoters();
        emit SeatChanged(institution, number - 1, seated);
    }

    function setPeriods(uint32 votingPeriod_, uint32 gracePeriod_) external onlyGovernance {
        _setPeriods(votingPeriod_, gracePeriod_);
    }

    function policyOf(address target, bytes4 selector) external view returns (Policy) {
        return _layout().policies[target][selector];
    }

    function workOrder(uint256 id) public view returns (WorkOrder memory w) {
        Order storage o = _layout().orders[id];
        if (o.policy == Policy.None) return w;
        uint48 snapshot = uint48(proposalSnapshot(id));
        return WorkOrder({
            id: id,
            proposer: proposalProposer(id),
            policy: o.policy,
            seats: o.seats == 0 ? uint16(electorateAt(snapshot)) : o.seats,
            forVotes: o.forVotes,
            againstVotes: o.againstVotes,
            abstainVotes: o.abstainVotes,
            snapshot: snapshot,
            deadline: uint48(proposalDeadline(id)),
            state: state(id)
        });
    }

    function workOrders(uint256 offset, uint256 limit) external view returns (WorkOrder[] memory page) {
        Layout storage $ = _layout();
        page = new WorkOrder[](Pages.count($.orderCount, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = workOrder($.ids[offset + i]);
        }
    }

    function workOrderCount() external view returns (uint256) {
        return _layout().orderCount;
    }

    function voteOf(uint256 id, bytes32 institution) public view returns (uint8) {
        uint256 number = _layout().seatNumbers[institution];
        if (number == 0) return NO_VOTE;
        uint256 ballot = _ballot(id, _layout().orders[id].ballots, number - 1);
        // forge-lint: disable-next-line(unsafe-typecast) - a ballot has two bits
        return ballot == 0 ? NO_VOTE : uint8(ballot - 1);
    }

    function isRefused(uint256 id) external view returns (bool) {
        Order storage o = _layout().orders[id];
        return o.policy != Policy.None && state(id) == ProposalState.Defeated && _cannotSucceed(o);
    }

    function policies(uint256 offset, uint256 limit) external view returns (PolicyRule[] memory page) {
        Layout storage $ = _layout();
        page = new PolicyRule[](Pages.count($.policyKeys.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            bytes24 key = $.policyKeys[offset + i];
            (address target, bytes4 selector) = (key.target(), key.selector());
            page[i] = PolicyRule(target, selector, $.policies[target][selector]);
        }
    }

    function policyCount() external view returns (uint256) {
        return _layout().policyKeys.length;
    }

    function electorateAt(uint48 timepoint) public view returns (uint256) {
        return _population(_electorateAt(timepoint));
    }

    function seatsAt(uint48 timepoint) external view returns (uint256) {
        return _electorateAt(timepoint);
    }

    function voters() public view returns (uint256 able, uint256 seats) {
        Layout storage $ = _layout();
        uint256 seated = $.electorate.latest();
        return (_population(seated & $.voiced), _population(seated));
    }

    function seatAt(bytes32 institution, uint48 timepoint) external view returns (bool seated, uint256 seat) {
        uint256 number = _layout().seatNumbers[institution];
        if (number == 0) return (false, 0);
        return ((_electorateAt(timepoint) >> (number - 1)) & 1 == 1, number - 1);
    }

    function rollOf(address governor) external view returns (bytes32) {
        return _layout().roll[governor];
    }

    function executingSnapshot() external view returns (uint48) {
        return _executingSnapshot;
    }

    function state(uint256 id) public view override(GovernorUpgradeable, IGovernor) returns (ProposalState) {
        ProposalState s = super.state(id);
        Order storage o = _layout().orders[id];
        if (s == ProposalState.Active) {
            if (_voteSucceeded(id)) s = ProposalState.Succeeded;
            else if (_cannotSucceed(o)) s = ProposalState.Defeated;
        }
        if (s == ProposalState.Succeeded && clock() > proposalDeadline(id) + o.gracePeriod) {
            s = ProposalState.Expired;
        }
        return s;
    }

    function hasVoted(uint256 id, address account) external view returns (bool) {
        return voteOf(id, ACCOUNTS.institutionOf(account)) != NO_VOTE;
    }

    function clock() public view override(GovernorUpgradeable, IERC6372) returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override(GovernorUpgradeable, IERC6372) returns (string memory) {
        return "mode=timestamp";
    }

    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() external pure returns (string memory) {
        return "support=bravo&quorum=for";
    }

    function votingDelay() public pure override(GovernorUpgradeable, IGovernor) returns (uint256) {
        return 0;
    }

    function votingPeriod() public view override(GovernorUpgradeable, IGovernor) returns (uint256) {
        return _layout().votingPeriod;
    }

    function gracePeriod() external view returns (uint32) {
        return _layout().gracePeriod;
    }

    /// @notice The votes in favour that the weakest policy (majority) needs with the electorate of `timepoint`.
    function quorum(uint256 timepoint) public view override(GovernorUpgradeable, IGovernor) returns (uint256) {
        // forge-lint: disable-next-line(unsafe-typecast) - a time after the year 8 million has no answer
        return electorateAt(uint48(timepoint)) / 2 + 1;
    }

    /// @dev Refused: it would carry calls past the policies.
    function relay(address, uint256, bytes calldata) public payable override {
        revert TunnelForbidden(msg.sig);
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 id) {
        Inputs.requireAtMost("calls", targets.length, MOST_CALLS);
        Inputs.requireAtMost("description", bytes(description).length, LONGEST_DESCRIPTION);
        (bool seated,,) = _seatOf(proposer, clock());
        if (!seated) {
            (, AccountRole role) = ACCOUNTS.activeRole(proposer);
            if (role != AccountRole.Governor) revert NotAGovernor(proposer);
        }
        id = super._propose(targets, values, calldatas, description, proposer);
        Layout storage $ = _layout();
        Order storage o = $.orders[id];
        o.policy = _strictest(targets, calldatas);
        o.gracePeriod = $.gracePeriod;
        $.ids[$.orderCount] = id;
        ++$.orderCount;
    }

    function _strictest(address[] memory targets, bytes[] memory calldatas) private view returns (Policy strictest) {
        for (uint256 i = 0; i < targets.length; ++i) {
            if (calldatas[i].length < 4) revert CallTooShort(i, calldatas[i].length);
            Policy policy = _layout().policies[targets[i]][bytes4(calldatas[i])];
            if (policy == Policy.None) revert PolicyMissing(targets[i], bytes4(calldatas[i]));
            if (policy > strictest) strictest = policy;
        }
    }

    /// @dev Instead of the inherited one, which would look the voter's seat up twice.
    function _castVote(uint256 id, address account, uint8 support, string memory reason, bytes memory params)
        internal
        override
        returns (uint256 weight)
    {
        _validateStateBitmap(id, _encodeStateBitmap(ProposalState.Active));
        weight = _countVote(id, account, support, 1, params);
        if (params.length == 0) emit VoteCast(account, id, support, weight, reason);
        else emit VoteCastWithParams(account, id, support, weight, reason, params);
    }

    /// @dev Only reached after the snapshot's second is over, so the electorate read here is final.
    function _countVote(uint256 id, address account, uint8 support, uint256, bytes memory)
        internal
        override
        returns (uint256)
    {
        if (support > ABSTAIN) revert VoteUnknown(support, ABSTAIN);
        uint48 snapshot = uint48(proposalSnapshot(id));
        (bool entitled, uint256 seat, uint256 electorate) = _seatOf(account, snapshot);
        if (!entitled) {
            (bytes32 institution,) = ACCOUNTS.activeRole(account);
            revert NoSeat(account, institution, snapshot);
        }
        Layout storage $ = _layout();
        Order memory o = $.orders[id];
        if (_ballot(id, o.ballots, seat) != 0) revert InstitutionHasVoted(id, $.roll[account]);
        uint256 ballot = uint256(support) + 1;
        // forge-lint: disable-next-line(unsafe-typecast) - two bits below the 152nd
        if (seat < SEATS_INLINE) o.ballots |= uint152(ballot << (2 * seat));
        else $.furtherBallots[id][_word(seat)] |= ballot << _shift(seat);
        if (o.seats == 0) o.seats = uint16(_population(electorate));
        if (support == FOR) ++o.forVotes;
        else if (support == ABSTAIN) ++o.abstainVotes;
        else ++o.againstVotes;
        $.orders[id] = o;
        return 1;
    }

    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        // forge-lint: disable-next-line(unsafe-typecast) - as in `quorum`
        (bool entitled,,) = _seatOf(account, uint48(timepoint));
        return entitled ? 1 : 0;
    }

    /// @dev Entitled is a governor who is active now, for an institution that has its seat now and had it at `timepoint`.
    function _seatOf(address account, uint48 timepoint)
        private
        view
        returns (bool entitled, uint256 seat, uint256 electorate)
    {
        Layout storage $ = _layout();
        uint256 number = $.seatNumbers[$.roll[account]];
        if (number == 0) return (false, 0, 0);
        seat = number - 1;
        (, uint48 changedAt, uint208 latest) = $.electorate.latestCheckpoint();
        electorate = changedAt <= timepoint ? latest : $.electorate.upperLookupRecent(timepoint);
        entitled = (electorate & latest) >> seat & 1 == 1;
    }

    function _setVoiced(bytes32 institution, bool voiced) private {
        Layout storage $ = _layout();
        uint256 number = $.seatNumbers[institution];
        if (number == 0) return;
        uint256 bit = uint256(1) << (number - 1);
        $.voiced = voiced ? $.voiced | bit : $.voiced & ~bit;
    }

    /// @dev Those who can vote must be enough to unfreeze those who cannot: one freeze too many would be for ever.
    function _requireVoters() private view {
        (uint256 able, uint256 seats) = voters();
        Policy policy = _layout().policies[Addresses.ACCOUNTS][IAccounts.unfreeze.selector];
        if (!_suffices(policy, able, seats)) revert VotersTooFew(able, seats, policy);
    }

    function _electorateAt(uint48 timepoint) private view returns (uint256) {
        return _layout().electorate.upperLookupRecent(timepoint);
    }

    function _population(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) {
            ++count;
        }
    }

    /// @dev The policy says it all.
    function _quorumReached(uint256) internal pure override returns (bool) {
        return true;
    }

    function _voteSucceeded(uint256 id) internal view override returns (bool) {
        Order storage o = _layout().orders[id];
        return o.seats != 0 && _suffices(o.policy, o.forVotes, o.seats);
    }

    function _cannotSucceed(Order storage o) private view returns (bool) {
        return o.seats != 0 && !_suffices(o.policy, o.seats - o.againstVotes - o.abstainVotes, o.seats);
    }

    function _suffices(Policy policy, uint256 inFavour, uint256 seats) private pure returns (bool) {
        if (policy == Policy.Majority) return 2 * inFavour > seats;
        if (policy == Policy.TwoThirds) return 3 * inFavour >= 2 * seats;
        return inFavour == seats;
    }

    function _executeOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override {
        uint48 outer = _executingSnapshot;
        _executingSnapshot = uint48(proposalSnapshot(id));
        super._executeOperations(id, targets, values, calldatas, descriptionHash);
        _executingSnapshot = outer;
    }

    /// @dev The proposer may take an order back until it is decided, as long as the proposer may act at all.
    function _validateCancel(uint256 id, address caller) internal view override returns (bool) {
        ProposalState s = state(id);
        bool undecided = s == ProposalState.Pending || s == ProposalState.Active;
        if (!undecided || caller != proposalProposer(id)) return false;
        (, AccountRole role) = ACCOUNTS.activeRole(caller);
        return role == AccountRole.Governor;
    }

    function _isTunnel(bytes4 selector) private pure returns (bool) {
        return selector == GovernorUpgradeable.relay.selector || selector == IAccessManager.execute.selector
            || selector == Multicall.multicall.selector;
    }

    function _setPeriods(uint32 votingPeriod_, uint32 gracePeriod_) private {
        uint32[2] memory periods = [votingPeriod_, gracePeriod_];
        for (uint256 i = 0; i < 2; ++i) {
            if (periods[i] < SHORTEST_PERIOD || periods[i] > LONGEST_PERIOD) {
                revert PeriodOutOfRange(periods[i], SHORTEST_PERIOD, LONGEST_PERIOD);
            }
        }
        _layout().votingPeriod = votingPeriod_;
        _layout().gracePeriod = gracePeriod_;
        emit PeriodsChanged(votingPeriod_, gracePeriod_);
    }

    function _setPolicy(address target, bytes4 selector, Policy policy) private {
        Layout storage $ = _layout();
        // A call that loses its policy stays in the list, as None.
        bytes24 key = CallKeys.pack(target, selector);
        if (!$.policyListed[key]) {
            $.policyListed[key] = true;
            $.policyKeys.push(key);
        }
        $.policies[target][selector] = policy;
        emit PolicyChanged(target, selector, policy);
    }

    function _ballot(uint256 id, uint256 firstBallots, uint256 seat) private view returns (uint256) {
        if (seat < SEATS_INLINE) return (firstBallots >> (2 * seat)) & 3;
        return (_layout().furtherBallots[id][_word(seat)] >> _shift(seat)) & 3;
    }

    function _word(uint256 seat) private pure returns (uint256) {
        return (seat - SEATS_INLINE) / SEATS_PER_WORD;
    }

    function _shift(uint256 seat) private pure returns (uint256) {
        return 2 * ((seat - SEATS_INLINE) % SEATS_PER_WORD);
    }

    function _authorizeUpgrade(address) internal view override {
        if (msg.sender != Addresses.CONTRACTS) revert NotTheDirectory(msg.sender, Addresses.CONTRACTS);
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
