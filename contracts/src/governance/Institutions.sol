// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Governed} from "./Governed.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
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
        uint32 governors;
        bytes32 documentDigest;
        string code;
        string name;
        string attributes;
        /// Status in the lowest byte, category in the next.
        Checkpoints.Trace208 standings;
    }

    /// @custom:storage-location erc7201:govchain.storage.Institutions
    struct Layout {
        mapping(bytes32 id => Record) records;
        bytes32[] ids;
        mapping(bytes32 applicationId => MembershipApplication) applications;
        bytes32[] applicationIds;
        mapping(bytes32 applicationId => Review[]) reviews;
        mapping(address applicant => uint256) pending;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("govchain.storage.Institutions")) - 1)) & ~bytes32(uint256(0xff)), written
    /// out: the compiler would compute it anew for every use.
    bytes32 private constant LAYOUT = 0x9ffe647144193efd80a3d7ddea83f1caa9720f9dfda4b381e6a96f264d915e00;

    uint256 private constant MOST_PENDING = 8;
    IWorkOrders private constant WORK_ORDERS = IWorkOrders(Addresses.WORK_ORDERS);

    /// @notice Called once, while the genesis file is made: the founders are active genesis institutions. They get their
    /// seats when `Accounts` is initialised.
    function initialize(address authority, Founding[] calldata founding) external initializer {
        __AccessManaged_init(authority);
        if (founding.length == 0) revert Missing("founding");
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
        Inputs.requireChosen("category", uint8(category), uint8(type(Category).max));
        _requireFree(code);
        Layout storage $ = _layout();
        applicationId = keccak256(abi.encode(block.chainid, msg.sender, code, documentDigest));
        MembershipApplication storage a = $.applications[applicationId];
        if (a.status != ApplicationStatus.None) revert MembershipApplicationExists(applicationId, a.status);
        uint256 count = ++$.pending[msg.sender];
        if (count > MOST_PENDING) revert TooManyApplications(msg.sender, count, MOST_PENDING);
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
        _close(a, ApplicationStatus.Withdrawn);
        emit MembershipApplicationWithdrawn(applicationId);
    }

    function review(bytes32 applicationId, Recommendation recommendation, bytes32 reportDigest) external restricted {
        _pending(applicationId);
        Inputs.requireChosen("recommendation", uint8(recommendation), uint8(type(Recommendation).max));
        Inputs.requireGiven("reportDigest", reportDigest);
        bytes32 own = _callersInstitution();
        Category category = _layout().records[own].category;
        if (category != Category.Genesis) revert NotAGenesisInstitution(own, category, Category.Genesis);
        _layout()
        .reviews[applicationId].push(Review(msg.sender, own, recommendation, reportDigest, uint48(block.timestamp)));
        emit MembershipReviewed(applicationId, own, msg.sender, recommendation, reportDigest);
    }

    function recordRejection(bytes32 applicationId, bytes32 descriptionHash) external restricted {
        MembershipApplication storage a = _pending(applicationId);
        address[] memory targets = new address[](1);
        bytes[] memory calls = new bytes[](1);
        (targets[0], calls[0]) = (address(this), abi.encodeCall(IInstitutions.admit, (applicationId)));
        uint256 order = WORK_ORDERS.hashProposal(targets, new uint256[](1), calls, descriptionHash);
        if (!WORK_ORDERS.isRefused(order)) revert AdmissionNotRefused(applicationId, order);
        _close(a, ApplicationStatus.Rejected);
        emit MembershipRejected(applicationId, order);
    }

    function admit(bytes32 applicationId) external restricted {
        MembershipApplication storage a = _pending(applicationId);
        _close(a, ApplicationStatus.Admitted);
        _admit(a.code, a.name, a.category, a.documentDigest, a.attributes, a.applicant);
    }

    function suspend(bytes32 id) external restricted {
        Record storage r = _known(id);
        if (r.status != Status.Active) revert InstitutionStatusWrong(id, r.status, Status.Active);
        _setStatus(id, r, Status.Suspended);
    }

    function reinstate(bytes32 id) external restricted {
        Record storage r = _known(id);
        if (r.status != Status.Suspended) revert InstitutionStatusWrong(id, r.status, Status.Suspended);
        _setStatus(id, r, Status.Active);
    }

    function expel(bytes32 id) external restricted {
        _setStatus(id, _member(id), Status.Expelled);
    }

    function changeCategory(bytes32 id, Category category) external restricted {
        Record storage r = _member(id);
        Inputs.requireChosen("category", uint8(category), uint8(type(Category).max));
        if (category == r.category) revert CategoryUnchanged(id, category);
        r.category = category;
        _standingChanged(id, r);
        emit InstitutionCategoryChanged(id, category);
    }

    function withdraw() external restricted {
        bytes32 id = _callersInstitution();
        Record storage r = _known(id);
        if (r.status != Status.Active) revert InstitutionStatusWrong(id, r.status, Status.Active);
        _setStatus(id, r, Status.Withdrawn);
    }

    function countGovernor(bytes32 id, bool gained) external {
        if (msg.sender != Addresses.ACCOUNTS) revert IWorkOrders.NotAccounts(msg.sender, Addresses.ACCOUNTS);
        Record storage r = _known(id);
        r.governors = gained ? r.governors + 1 : r.governors - 1;
        _settleSeat(id, r);
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

    function pendingApplicationCount(address applicant) external view returns (uint256) {
        return _layout().pending[applicant];
    }

    function reviews(bytes32 applicationId, uint256 offset, uint256 limit)
        external
        view
        returns (Review[] memory page)
    {
        Review[] storage all = _layout().reviews[applicationId];
        page = new Review[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function reviewCount(bytes32 applicationId) external view returns (uint256) {
        return _layout().reviews[applicationId].length;
    }

    function statusAt(bytes32 id, uint48 timepoint) external view returns (Status status, Category category) {
        uint208 standing = _layout().records[id].standings.upperLookupRecent(timepoint);
        return (Status(standing & 0xff), Category(standing >> 8));
    }

    function standings(bytes32 id, uint256 offset, uint256 limit) external view returns (Standing[] memory page) {
        Checkpoints.Trace208 storage trace = _layout().records[id].standings;
        page = new Standing[](Pages.count(trace.length(), offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            // forge-lint: disable-next-line(unsafe-typecast) - below the length of the trace, whose index is a uint32
            Checkpoints.Checkpoint208 memory c = trace.at(uint32(offset + i));
            page[i] = Standing(c._key, Status(c._value & 0xff), Category(c._value >> 8));
        }
    }

    function standingCount(bytes32 id) external view returns (uint256) {
        return _layout().records[id].standings.length();
    }

    function isActive(bytes32 id) external view returns (bool) {
        return _layout().records[id].status == Status.Active;
    }

    function codeOf(bytes32 id) external view returns (string memory) {
        return _layout().records[id].code;
    }

    function genesisCountAt(uint48 timepoint) external view returns (uint256) {
        return WORK_ORDERS.electorateAt(timepoint);
    }

    function wasGenesisAt(bytes32 id, uint48 timepoint) external view returns (bool genesis) {
        (genesis,) = WORK_ORDERS.seatAt(id, timepoint);
    }

    function seatAt(bytes32 id, uint48 timepoint) external view returns (bool genesis, uint256 seat) {
        return WORK_ORDERS.seatAt(id, timepoint);
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
        r.documentDigest = documentDigest;
        r.code = code;
        r.name = name;
        r.attributes = attributes;
        $.ids.push(id);
        _standingChanged(id, r);
        emit InstitutionAdmitted(id, code, category, _did(code));
    }

    function _close(MembershipApplication storage a, ApplicationStatus status) private {
        a.status = status;
        --_layout().pending[a.applicant];
    }

    function _setStatus(bytes32 id, Record storage r, Status status) private {
        r.status = status;
        _standingChanged(id, r);
        emit InstitutionStatusChanged(id, status);
    }

    function _standingChanged(bytes32 id, Record storage r) private {
        r.standings.push(uint48(block.timestamp), uint208(uint8(r.status)) | (uint208(uint8(r.category)) << 8));
        _settleSeat(id, r);
    }

    /// @dev Without an institution that can vote nothing could ever be decided again.
    function _settleSeat(bytes32 id, Record storage r) private {
        bool entitled = r.category == Category.Genesis && r.status == Status.Active && r.governors != 0;
        uint48 now_ = uint48(block.timestamp);
        (bool seated,) = WORK_ORDERS.seatAt(id, now_);
        if (entitled == seated) return;
        if (seated && WORK_ORDERS.electorateAt(now_) == 1) revert LastGenesisInstitution(id);
        WORK_ORDERS.setSeat(id, entitled);
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

    function _member(bytes32 id) private view returns (Record storage r) {
        r = _known(id);
        if (r.status != Status.Active && r.status != Status.Suspended) {
            revert InstitutionStatusWrong(id, r.status, Status.Active);
        }
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
