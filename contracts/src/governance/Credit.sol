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

    /// @dev One slot for two institutions, the smaller name first: the window that the sums are of, gains and losses of the
    /// first and of the second, and whether they belong together.
    struct Dealings {
        uint40 window;
        uint16[2] gains;
        uint16[2] losses;
        bool affiliated;
    }

    /// @custom:storage-location erc7201:govchain.storage.Credit
    struct Layout {
        Rules rules;
        mapping(bytes16 institution => Standing) standings;
        mapping(bytes32 pair => uint256) dealings;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("govchain.storage.Credit")) - 1)) & ~bytes32(uint256(0xff)), written out: the
    /// compiler would compute it anew for every use.
    bytes32 private constant LAYOUT = 0xae0d14dc0f70f004d4f86db7c46809a1171c1e68e4e6a2fd4f69c795c23fdd00;
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
        Dealings memory d = _dealingsNow(_pair(source, target), r.window);
        uint256 first = source < target ? 0 : 1;
        _change(r, d, first, source, target, settled, sourceFaults);
        _change(r, d, 1 - first, target, source, settled, targetFaults);
        _layout().dealings[_pair(source, target)] = _packed(d);
    }

    function restore(bytes32 institution, uint16 score) external restricted {
        bytes16 name = bytes16(institution);
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
        if (bytes16(one) == bytes16(other)) revert AffiliateOfItself(one);
        _requireKnown(one);
        _requireKnown(other);
        bytes32 pair = _pair(bytes16(one), bytes16(other));
        Dealings memory d = _unpack(_layout().dealings[pair]);
        d.affiliated = affiliated_;
        _layout().dealings[pair] = _packed(d);
        emit AffiliationChanged(bytes16(one), bytes16(other), affiliated_);
    }

    function setRules(Rules calldata rules_) external restricted {
        _setRules(rules_);
    }

    function rules() external view returns (Rules memory) {
        return _layout().rules;
    }

    function scoreOf(bytes32 institution) public view returns (Score memory) {
        bytes16 name = bytes16(institution);
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
        return _unpack(_layout().dealings[_pair(bytes16(one), bytes16(other))]).affiliated;
    }

    function windowOf(bytes32 institution, bytes32 counterparty) external view returns (uint16 gain, uint16 loss) {
        (bytes16 a, bytes16 b) = (bytes16(institution), bytes16(counterparty));
        Dealings memory d = _unpack(_layout().dealings[_pair(a, b)]);
        if (d.window != block.timestamp / _layout().rules.window) return (0, 0);
        uint256 index = a < b ? 0 : 1;
        return (d.gains[index], d.losses[index]);
    }

    /// @dev What the two have done in the present window.
    function _dealingsNow(bytes32 pair, uint32 length) private view returns (Dealings memory d) {
        d = _unpack(_layout().dealings[pair]);
        // forge-lint: disable-next-line(unsafe-typecast) - seconds since 1970
        uint40 window = uint40(block.timestamp / length);
        if (d.window == window) return d;
        d.window = window;
        d.gains = [uint16(0), 0];
        d.losses = [uint16(0), 0];
    }

    /// @dev What one institution's part of a batch does to its score, within the bounds of its dealings with the other.
    function _change(
        Rules memory r,
        Dealings memory d,
        uint256 index,
        bytes16 institution,
        bytes16 counterparty,
        uint256 settled,
        uint64 faults
    ) private {
        uint256 gain = d.affiliated ? 0 : _bounded(settled * r.settled, r.mostGain, d.gains[index]);
        // Within the bounds of the day there is nothing to write: what goes well is mostly that.
        if (gain == 0 && faults == 0) return;
        uint256 loss = _bounded(_weight(r, faults), r.mostLoss, d.losses[index]);
        Standing memory s = _standing(institution, r);
        uint16 before = s.score;
        gain = _move(r, s, gain, loss);
        // forge-lint: disable-start(unsafe-typecast) - bounded by the rules, which are of 16 bits
        d.gains[index] += uint16(gain);
        d.losses[index] += uint16(loss);
        // forge-lint: disable-end(unsafe-typecast)
        if (s.score == before && faults == 0) return;
        emit ScoreChanged(institution, counterparty, before, s.score, settled, faults);
        s.changedAt = uint48(block.timestamp);
        bool falls = !s.restricted && s.score < r.threshold;
        if (falls) s.restricted = true;
        _layout().standings[institution] = s;
        if (falls) _restrict(institution, s.score, r.threshold);
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

    /// @dev What is left of the bound after what was already used of it.
    function _bounded(uint256 points, uint256 most, uint256 used) private pure returns (uint256) {
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

    function _pair(bytes16 a, bytes16 b) private pure returns (bytes32) {
        return a < b ? bytes32(bytes.concat(a, b)) : bytes32(bytes.concat(b, a));
    }

    /// @dev 0 window (40) | 40 gains (16 each) | 72 losses (16 each) | 104 affiliated (1)
    function _packed(Dealings memory d) private pure returns (uint256) {
        return uint256(d.window) | (uint256(d.gains[0]) << 40) | (uint256(d.gains[1]) << 56)
            | (uint256(d.losses[0]) << 72) | (uint256(d.losses[1]) << 88) | (d.affiliated ? 1 << 104 : 0);
    }

    function _unpack(uint256 bits) private pure returns (Dealings memory d) {
        // forge-lint: disable-start(unsafe-typecast) - cuts the fields out of the word
        d.window = uint40(bits);
        d.gains = [uint16(bits >> 40), uint16(bits >> 56)];
        d.losses = [uint16(bits >> 72), uint16(bits >> 88)];
        // forge-lint: disable-end(unsafe-typecast)
        d.affiliated = bits >> 104 != 0;
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
