// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Governed} from "./Governed.sol";
import {ICredit} from "./interfaces/ICredit.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {ITransactions} from "./interfaces/ITransactions.sol";
import {Addresses} from "./lib/Addresses.sol";

/// @title See `ICredit`.
contract Credit is Governed, ICredit {
    /// @dev One slot: what a batch reads and changes of an institution.
    struct Standing {
        uint16 score;
        bool restricted;
        uint48 changedAt;
    }

    /// @custom:storage-location erc7201:govchain.storage.Credit
    struct Layout {
        Rules rules;
        mapping(bytes16 institution => Standing) standings;
        /// What two institutions, the smaller name first, have done to each other's score, from the lowest bit: 0 window that the
        /// sums are of (40) | 40 gains of the first (16), of the second (16) | 72 losses of the first (16), of the second (16)
        /// 104 whether they belong together (1)
        mapping(bytes32 pair => uint256) dealings;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("govchain.storage.Credit")) - 1)) & ~bytes32(uint256(0xff)), written out: the
    /// compiler would compute it anew for every use.
    bytes32 private constant LAYOUT = 0xae0d14dc0f70f004d4f86db7c46809a1171c1e68e4e6a2fd4f69c795c23fdd00;
    uint256 private constant WINDOW = type(uint40).max;
    uint256 private constant GAINS = 40;
    uint256 private constant LOSSES = 72;
    uint256 private constant AFFILIATED = 1 << 104;
    /// @dev How much further up the second's sums are.
    uint256 private constant SECOND = 16;
    uint32 private constant SHORTEST_WINDOW = 1 minutes;
    uint32 private constant LONGEST_WINDOW = 366 days;

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setRules(
            Rules({
                start: 600,
                threshold: 300,
                ceiling: 1000,
                settled: 1,
                failed: 1,
                late: 5,
                disputed: 10,
                escalated: 25,
                mostGain: 10,
                mostLoss: 50,
                window: 1 days
            })
        );
    }

    function record(bytes16 source, bytes16 target, uint256 settled, uint64 sourceFaults, uint64 targetFaults)
        external
    {
        if (msg.sender != Addresses.TRANSACTIONS) revert NotTheRecord(msg.sender, Addresses.TRANSACTIONS);
        // Not `restricted`, being no account's right; frozen all the same while the directory says so.
        if (IAccessManager(Addresses.ACCOUNTS).isTargetClosed(address(this))) {
            revert AccessManagedUnauthorized(msg.sender);
        }
        // No pipeline leads from an institution to itself; its own traffic would count for nothing.
        if (source == target) return;
        Rules memory r = _layout().rules;
        bytes32 pair = _pair(source, target);
        uint256 before = _layout().dealings[pair];
        uint256 d = _inWindow(before, block.timestamp / r.window);
        uint256 first = source < target ? 0 : SECOND;
        d = _change(r, d, first, source, target, settled, sourceFaults);
        d = _change(r, d, SECOND - first, target, source, settled, targetFaults);
        if (d != before) _layout().dealings[pair] = d;
    }

    function restore(bytes32 institution, uint16 score) external restricted {
        bytes16 name = _halfOf(institution);
        Layout storage $ = _layout();
        Standing memory s = _standing(name, $.rules);
        if (!s.restricted) revert InstitutionNotRestricted(institution);
        if (score < $.rules.threshold || score > $.rules.ceiling) {
            revert ScoreOutOfRange(score, $.rules.threshold, $.rules.ceiling);
        }
        $.standings[name] = Standing(score, false, uint48(block.timestamp));
        emit InstitutionRestored(name, s.score, score);
        ITransactions(Addresses.TRANSACTIONS).restrict(name, false);
    }

    function setAffiliated(bytes32 one, bytes32 other, bool affiliated_) external restricted {
        if (_halfOf(one) == _halfOf(other)) revert AffiliateOfItself(one);
        _requireKnown(one);
        _requireKnown(other);
        bytes32 pair = _pair(_halfOf(one), _halfOf(other));
        uint256 others = _layout().dealings[pair] & ~AFFILIATED;
        _layout().dealings[pair] = affiliated_ ? others | AFFILIATED : others;
        emit AffiliationChanged(_halfOf(one), _halfOf(other), affiliated_);
    }

    function setRules(Rules calldata rules_) external restricted {
        _setRules(rules_);
    }

    function rules() external view returns (Rules memory) {
        return _layout().rules;
    }

    function scoreOf(bytes32 institution) public view returns (Score memory) {
        bytes16 name = _halfOf(institution);
        Standing memory s = _standing(name, _layout().rules);
        return Score(name, s.score, s.restricted, s.changedAt);
    }

    function scores(uint256 offset, uint256 limit) external view returns (Score[] memory page) {
        IInstitutions.Institution[] memory institutions = INSTITUTIONS.institutions(offset, limit);
        page = new Score[](institutions.length);
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = scoreOf(institutions[i].id);
        }
    }

    function affiliated(bytes32 one, bytes32 other) external view returns (bool) {
        return _layout().dealings[_pair(_halfOf(one), _halfOf(other))] & AFFILIATED != 0;
    }

    function windowOf(bytes32 institution, bytes32 counterparty) external view returns (uint16 gain, uint16 loss) {
        (bytes16 a, bytes16 b) = (_halfOf(institution), _halfOf(counterparty));
        uint256 d = _inWindow(_layout().dealings[_pair(a, b)], block.timestamp / _layout().rules.window);
        uint256 which = a < b ? 0 : SECOND;
        // forge-lint: disable-next-line(unsafe-typecast) - cuts the fields out of the word
        return (uint16(d >> (GAINS + which)), uint16(d >> (LOSSES + which)));
    }

    /// @dev What two have done to each other in that window.
    function _inWindow(uint256 d, uint256 window) private pure returns (uint256) {
        return d & WINDOW == window ? d : (d & AFFILIATED) | window;
    }

    /// @dev What one institution's part of a batch does to its score, within the bounds of its dealings with the other.
    /// @return the dealings after it
    function _change(
        Rules memory r,
        uint256 d,
        uint256 which,
        bytes16 institution,
        bytes16 counterparty,
        uint256 settled,
        uint64 faults
    ) private returns (uint256) {
        uint256 gain = d & AFFILIATED != 0 ? 0 : _bounded(settled * r.settled, r.mostGain, d >> (GAINS + which));
        // Within the bounds of the day there is nothing to write: what goes well is mostly that.
        if (gain == 0 && faults == 0) return d;
        uint256 loss = faults == 0 ? 0 : _bounded(_weight(r, faults), r.mostLoss, d >> (LOSSES + which));
        Standing memory s = _standing(institution, r);
        uint16 before = s.score;
        gain = _move(r, s, gain, loss);
        // No sum leaves its 16 bits, being bounded by rules of 16 bits.
        d += (gain << (GAINS + which)) + (loss << (LOSSES + which));
        if (s.score == before && faults == 0) return d;
        emit ScoreChanged(institution, counterparty, before, s.score, settled, faults);
        bool falls = !s.restricted && s.score < r.threshold;
        _layout().standings[institution] = Standing(s.score, s.restricted || falls, uint48(block.timestamp));
        if (falls) _restrict(institution, s.score, r.threshold);
        return d;
    }

    /// @return gain that counted: a restricted institution earns nothing
    function _move(Rules memory r, Standing memory s, uint256 gain, uint256 loss) private pure returns (uint256) {
        if (s.restricted) gain = 0;
        uint256 score = (s.score > loss ? s.score - loss : 0) + gain;
        // forge-lint: disable-next-line(unsafe-typecast) - at most the ceiling
        s.score = uint16(score > r.ceiling ? r.ceiling : score);
        return gain;
    }

    function _restrict(bytes16 institution, uint16 score, uint16 threshold) private {
        emit InstitutionRestricted(institution, score, threshold);
        ITransactions(Addresses.TRANSACTIONS).restrict(institution, true);
    }

    /// @dev What is left of the bound after what the lowest 16 bits say was already used of it.
    function _bounded(uint256 points, uint256 most, uint256 used) private pure returns (uint256) {
        used &= type(uint16).max;
        uint256 left = most > used ? most - used : 0;
        return points < left ? points : left;
    }

    function _weight(Rules memory r, uint64 faults) private pure returns (uint256) {
        return (faults & 0xffff) * uint256(r.failed) + ((faults >> 16) & 0xffff) * uint256(r.late)
            + ((faults >> 32) & 0xffff) * uint256(r.disputed) + (faults >> 48) * uint256(r.escalated);
    }

    function _standing(bytes16 institution, Rules memory r) private view returns (Standing memory s) {
        s = _layout().standings[institution];
        if (s.changedAt == 0) s.score = r.start;
    }

    function _requireKnown(bytes32 institution) private view {
        if (bytes(INSTITUTIONS.codeOf(institution)).length == 0) {
            revert IInstitutions.UnknownInstitution(institution);
        }
    }

    function _setRules(Rules memory r) private {
        if (r.threshold > r.start || r.start > r.ceiling) revert RulesOutOfOrder(r.threshold, r.start, r.ceiling);
        if (r.window < SHORTEST_WINDOW || r.window > LONGEST_WINDOW) {
            revert WindowOutOfRange(r.window, SHORTEST_WINDOW, LONGEST_WINDOW);
        }
        _layout().rules = r;
        emit CreditRulesChanged(r);
    }

    /// @dev The first half of an identity, by which records of transactions name an institution.
    function _halfOf(bytes32 institution) private pure returns (bytes16) {
        // forge-lint: disable-next-line(unsafe-typecast) - the first half is meant
        return bytes16(institution);
    }

    function _pair(bytes16 a, bytes16 b) private pure returns (bytes32) {
        return a < b ? bytes32(a) | (bytes32(b) >> 128) : bytes32(b) | (bytes32(a) >> 128);
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
