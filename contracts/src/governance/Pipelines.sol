// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {IPipelines} from "./interfaces/IPipelines.sol";
import {IServices} from "./interfaces/IServices.sol";
import {ISubchains} from "./interfaces/ISubchains.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Pages} from "./lib/Pages.sol";
import {Paths} from "./lib/Paths.sol";
import {PipelineWord, PipelineWords} from "./lib/PipelineWord.sol";

/// @title See `IPipelines`.
contract Pipelines is Governed, IPipelines {
    struct Record {
        /// The present version, and the one proposed to replace it.
        uint32 number;
        uint32 amendment;
        bool suspendedBySource;
        bool suspendedByTarget;
        bytes32 amendedBy;
        string code;
        Change[] history;
        /// Former versions that both sides had agreed on, oldest first.
        uint32[] superseded;
    }

    struct Version {
        bytes32 id;
        bytes32 constraintHash;
        bytes32 sourceTrust;
        bytes32 targetTrust;
        Side source;
        Side target;
    }

    /// @custom:storage-location erc7201:govchain.storage.Pipelines
    struct Layout {
        mapping(bytes32 id => Record) records;
        bytes32[] ids;
        mapping(uint32 number => PipelineWord) words;
        mapping(uint32 number => Version) versions;
        uint32 versionCount;
        /// When anything anywhere that pipelines may lead through was last made less than it was.
        uint48 disturbedAt;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("govchain.storage.Pipelines")) - 1)) & ~bytes32(uint256(0xff)), written
    /// out: the compiler would compute it anew for every use.
    bytes32 private constant LAYOUT = 0x4d638c888c9a192e8a7792f8ed37a1e368b1d936c8a8a984f1f11996356bcc00;
    uint256 private constant MOST_FUNCTIONS = 32;
    uint256 private constant LONGEST_IMPORTANT = 3 * 366 days;
    uint256 private constant LONGEST_CORE = 366 days;
    IServices private constant SERVICES = IServices(Addresses.SERVICES);
    ISubchains private constant SUBCHAINS = ISubchains(Addresses.SUBCHAINS);

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    function request(string calldata code, Side calldata source, Side calldata target, Terms calldata terms)
        external
        restricted
        returns (bytes32 id)
    {
        Paths.requireCode(code);
        _requireOwner(source.institution);
        if (source.institution == target.institution) revert SidesEqual(source.institution);
        _requireAgreeable(source, target, terms);
        Layout storage $ = _layout();
        id = Paths.objectId(INSTITUTIONS.codeOf(source.institution), code);
        Record storage r = $.records[id];
        if (r.number != 0) revert PathTaken(id);
        $.ids.push(id);
        r.number = _newVersion(id, source, target, terms);
        r.code = code;
        r.history.push(Change(uint48(block.timestamp), Status.Requested, r.number, msg.sender));
        emit PipelineRequested(id, r.number, source.institution, target.institution);
    }

    function authorise(bytes32 id, bytes32 constraint) external restricted {
        Record storage r = _inStatus(id, Status.Requested);
        _requireOwner(_layout().versions[r.number].target.institution);
        _agree(id, r, r.number, Status.Active, constraint);
    }

    function amend(bytes32 id, Side calldata source, Side calldata target, Terms calldata terms)
        external
        restricted
        returns (uint32 number)
    {
        Record storage r = _amendable(id);
        bytes32 party = _requireParty(r);
        Version storage present = _layout().versions[r.number];
        _requireSame(source.institution, present.source.institution);
        _requireSame(target.institution, present.target.institution);
        _requireAgreeable(source, target, terms);
        _dropAmendment(r);
        number = _newVersion(id, source, target, terms);
        r.amendment = number;
        r.amendedBy = party;
        r.history.push(Change(uint48(block.timestamp), Status.Requested, number, msg.sender));
        emit PipelineAmendmentProposed(id, number, party);
    }

    function acceptAmendment(bytes32 id, uint32 number, bytes32 constraint) external restricted {
        Record storage r = _amendable(id);
        bytes32 party = _requireParty(r);
        if (number == 0 || number != r.amendment) revert NoSuchAmendment(id, number, r.amendment);
        if (party == r.amendedBy) revert AmendmentIsOwn(party);
        uint32 superseded = r.number;
        Status status = _statusOf(r);
        PipelineWord before = _layout().words[superseded];
        _layout().words[number] = _layout().words[number].withUseOf(before, block.timestamp);
        _setStatus(id, r, Status.Superseded);
        r.superseded.push(superseded);
        r.number = number;
        r.amendment = 0;
        _agree(id, r, number, status, constraint);
        emit PipelineAmended(id, number, superseded, _layout().versions[number].constraintHash);
    }

    function suspend(bytes32 id) external restricted {
        Record storage r = _known(id);
        bool bySource = _requireParty(r) == _sourceOf(r);
        bool already = bySource ? r.suspendedBySource : r.suspendedByTarget;
        Status status = _statusOf(r);
        if (already || (status != Status.Active && status != Status.Suspended)) {
            revert PipelineStatusWrong(id, status, Status.Active);
        }
        _setSuspended(r, bySource, true);
        _setStatus(id, r, Status.Suspended);
    }

    function resume(bytes32 id) external restricted {
        Record storage r = _inStatus(id, Status.Suspended);
        bytes32 party = _requireParty(r);
        bool bySource = party == _sourceOf(r);
        if (!(bySource ? r.suspendedBySource : r.suspendedByTarget)) {
            revert NotTheSuspender(party, _counterparty(r, party));
        }
        _setSuspended(r, bySource, false);
        _setStatus(id, r, r.suspendedBySource || r.suspendedByTarget ? Status.Suspended : Status.Active);
    }

    function close(bytes32 id) external restricted {
        Record storage r = _known(id);
        _requireParty(r);
        if (_statusOf(r) == Status.Closed) revert PipelineClosed(id);
        _dropAmendment(r);
        _setStatus(id, r, Status.Closed);
    }

    function freeze(bytes32 id) external restricted {
        Record storage r = _known(id);
        Status status = _statusOf(r);
        if (status != Status.Requested && status != Status.Active && status != Status.Suspended) {
            revert PipelineStatusWrong(id, status, Status.Active);
        }
        _set(id, r, _layout().words[r.number].frozen());
    }

    function unfreeze(bytes32 id) external restricted {
        Record storage r = _inStatus(id, Status.Frozen);
        _setStatus(id, r, _layout().words[r.number].beforeFreeze());
    }

    function disturb() external {
        if (msg.sender != Addresses.SUBCHAINS && msg.sender != Addresses.SERVICES) {
            revert NotARegistry(msg.sender, Addresses.SUBCHAINS, Addresses.SERVICES);
        }
        _layout().disturbedAt = uint48(block.timestamp);
    }

    function refresh(uint32 number) external {
        PipelineWord w = _layout().words[number];
        if (w.isNone() || !_inOrder(_layout().versions[number], w)) revert PipelineOutOfOrder(number);
        _layout().words[number] = w.withCheckedAt(block.timestamp);
    }

    function take(uint32 number, uint24 calls) external {
        if (msg.sender != Addresses.TRANSACTIONS) revert NotTheRecord(msg.sender, Addresses.TRANSACTIONS);
        PipelineWord w = _layout().words[number];
        if (w.isLimited()) _layout().words[number] = w.taken(calls, block.timestamp);
    }

    function pipeline(bytes32 id) public view returns (Pipeline memory) {
        return pipelineByNumber(_layout().records[id].number);
    }

    function pipelineByNumber(uint32 number) public view returns (Pipeline memory p) {
        PipelineWord w = _layout().words[number];
        if (w.isNone()) return p;
        Version storage v = _layout().versions[number];
        return Pipeline({
            id: v.id,
            code: _layout().records[v.id].code,
            number: number,
            source: v.source,
            target: v.target,
            status: w.status(),
            validFrom: w.validFrom(),
            terms: w.terms(),
            constraintHash: v.constraintHash,
            sourceTrust: v.sourceTrust,
            targetTrust: v.targetTrust
        });
    }

    function pipelines(uint256 offset, uint256 limit) external view returns (Pipeline[] memory page) {
        bytes32[] storage ids = _layout().ids;
        page = new Pipeline[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = pipeline(ids[offset + i]);
        }
    }

    function pipelineCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    function versionCount() external view returns (uint256) {
        return _layout().versionCount;
    }

    function amendmentOf(bytes32 id) external view returns (uint32) {
        return _layout().records[id].amendment;
    }

    function history(bytes32 id, uint256 offset, uint256 limit) external view returns (Change[] memory page) {
        Change[] storage all = _layout().records[id].history;
        page = new Change[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function historyCount(bytes32 id) external view returns (uint256) {
        return _layout().records[id].history.length;
    }

    function formerVersions(bytes32 id, uint256 offset, uint256 limit) external view returns (uint32[] memory page) {
        uint32[] storage all = _layout().records[id].superseded;
        page = new uint32[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function formerVersionCount(bytes32 id) external view returns (uint256) {
        return _layout().records[id].superseded.length;
    }

    function trustHolds(uint32 number) external view returns (bool) {
        Version storage v = _layout().versions[number];
        return v.constraintHash != 0 && v.sourceTrust == _trustOf(v.source.subchain)
            && v.targetTrust == _trustOf(v.target.subchain);
    }

    function parties(uint32 number)
        external
        view
        returns (bytes32 sourceInstitution, bytes32 targetInstitution, bool usable, uint256 callsLeft)
    {
        PipelineWord w = _layout().words[number];
        if (w.isNone()) return (0, 0, false, 0);
        Layout storage $ = _layout();
        Version storage v = $.versions[number];
        sourceInstitution = v.source.institution;
        targetInstitution = v.target.institution;
        callsLeft = w.callsLeft(block.timestamp);
        usable = w.isOpenAt(block.timestamp) && INSTITUTIONS.isActive(sourceInstitution)
            && INSTITUTIONS.isActive(targetInstitution) && (w.checkedAt() > $.disturbedAt || _inOrder(v, w));
    }

    function _newVersion(bytes32 id, Side calldata source, Side calldata target, Terms calldata terms)
        private
        returns (uint32 number)
    {
        Layout storage $ = _layout();
        number = ++$.versionCount;
        $.words[number] = PipelineWords.request(terms);
        Version storage v = $.versions[number];
        v.id = id;
        v.source = source;
        v.target = target;
    }

    /// @dev Both sides have said yes: the version gets its constraint and counts from now on. What was checked when it was
    /// proposed must still hold, and be what the second side was shown: a node that lies about terms gets no agreement to others.
    function _agree(bytes32 id, Record storage r, uint32 number, Status status, bytes32 constraint) private {
        Layout storage $ = _layout();
        Version storage v = $.versions[number];
        PipelineWord w = $.words[number];
        this.requireAgreeable(v.source, v.target, w.terms());
        v.sourceTrust = _trustOf(v.source.subchain);
        v.targetTrust = _trustOf(v.target.subchain);
        v.constraintHash = keccak256(
            abi.encode(
                block.chainid, address(this), id, number, v.source, v.target, w.terms(), v.sourceTrust, v.targetTrust
            )
        );
        if (v.constraintHash != constraint) revert ConstraintDiffers(v.constraintHash, constraint);
        w = w.withValidFrom(uint48(block.timestamp)).withCheckedAt(block.timestamp);
        _set(id, r, w.withStatus(status));
    }

    /// @dev Nothing is told: the pipeline itself has no other status.
    function _dropAmendment(Record storage r) private {
        if (r.amendment == 0) return;
        PipelineWord w = _layout().words[r.amendment];
        _layout().words[r.amendment] = w.withStatus(Status.Closed);
        r.history.push(Change(uint48(block.timestamp), Status.Closed, r.amendment, msg.sender));
        r.amendment = 0;
    }

    /// @dev Whether all that the version leads through is still as it must have been to be agreed on.
    function _inOrder(Version storage v, PipelineWord w) private view returns (bool) {
        ISubchains.DataClass agreed = w.terms().dataClass;
        return _sideInOrder(v.source, agreed) && _sideInOrder(v.target, agreed);
    }

    function _sideInOrder(Side storage side, ISubchains.DataClass agreed) private view returns (bool) {
        bytes32 institution = side.institution;
        (bool ordered, bytes32 subchainProxy) =
            SUBCHAINS.inOrder(institution, side.subchain, side.application, side.businessContract, agreed);
        return ordered && SERVICES.pairInOrder(side.service, subchainProxy, institution);
    }

    /// @notice Reverts unless the two sides may agree on these terms now.
    function requireAgreeable(Side calldata source, Side calldata target, Terms calldata terms) external view {
        _requireAgreeable(source, target, terms);
    }

    function _requireAgreeable(Side calldata source, Side calldata target, Terms calldata terms) private view {
        _requireFuture(terms.validUntil);
        if ((terms.callsPerWindow == 0) != (terms.windowSeconds == 0)) {
            revert LimitMissing(terms.dataClass, terms.callsPerWindow, terms.windowSeconds);
        }
        _requireSide(source, true);
        _requireSide(target, false);
        _requireClass(source, terms.dataClass);
        _requireClass(target, terms.dataClass);
        if (terms.dataClass == ISubchains.DataClass.General) return;
        if (terms.callsPerWindow == 0) {
            revert LimitMissing(terms.dataClass, terms.callsPerWindow, terms.windowSeconds);
        }
        bool core = terms.dataClass == ISubchains.DataClass.Core;
        uint256 longest = core ? LONGEST_CORE : LONGEST_IMPORTANT;
        uint256 valid = terms.validUntil - block.timestamp;
        if (valid > longest) revert ValidTooLong(terms.dataClass, valid, longest);
        if (core) {
            _requireSeals(source.subchain);
            _requireSeals(target.subchain);
        }
    }

    function _requireClass(Side calldata side, ISubchains.DataClass agreed) private view {
        ISubchains.DataClass least = SUBCHAINS.dataClassOf(side.businessContract);
        if (agreed < least) revert DataClassTooLow(side.businessContract, agreed, least);
    }

    function _requireSeals(bytes32 subchain) private view {
        ISubchains.Rule rule = SUBCHAINS.subchain(subchain).rule;
        if (rule != ISubchains.Rule.QbftSeals) revert RuleTooWeak(subchain, rule, ISubchains.Rule.QbftSeals);
    }

    function _requireSame(bytes32 actual, bytes32 expected) private pure {
        if (actual != expected) revert InstitutionsDiffer(actual, expected);
    }

    function _trustOf(bytes32 subchain) private view returns (bytes32) {
        ISubchains.Subchain memory s = SUBCHAINS.subchain(subchain);
        return keccak256(abi.encode(s.rule, s.trustAnchors));
    }

    function _requireSide(Side calldata side, bool applicationNeeded) private view {
        if (!INSTITUTIONS.isActive(side.institution)) revert SideInvalid(side.institution, "institution");
        ISubchains.Subchain memory subchain = SUBCHAINS.subchain(side.subchain);
        if (subchain.status != ISubchains.Status.Active || subchain.institution != side.institution) {
            revert SideInvalid(side.subchain, "subchain");
        }
        IServices.Service memory service = SERVICES.service(side.service);
        if (
            service.status != IServices.Status.Active || service.institution != side.institution
                || service.kind != IServices.Kind.CrosschainProxy
        ) revert SideInvalid(side.service, "service");
        if (service.pairedWith != subchain.service) revert SideInvalid(side.service, "service pairing");
        if (applicationNeeded || side.application != 0) {
            ISubchains.Application memory application = SUBCHAINS.application(side.application);
            if (application.status != ISubchains.Status.Active || application.subchain != side.subchain) {
                revert SideInvalid(side.application, "application");
            }
        }
        _requireFunctions(side);
    }

    function _requireFunctions(Side calldata side) private view {
        ISubchains.BusinessContract memory c = SUBCHAINS.businessContract(side.businessContract);
        if (c.status != ISubchains.Status.Active || c.subchain != side.subchain) {
            revert SideInvalid(side.businessContract, "business contract");
        }
        uint256 count = side.functions.length;
        if (count == 0 || count > MOST_FUNCTIONS) revert PipelineFunctionCountOutOfRange(count, 1, MOST_FUNCTIONS);
        for (uint256 i = 0; i < count; ++i) {
            bool found = false;
            for (uint256 j = 0; j < c.functions.length && !found; ++j) {
                found = keccak256(bytes(c.functions[j].signature)) == side.functions[i];
            }
            if (!found) revert FunctionNotInContract(c.id, side.functions[i]);
        }
    }

    function _sourceOf(Record storage r) private view returns (bytes32) {
        return _layout().versions[r.number].source.institution;
    }

    function _counterparty(Record storage r, bytes32 party) private view returns (bytes32) {
        Version storage v = _layout().versions[r.number];
        return party == v.source.institution ? v.target.institution : v.source.institution;
    }

    function _setSuspended(Record storage r, bool bySource, bool suspended) private {
        if (bySource) r.suspendedBySource = suspended;
        else r.suspendedByTarget = suspended;
    }

    function _setStatus(bytes32 id, Record storage r, Status status) private {
        _set(id, r, _layout().words[r.number].withStatus(status));
    }

    function _set(bytes32 id, Record storage r, PipelineWord w) private {
        _layout().words[r.number] = w;
        r.history.push(Change(uint48(block.timestamp), w.status(), r.number, msg.sender));
        emit PipelineStatusChanged(id, w.status());
    }

    function _statusOf(Record storage r) private view returns (Status) {
        return _layout().words[r.number].status();
    }

    function _known(bytes32 id) private view returns (Record storage r) {
        r = _layout().records[id];
        if (r.number == 0) revert UnknownPipeline(id);
    }

    function _amendable(bytes32 id) private view returns (Record storage r) {
        r = _known(id);
        Status status = _statusOf(r);
        if (status != Status.Active && status != Status.Suspended) {
            revert PipelineStatusWrong(id, status, Status.Active);
        }
    }

    function _inStatus(bytes32 id, Status expected) private view returns (Record storage r) {
        r = _known(id);
        Status status = _statusOf(r);
        if (status != expected) revert PipelineStatusWrong(id, status, expected);
    }

    function _requireParty(Record storage r) private view returns (bytes32 institution) {
        institution = _callersInstitution();
        Version storage v = _layout().versions[r.number];
        bool party = institution == v.source.institution || institution == v.target.institution;
        if (!party || institution == 0) revert NotTheOwner(institution, v.source.institution);
    }

    function _requireFuture(uint48 validUntil) private view {
        if (validUntil > type(uint40).max) revert ValidityTooLong(validUntil, type(uint40).max);
        if (validUntil <= block.timestamp) revert ValidityInThePast(validUntil, uint48(block.timestamp));
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
