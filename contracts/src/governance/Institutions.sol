// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Governed} from "./Governed.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {Paths} from "./lib/Paths.sol";

/// @title See `IInstitutions`.
contract Institutions is Governed, IInstitutions {
    using Checkpoints for Checkpoints.Trace208;

    struct Record {
        // One slot: what every permission check reads.
        Category category;
        Status status;
        address contact;
        uint48 admittedAt;
        uint32 seat;
        bytes32 documentDigest;
        string code;
        string name;
        string attributes;
        /// 1 while an active genesis institution with a seat, else 0.
        Checkpoints.Trace208 genesis;
    }

    /// @custom:storage-location erc7201:govchain.storage.Institutions
    struct Layout {
        mapping(bytes32 id => Record) records;
        bytes32[] ids;
        mapping(bytes32 applicationId => MembershipApplication) applications;
        bytes32[] applicationIds;
        Checkpoints.Trace208 genesisCount;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Institutions")) - 1)) & ~bytes32(uint256(0xff));

    /// @notice Called once, while the genesis file is made: the founders are active genesis institutions. They get their
    /// seats when `Accounts` is initialised.
    function initialize(address authority, Founding[] calldata founding) external initializer {
        __AccessManaged_init(authority);
        if (founding.length == 0) revert FoundersMissing();
        for (uint256 i = 0; i < founding.length; ++i) {
            Founding calldata f = founding[i];
            _requireText(f.code, f.name, f.attributes);
            _admit(f.code, f.name, Category.Genesis, f.documentDigest, f.attributes, f.contact);
        }
    }

    function applyForMembership(
        string calldata code,
        string calldata name,
        Category category,
        bytes32 documentDigest,
        string calldata attributes
    ) external restricted returns (bytes32 applicationId) {
        _requireText(code, name, attributes);
        if (category == Category.None) revert CategoryMissing();
        _requireFree(code);
        Layout storage $ = _layout();
        applicationId = keccak256(abi.encode(block.chainid, msg.sender, code, documentDigest));
        MembershipApplication storage a = $.applications[applicationId];
        if (a.status != ApplicationStatus.None) revert MembershipApplicationExists(applicationId, a.status);
        a.id = applicationId;
        a.code = code;
        a.name = name;
        a.category = category;
        a.documentDigest = documentDigest;
        a.attributes = attributes;
        a.applicant = msg.sender;
        a.appliedAt = uint48(block.timestamp);
        a.status = ApplicationStatus.Pending;
        $.applicationIds.push(applicationId);
        emit MembershipApplied(applicationId, msg.sender, code);
    }

    function withdrawApplication(bytes32 applicationId) external restricted {
        MembershipApplication storage a = _pending(applicationId);
        if (a.applicant != msg.sender) revert NotTheApplicant(msg.sender, a.applicant);
        a.status = ApplicationStatus.Withdrawn;
        emit MembershipApplicationWithdrawn(applicationId);
    }

    function admit(bytes32 applicationId) external restricted {
        MembershipApplication storage a = _pending(applicationId);
        a.status = ApplicationStatus.Admitted;
        _admit(a.code, a.name, a.category, a.documentDigest, a.attributes, a.applicant);
    }

    function suspend(bytes32 id) external restricted {
        Record storage r = _known(id);
        if (r.status != Status.Active) revert InstitutionStatusWrong(id, r.status, Status.Active);
        _leave(id, r, Status.Suspended);
    }

    function reinstate(bytes32 id) external restricted {
        Record storage r = _known(id);
        if (r.status != Status.Suspended) revert InstitutionStatusWrong(id, r.status, Status.Suspended);
        r.status = Status.Active;
        if (r.genesis.length() != 0) _countGenesis(r, true);
        emit InstitutionStatusChanged(id, Status.Active);
    }

    function takeSeat(bytes32 id) external {
        if (msg.sender != Addresses.ACCOUNTS) revert NotAccounts(msg.sender, Addresses.ACCOUNTS);
        Record storage r = _known(id);
        if (r.category != Category.Genesis) return;
        if (r.status == Status.Active) {
            if (r.genesis.latest() == 0) _countGenesis(r, true);
        } else if (r.status == Status.Suspended && r.genesis.length() == 0) {
            // Entitled, but not now: what `reinstate` goes by.
            r.genesis.push(uint48(block.timestamp), 0);
        }
    }

    function expel(bytes32 id) external restricted {
        Record storage r = _known(id);
        if (r.status != Status.Active && r.status != Status.Suspended) {
            revert InstitutionStatusWrong(id, r.status, Status.Active);
        }
        _leave(id, r, Status.Expelled);
    }

    function withdraw() external restricted {
        bytes32 id = _callersInstitution();
        Record storage r = _known(id);
        if (r.status != Status.Active) revert InstitutionStatusWrong(id, r.status, Status.Active);
        _leave(id, r, Status.Withdrawn);
    }

    function institution(bytes32 id) public view returns (Institution memory i) {
        Record storage r = _layout().records[id];
        if (r.status == Status.None) return i;
        return Institution({
            id: id,
            code: r.code,
            name: r.name,
            category: r.category,
            status: r.status,
            documentDigest: r.documentDigest,
            attributes: r.attributes,
            did: _did(r.code),
            contact: r.contact,
            admittedAt: r.admittedAt
        });
    }

    function institutions(uint256 offset, uint256 limit) external view returns (Institution[] memory page) {
        bytes32[] storage ids = _layout().ids;
        page = new Institution[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = institution(ids[offset + i]);
        }
    }

    function institutionCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    function membershipApplication(bytes32 applicationId) external view returns (MembershipApplication memory) {
        return _layout().applications[applicationId];
    }

    function membershipApplications(uint256 offset, uint256 limit)
        external
        view
        returns (MembershipApplication[] memory page)
    {
        Layout storage $ = _layout();
        page = new MembershipApplication[](Pages.count($.applicationIds.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = $.applications[$.applicationIds[offset + i]];
        }
    }

    function membershipApplicationCount() external view returns (uint256) {
        return _layout().applicationIds.length;
    }

    function isActive(bytes32 id) external view returns (bool) {
        return _layout().records[id].status == Status.Active;
    }

    function codeOf(bytes32 id) external view returns (string memory) {
        return _layout().records[id].code;
    }

    function genesisCountAt(uint48 timepoint) external view returns (uint256) {
        return _layout().genesisCount.upperLookupRecent(timepoint);
    }

    function wasGenesisAt(bytes32 id, uint48 timepoint) external view returns (bool genesis) {
        (genesis,) = seatAt(id, timepoint);
    }

    function seatAt(bytes32 id, uint48 timepoint) public view returns (bool genesis, uint256 seat) {
        Record storage r = _layout().records[id];
        return (r.genesis.upperLookupRecent(timepoint) == 1, r.seat);
    }

    function _admit(
        string memory code,
        string memory name,
        Category category,
        bytes32 documentDigest,
        string memory attributes,
        address contact
    ) private {
        _requireFree(code);
        Layout storage $ = _layout();
        bytes32 id = Paths.institutionId(code);
        Record storage r = $.records[id];
        r.category = category;
        r.status = Status.Active;
        r.contact = contact;
        r.admittedAt = uint48(block.timestamp);
        r.seat = uint32($.ids.length);
        r.documentDigest = documentDigest;
        r.code = code;
        r.name = name;
        r.attributes = attributes;
        $.ids.push(id);
        emit InstitutionAdmitted(id, code, category, _did(code));
    }

    /// @dev Without an active genesis institution nothing could ever be voted on again.
    function _leave(bytes32 id, Record storage r, Status status) private {
        if (r.genesis.latest() == 1) {
            if (_layout().genesisCount.latest() == 1) revert LastGenesisInstitution(id);
            _countGenesis(r, false);
        }
        r.status = status;
        emit InstitutionStatusChanged(id, status);
    }

    function _countGenesis(Record storage r, bool joins) private {
        Checkpoints.Trace208 storage total = _layout().genesisCount;
        uint208 count = total.latest();
        total.push(uint48(block.timestamp), joins ? count + 1 : count - 1);
        r.genesis.push(uint48(block.timestamp), joins ? 1 : 0);
    }

    function _pending(bytes32 applicationId) private view returns (MembershipApplication storage a) {
        a = _layout().applications[applicationId];
        if (a.status == ApplicationStatus.None) revert UnknownMembershipApplication(applicationId);
        if (a.status != ApplicationStatus.Pending) revert MembershipApplicationNotPending(applicationId, a.status);
    }

    function _known(bytes32 id) private view returns (Record storage r) {
        r = _layout().records[id];
        if (r.status == Status.None) revert UnknownInstitution(id);
    }

    function _requireFree(string memory code) private view {
        if (_layout().records[Paths.institutionId(code)].status != Status.None) revert InstitutionCodeTaken(code);
    }

    function _requireText(string calldata code, string calldata name, string calldata attributes) private pure {
        Paths.requireCode(code);
        if (bytes(name).length == 0) revert Missing("name");
        Inputs.requireAtMost("name", bytes(name).length, Inputs.NAME);
        Inputs.requireAtMost("attributes", bytes(attributes).length, Inputs.ATTRIBUTES);
    }

    function _did(string memory code) private view returns (string memory) {
        return string.concat("did:govchain:", Strings.toString(block.chainid), ":", code);
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
