// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GovernorUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/GovernorUpgradeable.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {AccountRole, IAccounts} from "./interfaces/IAccounts.sol";
import {IGovernanceErrors} from "./interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
import {Addresses} from "./lib/Addresses.sol";
import {GenesisPolicies} from "./lib/GenesisPolicies.sol";
import {Pages} from "./lib/Pages.sol";

/// @title See `IWorkOrders`.
/// @dev The outcome is never stored: `state` derives it from the tally and the time, so that an order is decided as soon
/// as the votes that are still missing cannot change it.
contract WorkOrders is GovernorUpgradeable, UUPSUpgradeable, IWorkOrders, IGovernanceErrors {
    /// @dev One slot.
    struct Order {
        Policy policy;
        uint16 seats;
        uint16 forVotes;
        uint16 againstVotes;
        uint16 abstainVotes;
        uint32 gracePeriod;
    }

    /// @custom:storage-location erc7201:govchain.storage.WorkOrders
    struct Layout {
        uint32 votingPeriod;
        uint32 gracePeriod;
        mapping(uint256 id => Order) orders;
        /// Two bits per seat, 128 seats per word: 0 no vote, else 1 + support.
        mapping(uint256 id => mapping(uint256 word => uint256)) ballots;
        mapping(address target => mapping(bytes4 selector => Policy)) policies;
        uint256[] ids;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.WorkOrders")) - 1)) & ~bytes32(uint256(0xff));
    uint8 private constant FOR = 1;
    uint8 private constant ABSTAIN = 2;
    uint8 private constant NO_VOTE = 255;
    uint256 private constant SEATS_PER_WORD = 128;
    uint32 private constant SHORTEST_PERIOD = 1;
    uint32 private constant LONGEST_PERIOD = 365 days;
    IAccounts private constant ACCOUNTS = IAccounts(Addresses.ACCOUNTS);
    IInstitutions private constant INSTITUTIONS = IInstitutions(Addresses.INSTITUTIONS);

    uint48 private transient _executingSnapshot;

    constructor() {
        _disableInitializers();
    }

    /// @notice Called once, while the genesis file is made. Periods in seconds.
    function initialize(uint32 votingPeriod_, uint32 gracePeriod_) external initializer {
        __Governor_init("Govchain WorkOrders");
        _setPeriods(votingPeriod_, gracePeriod_);
        GenesisPolicies.Rule[] memory rules = GenesisPolicies.all();
        for (uint256 i = 0; i < rules.length; ++i) {
            _layout().policies[rules[i].target][rules[i].selector] = rules[i].policy;
            emit PolicyChanged(rules[i].target, rules[i].selector, rules[i].policy);
        }
    }

    function setPolicy(address target, bytes4 selector, Policy policy) external onlyGovernance {
        bool ownPolicy = target == address(this) && selector == IWorkOrders.setPolicy.selector;
        if (_isTunnel(selector) || (ownPolicy && policy == Policy.None)) revert PolicyForbidden(target, selector);
        _layout().policies[target][selector] = policy;
        emit PolicyChanged(target, selector, policy);
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
            seats: o.seats == 0 ? uint16(INSTITUTIONS.genesisCountAt(snapshot)) : o.seats,
            forVotes: o.forVotes,
            againstVotes: o.againstVotes,
            abstainVotes: o.abstainVotes,
            snapshot: snapshot,
            deadline: uint48(proposalDeadline(id)),
            state: state(id)
        });
    }

    function workOrders(uint256 offset, uint256 limit) external view returns (WorkOrder[] memory page) {
        uint256[] storage ids = _layout().ids;
        page = new WorkOrder[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = workOrder(ids[offset + i]);
        }
    }

    function workOrderCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    function voteOf(uint256 id, bytes32 institution) public view returns (uint8) {
        (bool genesis, uint256 seat) = INSTITUTIONS.seatAt(institution, uint48(proposalSnapshot(id)));
        uint256 ballot = _ballot(_layout().ballots[id][seat / SEATS_PER_WORD], seat);
        return genesis && ballot != 0 ? uint8(ballot - 1) : NO_VOTE;
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
        return INSTITUTIONS.genesisCountAt(uint48(timepoint)) / 2 + 1;
    }

    /// @dev Refused: it would carry calls past the policies.
    function relay(address, uint256, bytes calldata) public payable override {
        revert RelayForbidden();
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 id) {
        (, AccountRole role) = ACCOUNTS.activeRole(proposer);
        if (role != AccountRole.Governor) revert NotAGovernor(proposer);
        id = super._propose(targets, values, calldatas, description, proposer);
        Layout storage $ = _layout();
        Order storage o = $.orders[id];
        o.policy = _strictest(targets, calldatas);
        o.gracePeriod = $.gracePeriod;
        $.ids.push(id);
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
        (bytes32 institution, bool entitled, uint256 seat) = _seatOf(account, snapshot);
        if (!entitled) revert NoSeat(account, institution, snapshot);
        Layout storage $ = _layout();
        uint256 ballots = $.ballots[id][seat / SEATS_PER_WORD];
        if (_ballot(ballots, seat) != 0) revert InstitutionHasVoted(id, institution);
        $.ballots[id][seat / SEATS_PER_WORD] = ballots | ((uint256(support) + 1) << (2 * (seat % SEATS_PER_WORD)));

        Order memory o = $.orders[id];
        if (o.seats == 0) o.seats = uint16(INSTITUTIONS.genesisCountAt(snapshot));
        if (support == FOR) ++o.forVotes;
        else if (support == ABSTAIN) ++o.abstainVotes;
        else ++o.againstVotes;
        $.orders[id] = o;
        return 1;
    }

    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        (, bool entitled,) = _seatOf(account, uint48(timepoint));
        return entitled ? 1 : 0;
    }

    function _seatOf(address account, uint48 timepoint)
        private
        view
        returns (bytes32 institution, bool entitled, uint256 seat)
    {
        AccountRole role;
        (institution, role) = ACCOUNTS.activeRole(account);
        (entitled, seat) = INSTITUTIONS.seatAt(institution, timepoint);
        entitled = entitled && role == AccountRole.Governor;
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

    /// @dev The proposer may take an order back until it is decided, while it may still speak for its institution.
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

    function _ballot(uint256 word, uint256 seat) private pure returns (uint256) {
        return (word >> (2 * (seat % SEATS_PER_WORD))) & 3;
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
