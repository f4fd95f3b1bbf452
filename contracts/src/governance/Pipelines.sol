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
        uint32 number;
        bool suspendedBySource;
        bool suspendedByTarget;
        bytes32 constraintHash;
        string code;
        Side source;
        Side target;
    }

    /// @custom:storage-location erc7201:govchain.storage.Pipelines
    struct Layout {
        mapping(bytes32 id => Record) records;
        /// The pipeline with number n is at n - 1.
        bytes32[] ids;
        /// All that a transaction's batch reads of a pipeline, by number.
        mapping(uint32 number => PipelineWord) words;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("govchain.storage.Pipelines")) - 1)) & ~bytes32(uint256(0xff)), written
    /// out: the compiler would compute it anew for every use.
    bytes32 private constant LAYOUT = 0x4d638c888c9a192e8a7792f8ed37a1e368b1d936c8a8a984f1f11996356bcc00;
    uint256 private constant MOST_FUNCTIONS = 32;
    IServices private constant SERVICES = IServices(Addresses.SERVICES);
    ISubchains private constant SUBCHAINS = ISubchains(Addresses.SUBCHAINS);

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    function request(string calldata code, Side calldata source, Side calldata target, uint48 validUntil)
        external
        restricted
        returns (bytes32 id)
    {
        Paths.requireCode(code);
        _requireOwner(source.institution);
        if (source.institution == target.institution) revert SidesEqual(source.institution);
        _requireFuture(validUntil);
        _requireSide(source, true);
        _requireSide(target, false);
        Layout storage $ = _layout();
        id = Paths.objectId(INSTITUTIONS.codeOf(source.institution), code);
        Record storage r = $.records[id];
        if (r.number != 0) revert PathTaken(id);
        $.ids.push(id);
        r.number = uint32($.ids.length);
        $.words[r.number] = PipelineWords.request(validUntil);
        r.code = code;
        r.source = source;
        r.target = target;
        emit PipelineRequested(id, r.number, source.institution, target.institution);
    }

    function authorise(bytes32 id) external restricted {
        Record storage r = _inStatus(id, Status.Requested);
        _requireOwner(r.target.institution);
        PipelineWord w = _layout().words[r.number];
        _requireFuture(w.validUntil());
        r.constraintHash = _constraintHash(id, r.source, r.target, w.validUntil());
        _set(id, r, w.withValidFrom(uint48(block.timestamp)).withStatus(Status.Active));
    }

    function suspend(bytes32 id) external restricted {
        Record storage r = _known(id);
        bool bySource = _requireParty(r) == r.source.institution;
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
        bool bySource = party == r.source.institution;
        if (!(bySource ? r.suspendedBySource : r.suspendedByTarget)) {
            revert NotTheSuspender(party, bySource ? r.target.institution : r.source.institution);
        }
        _setSuspended(r, bySource, false);
        _setStatus(id, r, r.suspendedBySource || r.suspendedByTarget ? Status.Suspended : Status.Active);
    }

    function close(bytes32 id) external restricted {
        Record storage r = _known(id);
        _requireParty(r);
        if (_statusOf(r) == Status.Closed) revert PipelineClosed(id);
        _setStatus(id, r, Status.Closed);
    }

    function freeze(bytes32 id) external restricted {
        Record storage r = _known(id);
        Status status = _statusOf(r);
        if (status != Status.Active && status != Status.Suspended) {
            revert PipelineStatusWrong(id, status, Status.Active);
        }
        _set(id, r, _layout().words[r.number].frozen());
    }

    function unfreeze(bytes32 id) external restricted {
        Record storage r = _inStatus(id, Status.Frozen);
        _setStatus(id, r, _layout().words[r.number].beforeFreeze());
    }

    function pipeline(bytes32 id) public view returns (Pipeline memory p) {
        Record storage r = _layout().records[id];
        if (r.number == 0) return p;
        PipelineWord w = _layout().words[r.number];
        return Pipeline({
            id: id,
            code: r.code,
            number: r.number,
            source: r.source,
            target: r.target,
            status: w.status(),
            validFrom: w.validFrom(),
            validUntil: w.validUntil(),
            constraintHash: r.constraintHash
        });
    }

    function pipelineByNumber(uint32 number) external view returns (Pipeline memory p) {
        bytes32[] storage ids = _layout().ids;
        if (number != 0 && number <= ids.length) p = pipeline(ids[number - 1]);
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

    function parties(uint32 number)
        external
        view
        returns (bytes32 sourceInstitution, bytes32 targetInstitution, bool usable)
    {
        Layout storage $ = _layout();
        PipelineWord w = $.words[number];
        if (w.isNone()) return (0, 0, false);
        Record storage r = $.records[$.ids[number - 1]];
        sourceInstitution = r.source.institution;
        targetInstitution = r.target.institution;
        usable = w.isOpenAt(block.timestamp) && INSTITUTIONS.isActive(sourceInstitution)
            && INSTITUTIONS.isActive(targetInstitution);
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

    function _constraintHash(bytes32 id, Side memory source, Side memory target, uint48 validUntil)
        private
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(block.chainid, address(this), id, source, target, validUntil));
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
        emit PipelineStatusChanged(id, w.status());
    }

    function _statusOf(Record storage r) private view returns (Status) {
        return _layout().words[r.number].status();
    }

    function _known(bytes32 id) private view returns (Record storage r) {
        r = _layout().records[id];
        if (r.number == 0) revert UnknownPipeline(id);
    }

    function _inStatus(bytes32 id, Status expected) private view returns (Record storage r) {
        r = _known(id);
        Status status = _statusOf(r);
        if (status != expected) revert PipelineStatusWrong(id, status, expected);
    }

    function _requireParty(Record storage r) private view returns (bytes32 institution) {
        institution = _callersInstitution();
        bool party = institution == r.source.institution || institution == r.target.institution;
        if (!party || institution == 0) revert NotTheOwner(institution, r.source.institution);
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
