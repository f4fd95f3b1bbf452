// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {IDataLedger} from "./interfaces/IDataLedger.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {Paths} from "./lib/Paths.sol";

/// @title See `IDataLedger`.
contract DataLedger is Governed, IDataLedger {
    struct Record {
        string code;
        bytes32 institution;
        Sensitivity sensitivity;
        Status status;
        Status beforeFreeze;
        uint32 version;
        uint48 registeredAt;
        uint48 describedAt;
        Description description;
        bytes32[] grantees;
        Use[] uses;
        mapping(bytes32 institution => Grant) grants;
    }

    /// @custom:storage-location erc7201:govchain.storage.DataLedger
    struct Layout {
        mapping(bytes32 id => Record) records;
        bytes32[] ids;
        mapping(bytes32 institution => Totals) totals;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.DataLedger")) - 1)) & ~bytes32(uint256(0xff));
    uint48 private constant LONGEST_GRANT = 366 days;

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    function register(string calldata code, Sensitivity sensitivity, Description calldata description)
        external
        restricted
        returns (bytes32 id)
    {
        Paths.requireCode(code);
        Inputs.requireChosen("sensitivity", uint8(sensitivity), uint8(type(Sensitivity).max));
        bytes32 institution = _callersInstitution();
        id = Paths.objectId(INSTITUTIONS.codeOf(institution), code);
        Layout storage $ = _layout();
        Record storage r = $.records[id];
        if (r.status != Status.None) revert PathTaken(id);
        r.code = code;
        r.institution = institution;
        r.sensitivity = sensitivity;
        r.status = Status.Active;
        r.registeredAt = uint48(block.timestamp);
        $.ids.push(id);
        ++$.totals[institution].dataSets;
        emit DataSetRegistered(id, institution, code, sensitivity, description.digest);
        _describe(id, r, description);
    }

    function describe(bytes32 id, Description calldata description) external restricted {
        _describe(id, _ownLive(id), description);
    }

    function raise(bytes32 id, Sensitivity sensitivity) external restricted {
        Record storage r = _ownLive(id);
        if (sensitivity <= r.sensitivity) revert SensitivityNotHigher(id, r.sensitivity, sensitivity);
        _classify(id, r, sensitivity);
    }

    function lower(bytes32 id, Sensitivity sensitivity) external restricted {
        Record storage r = _live(id);
        Inputs.requireChosen("sensitivity", uint8(sensitivity), uint8(type(Sensitivity).max));
        if (sensitivity >= r.sensitivity) revert SensitivityNotLower(id, r.sensitivity, sensitivity);
        _classify(id, r, sensitivity);
    }

    function suspend(bytes32 id) external restricted {
        Record storage r = _ownLive(id);
        _requireStatus(id, r, Status.Active);
        _set(id, r, Status.Suspended);
    }

    function resume(bytes32 id) external restricted {
        Record storage r = _ownLive(id);
        _requireStatus(id, r, Status.Suspended);
        _set(id, r, Status.Active);
    }

    function retire(bytes32 id) external restricted {
        _set(id, _ownLive(id), Status.Retired);
    }

    function freeze(bytes32 id) external restricted {
        Record storage r = _live(id);
        if (r.status == Status.Frozen) revert DataSetStatusWrong(id, Status.Frozen, Status.Active);
        r.beforeFreeze = r.status;
        _set(id, r, Status.Frozen);
    }

    function unfreeze(bytes32 id) external restricted {
        Record storage r = _live(id);
        _requireStatus(id, r, Status.Frozen);
        _set(id, r, r.beforeFreeze);
    }

    function grant(bytes32 id, bytes32 institution, uint48 until, bytes32 purpose) external restricted {
        Record storage r = _ownLive(id);
        if (institution == r.institution) revert GrantToOwner(id, institution);
        if (!INSTITUTIONS.isActive(institution)) {
            revert IInstitutions.InstitutionNotActive(institution, INSTITUTIONS.institution(institution).status);
        }
        uint48 latest = uint48(block.timestamp) + LONGEST_GRANT;
        if (until <= block.timestamp || until > latest) {
            revert GrantPeriodOutOfRange(until, uint48(block.timestamp), latest);
        }
        Grant storage g = r.grants[institution];
        if (g.status == GrantStatus.None) r.grantees.push(institution);
        g.dataSet = id;
        g.institution = institution;
        g.requestedAt = uint48(block.timestamp);
        g.until = until;
        g.purpose = purpose;
        g.byOrder = false;
        g.status = GrantStatus.Requested;
        emit DataGrantRequested(id, institution, until, purpose);
        if (r.sensitivity != Sensitivity.Core) _grant(r, g);
    }

    function approveGrant(bytes32 id, bytes32 institution) external restricted {
        Record storage r = _live(id);
        Grant storage g = r.grants[institution];
        if (g.status != GrantStatus.Requested) {
            revert GrantStatusWrong(id, institution, g.status, GrantStatus.Requested);
        }
        _requireUnchangedSinceVote(g.requestedAt);
        // The owner said so while it could: what it is now decides.
        if (!INSTITUTIONS.isActive(r.institution)) {
            revert IInstitutions.InstitutionNotActive(r.institution, INSTITUTIONS.institution(r.institution).status);
        }
        g.byOrder = true;
        _grant(r, g);
    }

    function revoke(bytes32 id, bytes32 institution) external restricted {
        Record storage r = _known(id);
        _requireOwner(r.institution);
        _revoke(id, r, institution);
    }

    function cancelGrant(bytes32 id, bytes32 institution) external restricted {
        _revoke(id, _known(id), institution);
    }

    function recordUse(bytes32 id, bytes32 digest, bytes32 transactionId) external restricted returns (uint256 number) {
        Record storage r = _known(id);
        Inputs.requireGiven("digest", digest);
        bytes32 institution = _callersInstitution();
        Grant storage g = r.grants[institution];
        if (!_usable(r, g)) revert DataNotUsable(id, institution, r.status, g.status, g.until);
        r.uses.push(Use(institution, msg.sender, uint48(block.timestamp), r.version, digest, transactionId));
        number = r.uses.length;
        ++g.uses;
        ++_layout().totals[r.institution].usesGiven;
        ++_layout().totals[institution].usesTaken;
        emit DataUsed(id, institution, transactionId, number, r.version, digest);
    }

    function dataSet(bytes32 id) public view returns (DataSet memory d) {
        Record storage r = _layout().records[id];
        if (r.status == Status.None) return d;
        return DataSet({
            id: id,
            code: r.code,
            institution: r.institution,
            description: r.description,
            sensitivity: r.sensitivity,
            status: r.status,
            version: r.version,
            registeredAt: r.registeredAt,
            describedAt: r.describedAt,
            grantCount: r.grantees.length,
            useCount: r.uses.length
        });
    }

    function dataSets(uint256 offset, uint256 limit) external view returns (DataSet[] memory page) {
        bytes32[] storage ids = _layout().ids;
        page = new DataSet[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = dataSet(ids[offset + i]);
        }
    }

    function dataSetCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    function grantOf(bytes32 id, bytes32 institution) external view returns (Grant memory) {
        return _layout().records[id].grants[institution];
    }

    function grants(bytes32 id, uint256 offset, uint256 limit) external view returns (Grant[] memory page) {
        Record storage r = _layout().records[id];
        page = new Grant[](Pages.count(r.grantees.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = r.grants[r.grantees[offset + i]];
        }
    }

    function uses(bytes32 id, uint256 offset, uint256 limit) external view returns (Use[] memory page) {
        Use[] storage all = _layout().records[id].uses;
        page = new Use[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function usable(bytes32 id, bytes32 institution) external view returns (bool) {
        Record storage r = _layout().records[id];
        return _usable(r, r.grants[institution]) && INSTITUTIONS.isActive(institution);
    }

    function totals(bytes32 institution) external view returns (Totals memory) {
        return _layout().totals[institution];
    }

    function _describe(bytes32 id, Record storage r, Description calldata description) private {
        if (bytes(description.name).length == 0) revert Missing("name");
        Inputs.requireAtMost("name", bytes(description.name).length, Inputs.NAME);
        Paths.requireCode(description.kind);
        Inputs.requireGiven("digest", description.digest);
        r.description = description;
        r.describedAt = uint48(block.timestamp);
        emit DataSetDescribed(id, ++r.version, description.digest, description.volume, description.value);
    }

    function _classify(bytes32 id, Record storage r, Sensitivity sensitivity) private {
        r.sensitivity = sensitivity;
        emit DataSetClassified(id, sensitivity);
    }

    function _set(bytes32 id, Record storage r, Status status) private {
        r.status = status;
        emit DataSetStatusChanged(id, status);
    }

    function _grant(Record storage r, Grant storage g) private {
        g.status = GrantStatus.Active;
        ++_layout().totals[r.institution].grantsGiven;
        emit DataGranted(g.dataSet, g.institution, g.until, g.purpose);
    }

    function _revoke(bytes32 id, Record storage r, bytes32 institution) private {
        Grant storage g = r.grants[institution];
        if (g.status != GrantStatus.Active && g.status != GrantStatus.Requested) {
            revert GrantStatusWrong(id, institution, g.status, GrantStatus.Active);
        }
        g.status = GrantStatus.Revoked;
        emit DataGrantRevoked(id, institution, msg.sender);
    }

    /// @dev A grant that the owner alone gave, before the data became core, was no decision about core data.
    function _usable(Record storage r, Grant storage g) private view returns (bool) {
        return r.status == Status.Active && g.status == GrantStatus.Active && block.timestamp <= g.until
            && (r.sensitivity != Sensitivity.Core || g.byOrder) && INSTITUTIONS.isActive(r.institution);
    }

    function _known(bytes32 id) private view returns (Record storage r) {
        r = _layout().records[id];
        if (r.status == Status.None) revert UnknownDataSet(id);
    }

    function _live(bytes32 id) private view returns (Record storage r) {
        r = _known(id);
        if (r.status == Status.Retired) revert DataSetStatusWrong(id, Status.Retired, Status.Active);
    }

    function _ownLive(bytes32 id) private view returns (Record storage r) {
        r = _known(id);
        _requireOwner(r.institution);
        _live(id);
    }

    function _requireStatus(bytes32 id, Record storage r, Status expected) private view {
        if (r.status != expected) revert DataSetStatusWrong(id, r.status, expected);
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
