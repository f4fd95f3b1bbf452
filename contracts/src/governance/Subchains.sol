// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {IServices} from "./interfaces/IServices.sol";
import {ISubchains} from "./interfaces/ISubchains.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {Paths} from "./lib/Paths.sol";
import {Signatures} from "./lib/Signatures.sol";

/// @title See `ISubchains`.
contract Subchains is Governed, ISubchains {
    /// @custom:storage-location erc7201:govchain.storage.Subchains
    struct Layout {
        mapping(bytes32 id => Subchain) subchains;
        mapping(bytes32 id => Application) applications;
        mapping(bytes32 id => BusinessContract) contracts;
        /// Place in the contract's list of functions, counted from 1.
        mapping(bytes32 contractId => mapping(bytes32 functionId => uint256)) functionPlaces;
        bytes32[] subchainIds;
        bytes32[] applicationIds;
        bytes32[] contractIds;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Subchains")) - 1)) & ~bytes32(uint256(0xff));
    uint256 private constant MOST_FUNCTIONS = 32;
    IServices private constant SERVICES = IServices(Addresses.SERVICES);

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    function registerSubchain(
        string calldata code,
        string calldata kind,
        uint64 chainId,
        bytes32 service,
        Rule rule,
        bytes calldata trustAnchors
    ) external restricted returns (bytes32 id) {
        Paths.requireCode(kind);
        bytes32 institution;
        (id, institution) = _newPath(code);
        IServices.Service memory proxy = SERVICES.service(service);
        if (
            proxy.institution != institution || proxy.kind != IServices.Kind.SubchainProxy
                || proxy.status != IServices.Status.Active
        ) revert ServiceNotSubchainProxy(service);
        Subchain storage s = _layout().subchains[id];
        if (s.status != Status.None) revert PathTaken(id);
        s.id = id;
        s.code = code;
        s.institution = institution;
        s.kind = kind;
        s.chainId = chainId;
        s.service = service;
        s.status = Status.Active;
        _setAnchors(s, rule, trustAnchors);
        _layout().subchainIds.push(id);
        emit SubchainRegistered(id, institution, kind, chainId);
    }

    function registerApplication(
        string calldata code,
        bytes32 subchain_,
        bytes calldata publicKey,
        bytes32 tlsFingerprint
    ) external restricted returns (bytes32 id) {
        bytes32 institution;
        (id, institution) = _newPath(code);
        _requireOwnActive(subchain_);
        Inputs.requireGiven("tlsFingerprint", tlsFingerprint);
        Application storage a = _layout().applications[id];
        if (a.status != Status.None) revert PathTaken(id);
        a.id = id;
        a.code = code;
        a.institution = institution;
        a.subchain = subchain_;
        a.key = Inputs.addressOf(publicKey);
        a.publicKey = publicKey;
        a.tlsFingerprint = tlsFingerprint;
        a.status = Status.Active;
        _layout().applicationIds.push(id);
        emit ApplicationRegistered(id, institution, subchain_, a.key);
    }

    function registerContract(
        string calldata code,
        bytes32 subchain_,
        string calldata contractAddress,
        ContractFunction[] calldata functions
    ) external restricted returns (bytes32 id) {
        bytes32 institution;
        (id, institution) = _newPath(code);
        _requireOwnActive(subchain_);
        if (bytes(contractAddress).length == 0) revert Missing("contractAddress");
        Inputs.requireAtMost("contractAddress", bytes(contractAddress).length, Inputs.ENDPOINT);
        BusinessContract storage c = _layout().contracts[id];
        if (c.status != Status.None) revert PathTaken(id);
        c.id = id;
        c.code = code;
        c.institution = institution;
        c.subchain = subchain_;
        c.contractAddress = contractAddress;
        c.status = Status.Active;
        _setFunctions(c, functions);
        _layout().contractIds.push(id);
        emit ContractRegistered(id, institution, subchain_);
    }

    function setSubchainStatus(bytes32 id, Status status) external restricted {
        Subchain storage s = _ownSubchain(id);
        _requireChange(id, s.status, status);
        s.status = status;
        emit SubchainStatusChanged(id, status);
    }

    function setApplicationStatus(bytes32 id, Status status) external restricted {
        Application storage a = _layout().applications[id];
        if (a.status == Status.None) revert UnknownApplication(id);
        _requireOwner(a.institution);
        _requireChange(id, a.status, status);
        a.status = status;
        emit ApplicationStatusChanged(id, status);
    }

    function setContractStatus(bytes32 id, Status status) external restricted {
        BusinessContract storage c = _layout().contracts[id];
        if (c.status == Status.None) revert UnknownContract(id);
        _requireOwner(c.institution);
        _requireChange(id, c.status, status);
        c.status = status;
        emit ContractStatusChanged(id, status);
    }

    function updateTrustAnchors(bytes32 id, Rule rule, bytes calldata trustAnchors) external restricted {
        _setAnchors(_ownSubchain(id), rule, trustAnchors);
        emit TrustAnchorsChanged(id, rule);
    }

    function subchain(bytes32 id) external view returns (Subchain memory) {
        return _layout().subchains[id];
    }

    function subchains(uint256 offset, uint256 limit) external view returns (Subchain[] memory page) {
        Layout storage $ = _layout();
        page = new Subchain[](Pages.count($.subchainIds.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = $.subchains[$.subchainIds[offset + i]];
        }
    }

    function subchainCount() external view returns (uint256) {
        return _layout().subchainIds.length;
    }

    function application(bytes32 id) external view returns (Application memory) {
        return _layout().applications[id];
    }

    function applications(uint256 offset, uint256 limit) external view returns (Application[] memory page) {
        Layout storage $ = _layout();
        page = new Application[](Pages.count($.applicationIds.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = $.applications[$.applicationIds[offset + i]];
        }
    }

    function applicationCount() external view returns (uint256) {
        return _layout().applicationIds.length;
    }

    function businessContract(bytes32 id) external view returns (BusinessContract memory) {
        return _layout().contracts[id];
    }

    function businessContracts(uint256 offset, uint256 limit) external view returns (BusinessContract[] memory page) {
        Layout storage $ = _layout();
        page = new BusinessContract[](Pages.count($.contractIds.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = $.contracts[$.contractIds[offset + i]];
        }
    }

    function businessContractCount() external view returns (uint256) {
        return _layout().contractIds.length;
    }

    function functionOf(bytes32 contractId, bytes32 functionId) external view returns (ContractFunction memory f) {
        Layout storage $ = _layout();
        uint256 place = $.functionPlaces[contractId][functionId];
        if (place != 0) f = $.contracts[contractId].functions[place - 1];
    }

    function _setFunctions(BusinessContract storage c, ContractFunction[] calldata functions) private {
        uint256 count = functions.length;
        if (count == 0 || count > MOST_FUNCTIONS) revert FunctionCountOutOfRange(count, 1, MOST_FUNCTIONS);
        mapping(bytes32 => uint256) storage places = _layout().functionPlaces[c.id];
        for (uint256 i = 0; i < count; ++i) {
            ContractFunction calldata f = functions[i];
            Inputs.requireAtMost("signature", bytes(f.signature).length, Inputs.SIGNATURE);
            if (f.kind == FunctionKind.None) revert FunctionKindMissing(f.signature);
            bytes32 functionId = keccak256(bytes(f.signature));
            if (places[functionId] != 0) revert FunctionDuplicate(f.signature);
            places[functionId] = i + 1;
            c.functions.push(f);
        }
        for (uint256 i = 0; i < count; ++i) {
            _requireCompensator(functions, functions[i], places);
        }
    }

    /// @dev A compensator is called with the arguments of what it undoes, so their types must be the same.
    function _requireCompensator(
        ContractFunction[] calldata functions,
        ContractFunction calldata f,
        mapping(bytes32 => uint256) storage places
    ) private view {
        bytes32 arguments = Signatures.argumentsHash(f.signature);
        if (f.compensator == 0) return;
        uint256 place = places[f.compensator];
        bool fits = f.kind == FunctionKind.Write && place != 0 && functions[place - 1].kind == FunctionKind.Write
            && Signatures.argumentsHash(functions[place - 1].signature) == arguments;
        if (!fits) revert CompensatorUnknown(f.signature, f.compensator);
    }

    function _setAnchors(Subchain storage s, Rule rule, bytes calldata trustAnchors) private {
        if (rule == Rule.None) revert RuleMissing();
        if (trustAnchors.length == 0) revert Missing("trustAnchors");
        Inputs.requireAtMost("trustAnchors", trustAnchors.length, Inputs.ATTRIBUTES);
        s.rule = rule;
        s.trustAnchors = trustAnchors;
    }

    function _newPath(string calldata code) private view returns (bytes32 id, bytes32 institution) {
        Paths.requireCode(code);
        institution = _callersInstitution();
        id = Paths.objectId(INSTITUTIONS.codeOf(institution), code);
    }

    function _ownSubchain(bytes32 id) private view returns (Subchain storage s) {
        s = _layout().subchains[id];
        if (s.status == Status.None) revert UnknownSubchain(id);
        _requireOwner(s.institution);
    }

    function _requireOwnActive(bytes32 subchain_) private view {
        Subchain storage s = _ownSubchain(subchain_);
        if (s.status != Status.Active) revert SubchainNotActive(subchain_, s.status);
    }

    /// @dev Active and Suspended change into each other and into Retired, which is final.
    function _requireChange(bytes32 id, Status actual, Status requested) private pure {
        if (actual == Status.Retired || requested == Status.None || requested == actual) {
            revert StatusChangeRefused(id, actual, requested);
        }
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
