// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Governed} from "./Governed.sol";
import {IAlliances} from "./interfaces/IAlliances.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {ISubchains} from "./interfaces/ISubchains.sol";
import {Addresses} from "./lib/Addresses.sol";
import {IdSet} from "./lib/IdSet.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {Paths} from "./lib/Paths.sol";

/// @title See `IAlliances`.
contract Alliances is Governed, IAlliances {
    using EnumerableSet for EnumerableSet.Bytes32Set;
    using IdSet for EnumerableSet.Bytes32Set;

    struct Membership {
        Role role;
        uint48 joinedAt;
    }

    struct Record {
        string code;
        string name;
        string scenario;
        bytes32 lead;
        Status status;
        uint48 foundedAt;
        /// How often the lead has changed: a motion to replace it is about one lead.
        uint32 leads;
        bytes32 origin;
        bytes32 mergedInto;
        bytes32 leadOfferedTo;
        bytes32 mergeOfferedTo;
        EnumerableSet.Bytes32Set members;
        EnumerableSet.Bytes32Set subchains;
        mapping(bytes32 institution => Membership) memberships;
        mapping(bytes32 institution => Consent) consents;
        mapping(bytes32 motion => mapping(bytes32 institution => uint48)) supportedAt;
    }

    /// @custom:storage-location erc7201:govchain.storage.Alliances
    struct Layout {
        mapping(bytes32 id => Record) records;
        bytes32[] ids;
        mapping(bytes32 institution => EnumerableSet.Bytes32Set) alliancesOf;
        /// The alliances whose members may join: its origin and those merged into it.
        mapping(bytes32 id => bytes32[]) relatives;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Alliances")) - 1)) & ~bytes32(uint256(0xff));
    /// @dev A motion is counted over all members at once.
    uint256 private constant MOST_MEMBERS = 100;
    uint256 private constant MOST_SUBCHAINS = 1000;
    uint256 private constant MOST_RELATIVES = 16;
    uint48 private constant SUPPORT_LASTS = 30 days;
    ISubchains private constant SUBCHAINS = ISubchains(Addresses.SUBCHAINS);

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    function found(string calldata code, string calldata name, string calldata scenario, bytes32 origin)
        external
        restricted
        returns (bytes32 id)
    {
        Paths.requireCode(code);
        Paths.requireCode(scenario);
        if (bytes(name).length == 0) revert Missing("name");
        Inputs.requireAtMost("name", bytes(name).length, Inputs.NAME);
        bytes32 lead = _callersInstitution();
        if (origin != 0) _requireRole(origin, lead, Role.Observer);
        id = Paths.objectId(INSTITUTIONS.codeOf(lead), code);
        Layout storage $ = _layout();
        Record storage r = $.records[id];
        if (r.status != Status.None) revert PathTaken(id);
        r.code = code;
        r.name = name;
        r.scenario = scenario;
        r.lead = lead;
        r.status = Status.Active;
        r.foundedAt = uint48(block.timestamp);
        r.origin = origin;
        $.ids.push(id);
        if (origin != 0) $.relatives[id].push(origin);
        emit AllianceFounded(id, lead, code, scenario, origin);
        _join(id, r, lead, Role.Lead);
    }

    function invite(bytes32 id, bytes32 institution) external restricted {
        bytes32 by = _callersInstitution();
        Record storage r = _requireRole(id, by, Role.Steward);
        _requireOutside(id, r, institution);
        if (!INSTITUTIONS.isActive(institution)) {
            revert IInstitutions.InstitutionNotActive(institution, INSTITUTIONS.institution(institution).status);
        }
        if (r.consents[institution] == Consent.Requested) {
            _join(id, r, institution, Role.Member);
        } else {
            r.consents[institution] = Consent.Invited;
            emit AllianceInvited(id, institution, by);
        }
    }

    function join(bytes32 id) external restricted {
        Record storage r = _active(id);
        bytes32 institution = _callersInstitution();
        _requireOutside(id, r, institution);
        if (r.consents[institution] == Consent.Invited || _isRelated(id, institution)) {
            _join(id, r, institution, Role.Member);
        } else {
            r.consents[institution] = Consent.Requested;
            emit AllianceRequested(id, institution);
        }
    }

    function withdrawConsent(bytes32 id, bytes32 institution) external restricted {
        bytes32 by = _callersInstitution();
        Record storage r = by == institution ? _active(id) : _requireRole(id, by, Role.Steward);
        if (r.consents[institution] == Consent.None) {
            revert ConsentMissing(id, institution, Consent.None, Consent.Invited);
        }
        delete r.consents[institution];
        emit AllianceConsentWithdrawn(id, institution, by);
    }

    function leave(bytes32 id) external restricted {
        Record storage r = _known(id);
        bytes32 institution = _callersInstitution();
        if (r.memberships[institution].role == Role.None) revert NotAMember(id, institution);
        if (r.status == Status.Active && r.lead == institution) {
            if (r.members.length() != 1) revert LeadMustStay(id, institution);
            _dissolve(id, r);
        }
        _leave(id, r, institution, false);
    }

    function setRole(bytes32 id, bytes32 institution, Role role) external restricted {
        Record storage r = _requireRole(id, _callersInstitution(), Role.Lead);
        _requireMember(id, r, institution);
        if (role == Role.None || role == Role.Lead || institution == r.lead) revert AllianceRoleNotAllowed(role);
        _setRole(id, r, institution, role);
    }

    function offerLead(bytes32 id, bytes32 institution) external restricted {
        Record storage r = _requireRole(id, _callersInstitution(), Role.Lead);
        if (institution != 0) _requireMember(id, r, institution);
        r.leadOfferedTo = institution;
        emit AllianceLeadOffered(id, institution);
    }

    function acceptLead(bytes32 id) external restricted {
        bytes32 institution = _callersInstitution();
        Record storage r = _requireRole(id, institution, Role.Observer);
        if (r.leadOfferedTo != institution) revert LeadNotOffered(id, r.leadOfferedTo, institution);
        _requireActiveLead(r);
        _replaceLead(id, r, institution);
    }

    function addSubchain(bytes32 id, bytes32 subchain) external restricted {
        bytes32 institution = _callersInstitution();
        Record storage r = _requireRole(id, institution, Role.Observer);
        ISubchains.Subchain memory s = SUBCHAINS.subchain(subchain);
        if (s.institution != institution || s.status != ISubchains.Status.Active) {
            revert SubchainNotOwned(subchain, institution);
        }
        if (r.subchains.length() == MOST_SUBCHAINS) revert AllianceFull(id, MOST_SUBCHAINS);
        if (!r.subchains.add(subchain)) revert SubchainPresent(id, subchain);
        emit AllianceSubchainAdded(id, subchain, institution);
    }

    function removeSubchain(bytes32 id, bytes32 subchain) external restricted {
        bytes32 institution = _callersInstitution();
        Record storage r = _active(id);
        if (SUBCHAINS.subchain(subchain).institution != institution) _requireRole(id, institution, Role.Steward);
        if (!r.subchains.remove(subchain)) revert SubchainNotPresent(id, subchain);
        emit AllianceSubchainRemoved(id, subchain);
    }

    function support(bytes32 id, Motion motion_, bytes32 subject) external restricted {
        bytes32 institution = _callersInstitution();
        Record storage r = _requireRole(id, institution, Role.Member);
        bool founded = motion_ != Motion.None
            && (motion_ == Motion.Dissolve ? subject == 0 : r.memberships[subject].role != Role.None)
            && !(motion_ == Motion.Replace && subject == r.lead);
        if (!founded) revert MotionUnfounded(id, motion_, subject);
        if (motion_ == Motion.Exclude && subject == r.lead) revert LeadMustStay(id, subject);
        r.supportedAt[_motionKey(r, motion_, subject)][institution] = uint48(block.timestamp);
        (uint256 inFavour, uint256 needed) = _count(r, motion_, subject);
        emit AllianceMotionSupported(id, motion_, subject, institution, inFavour);
        if (inFavour < needed) return;
        emit AllianceMotionCarried(id, motion_, subject);
        if (motion_ == Motion.Dissolve) {
            _dissolve(id, r);
        } else if (motion_ == Motion.Replace) {
            _replaceLead(id, r, subject);
        } else {
            _leave(id, r, subject, true);
        }
    }

    function offerMerge(bytes32 id, bytes32 into) external restricted {
        Record storage r = _requireRole(id, _callersInstitution(), Role.Lead);
        if (into == id) revert MergeNotOffered(id, into, into);
        if (into != 0) _active(into);
        r.mergeOfferedTo = into;
        emit AllianceMergeOffered(id, into);
    }

    function acceptMerge(bytes32 id, bytes32 into) external restricted {
        _requireRole(into, _callersInstitution(), Role.Lead);
        Record storage r = _active(id);
        if (r.mergeOfferedTo != into) revert MergeNotOffered(id, r.mergeOfferedTo, into);
        _requireActiveLead(r);
        Layout storage $ = _layout();
        if ($.relatives[into].length == MOST_RELATIVES) revert AllianceFull(into, MOST_RELATIVES);
        $.relatives[into].push(id);
        r.status = Status.Merged;
        r.mergedInto = into;
        emit AllianceMerged(id, into);
    }

    function alliance(bytes32 id) public view returns (Alliance memory a) {
        Record storage r = _layout().records[id];
        if (r.status == Status.None) return a;
        return Alliance({
            id: id,
            code: r.code,
            name: r.name,
            scenario: r.scenario,
            lead: r.lead,
            status: r.status,
            foundedAt: r.foundedAt,
            origin: r.origin,
            mergedInto: r.mergedInto,
            memberCount: r.members.length(),
            subchainCount: r.subchains.length()
        });
    }

    function alliances(uint256 offset, uint256 limit) external view returns (Alliance[] memory page) {
        bytes32[] storage ids = _layout().ids;
        page = new Alliance[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = alliance(ids[offset + i]);
        }
    }

    function allianceCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    function members(bytes32 id, uint256 offset, uint256 limit) external view returns (Member[] memory page) {
        Record storage r = _layout().records[id];
        bytes32[] memory institutions = r.members.page(offset, limit);
        page = new Member[](institutions.length);
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = member(id, institutions[i]);
        }
    }

    function member(bytes32 id, bytes32 institution) public view returns (Member memory m) {
        Membership storage s = _layout().records[id].memberships[institution];
        if (s.role != Role.None) m = Member(institution, s.role, s.joinedAt);
    }

    function consentOf(bytes32 id, bytes32 institution) external view returns (Consent) {
        return _layout().records[id].consents[institution];
    }

    function allianceSubchains(bytes32 id, uint256 offset, uint256 limit) external view returns (bytes32[] memory) {
        return _layout().records[id].subchains.page(offset, limit);
    }

    function motion(bytes32 id, Motion motion_, bytes32 subject)
        external
        view
        returns (uint256 inFavour, uint256 needed)
    {
        return _count(_known(id), motion_, subject);
    }

    function alliancesOf(bytes32 institution, uint256 offset, uint256 limit) external view returns (bytes32[] memory) {
        return _layout().alliancesOf[institution].page(offset, limit);
    }

    function takesPart(bytes32 id, bytes32 institution) public view returns (bool) {
        Record storage r = _layout().records[id];
        return
            r.status == Status.Active && r.memberships[institution].role != Role.None
                && INSTITUTIONS.isActive(institution);
    }

    function subchainTakesPart(bytes32 id, bytes32 subchain) external view returns (bool) {
        if (!_layout().records[id].subchains.contains(subchain)) return false;
        ISubchains.Subchain memory s = SUBCHAINS.subchain(subchain);
        return s.status == ISubchains.Status.Active && takesPart(id, s.institution);
    }

    function _join(bytes32 id, Record storage r, bytes32 institution, Role role) private {
        if (r.members.length() == MOST_MEMBERS) revert AllianceFull(id, MOST_MEMBERS);
        delete r.consents[institution];
        r.members.add(institution);
        r.memberships[institution] = Membership(role, uint48(block.timestamp));
        _layout().alliancesOf[institution].add(id);
        emit AllianceJoined(id, institution);
    }

    /// @dev Subchains of a former member stay listed until somebody removes them, but take part no more.
    function _leave(bytes32 id, Record storage r, bytes32 institution, bool excluded) private {
        delete r.memberships[institution];
        if (r.leadOfferedTo == institution) delete r.leadOfferedTo;
        r.members.remove(institution);
        _layout().alliancesOf[institution].remove(id);
        emit AllianceLeft(id, institution, excluded);
    }

    function _setRole(bytes32 id, Record storage r, bytes32 institution, Role role) private {
        r.memberships[institution].role = role;
        emit AllianceRoleChanged(id, institution, role);
    }

    function _replaceLead(bytes32 id, Record storage r, bytes32 institution) private {
        if (r.lead != institution) _setRole(id, r, r.lead, Role.Steward);
        r.lead = institution;
        ++r.leads;
        delete r.leadOfferedTo;
        delete r.mergeOfferedTo;
        _setRole(id, r, institution, Role.Lead);
    }

    function _dissolve(bytes32 id, Record storage r) private {
        r.status = Status.Dissolved;
        emit AllianceDissolved(id);
    }

    /// @dev A support counts for 30 days, while its institution has a vote, and not from before it joined (again). Suspended
    /// institutions, observers and who is to be excluded have none.
    function _count(Record storage r, Motion motion_, bytes32 subject)
        private
        view
        returns (uint256 inFavour, uint256 needed)
    {
        mapping(bytes32 => uint48) storage supportedAt = r.supportedAt[_motionKey(r, motion_, subject)];
        uint256 total = r.members.length();
        uint256 voters;
        for (uint256 i = 0; i < total; ++i) {
            bytes32 institution = r.members.at(i);
            Membership storage m = r.memberships[institution];
            bool excluded = motion_ == Motion.Exclude && institution == subject;
            if (excluded || m.role == Role.Observer || !INSTITUTIONS.isActive(institution)) continue;
            ++voters;
            uint48 at = supportedAt[institution];
            if (at != 0 && at >= m.joinedAt && block.timestamp <= at + SUPPORT_LASTS) ++inFavour;
        }
        return (inFavour, voters / 2 + 1);
    }

    function _isRelated(bytes32 id, bytes32 institution) private view returns (bool) {
        bytes32[] storage relatives = _layout().relatives[id];
        for (uint256 i = 0; i < relatives.length; ++i) {
            if (_layout().records[relatives[i]].memberships[institution].role != Role.None) return true;
        }
        return false;
    }

    /// @dev What was supported against a member or a lead does not count again once it has been carried.
    function _motionKey(Record storage r, Motion motion_, bytes32 subject) private view returns (bytes32) {
        uint256 round = motion_ == Motion.Exclude ? r.memberships[subject].joinedAt : r.leads;
        return keccak256(abi.encode(motion_, subject, round));
    }

    function _known(bytes32 id) private view returns (Record storage r) {
        r = _layout().records[id];
        if (r.status == Status.None) revert UnknownAlliance(id);
    }

    function _active(bytes32 id) private view returns (Record storage r) {
        r = _known(id);
        if (r.status != Status.Active) revert AllianceNotActive(id, r.status);
    }

    /// @dev Roles are in order: the smaller the number, the more it may.
    function _requireRole(bytes32 id, bytes32 institution, Role needed) private view returns (Record storage r) {
        r = _active(id);
        Role actual = r.memberships[institution].role;
        if (actual == Role.None || actual > needed) revert AllianceRoleMissing(id, institution, actual, needed);
    }

    /// @dev What a lead offered counts only while it is active itself.
    function _requireActiveLead(Record storage r) private view {
        if (!INSTITUTIONS.isActive(r.lead)) {
            revert IInstitutions.InstitutionNotActive(r.lead, INSTITUTIONS.institution(r.lead).status);
        }
    }

    function _requireMember(bytes32 id, Record storage r, bytes32 institution) private view {
        if (r.memberships[institution].role == Role.None) revert NotAMember(id, institution);
    }

    function _requireOutside(bytes32 id, Record storage r, bytes32 institution) private view {
        if (r.memberships[institution].role != Role.None) revert AlreadyAMember(id, institution);
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
