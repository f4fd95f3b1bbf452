// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {IPipelines} from "./interfaces/IPipelines.sol";
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
        mapping(bytes32 id => AnchorVersion[]) anchors;
        mapping(bytes32 id => KeyVersion[]) keys;
        mapping(bytes32 contractId => DataClass) dataClasses;
        mapping(bytes32 id => bytes32 institution) offeredTo;
        mapping(Item item => mapping(bytes32 id => Status)) beforeFreeze;
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
        _requireSubchainProxy(service, institution);
        Subchain storage s = _layout().subchains[id];
        if (s.status != Status.None) revert PathTaken(id);
        s.id = id;
        s.code = code;
        s.institution = institution;
        s.kind = kind;
        s.chainId = chainId;
        s.service = service;
        s.status = Status.Active;
        _setAnchors(id, rule, trustAnchors);
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
        Application storage a = _layout().applications[id];
        if (a.status != Status.None) revert PathTaken(id);
        a.id = id;
        a.code = code;
        a.institution = institution;
        a.subchain = subchain_;
        _setKey(a, publicKey, tlsFingerprint);
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
        if (status != Status.Active) _disturb();
    }

    function setApplicationStatus(bytes32 id, Status status) external restricted {
        Application storage a = _ownApplication(id);
        _requireChange(id, a.status, status);
        a.status = status;
        emit ApplicationStatusChanged(id, status);
        if (status != Status.Active) _disturb();
    }

    function setContractStatus(bytes32 id, Status status) external restricted {
        BusinessContract storage c = _ownContract(id);
        _requireChange(id, c.status, status);
        c.status = status;
        emit ContractStatusChanged(id, status);
        if (status != Status.Active) _disturb();
    }

    function updateTrustAnchors(bytes32 id, Rule rule, bytes calldata trustAnchors) external restricted {
        _ownSubchain(id);
        _setAnchors(id, rule, trustAnchors);
        emit TrustAnchorsChanged(id, rule);
        _disturb();
    }

    function updateApplication(bytes32 id, bytes calldata publicKey, bytes32 tlsFingerprint) external restricted {
        Application storage a = _ownApplication(id);
        if (a.status == Status.Retired) revert StatusChangeRefused(id, a.status, a.status);
        _setKey(a, publicKey, tlsFingerprint);
        emit ApplicationKeyChanged(id, a.key, tlsFingerprint);
    }

    function offerSubchain(bytes32 id, bytes32 institution) external restricted {
        Subchain storage s = _ownSubchain(id);
        if (s.status == Status.Retired) revert SubchainNotActive(id, s.status);
        if (institution == s.institution) revert SubchainOfferedToOwner(id, institution);
        if (institution != 0 && !INSTITUTIONS.isActive(institution)) {
            revert IInstitutions.InstitutionNotActive(institution, INSTITUTIONS.institution(institution).status);
        }
        _layout().offeredTo[id] = institution;
        emit SubchainOffered(id, s.institution, institution);
    }

    function acceptSubchain(bytes32 id, bytes32 service) external restricted {
        Subchain storage s = _layout().subchains[id];
        bytes32 institution = _callersInstitution();
        bytes32 offeredTo = _layout().offeredTo[id];
        if (offeredTo != institution || institution == 0) revert SubchainNotOffered(id, offeredTo, institution);
        if (s.status == Status.Retired || s.status == Status.Frozen) revert SubchainNotActive(id, s.status);
        // What a suspended institution owns is not carried off by an offer that it made before.
        if (!INSTITUTIONS.isActive(s.institution)) {
            revert IInstitutions.InstitutionNotActive(s.institution, INSTITUTIONS.institution(s.institution).status);
        }
        _requireSubchainProxy(service, institution);
        delete _layout().offeredTo[id];
        emit SubchainTransferred(id, s.institution, institution);
        s.institution = institution;
        s.service = service;
        _disturb();
    }

    function classifyContract(bytes32 id, DataClass dataClass) external restricted {
        _ownContract(id);
        DataClass actual = _layout().dataClasses[id];
        if (dataClass <= actual) revert DataClassNotHigher(id, actual, dataClass);
        _classify(id, dataClass);
        _disturb();
    }

    function declassifyContract(bytes32 id, DataClass dataClass) external restricted {
        if (_layout().contracts[id].status == Status.None) revert UnknownContract(id);
        DataClass actual = _layout().dataClasses[id];
        if (dataClass >= actual) revert DataClassNotLower(id, actual, dataClass);
        _classify(id, dataClass);
    }

    function freeze(Item item, bytes32 id) external restricted {
        Status actual = _statusOf(item, id);
        if (actual != Status.Active && actual != Status.Suspended) revert StatusNotActiveNorSuspended(id, actual);
        _layout().beforeFreeze[item][id] = actual;
        _setStatus(item, id, Status.Frozen);
        _disturb();
    }

    function unfreeze(Item item, bytes32 id) external restricted {
        Status actual = _statusOf(item, id);
        if (actual != Status.Frozen) revert StatusNotFrozen(id, actual);
        _setStatus(item, id, _layout().beforeFreeze[item][id]);
    }

    function subchain(bytes32 id) public view returns (Subchain memory s) {
        s = _layout().subchains[id];
        AnchorVersion[] storage versions = _layout().anchors[id];
        if (versions.length == 0) return s;
        AnchorVersion storage latest = versions[versions.length - 1];
        s.rule = latest.rule;
        s.trustAnchors = latest.trustAnchors;
    }

    function subchains(uint256 offset, uint256 limit) external view returns (Subchain[] memory page) {
        bytes32[] storage ids = _layout().subchainIds;
        page = new Subchain[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = subchain(ids[offset + i]);
        }
    }

    function subchainCount() external view returns (uint256) {
        return _layout().subchainIds.length;
    }

    function application(bytes32 id) public view returns (Application memory a) {
        a = _layout().applications[id];
        a.institution = _layout().subchains[a.subchain].institution;
    }

    function applications(uint256 offset, uint256 limit) external view returns (Application[] memory page) {
        bytes32[] storage ids = _layout().applicationIds;
        page = new Application[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = application(ids[offset + i]);
        }
    }

    function applicationCount() external view returns (uint256) {
        return _layout().applicationIds.length;
    }

    function businessContract(bytes32 id) public view returns (BusinessContract memory c) {
        c = _layout().contracts[id];
        c.institution = _layout().subchains[c.subchain].institution;
    }

    function businessContracts(uint256 offset, uint256 limit) external view returns (BusinessContract[] memory page) {
        bytes32[] storage ids = _layout().contractIds;
        page = new BusinessContract[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = businessContract(ids[offset + i]);
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

    function dataClassOf(bytes32 contractId) external view returns (DataClass) {
        return _layout().dataClasses[contractId];
    }

    function inOrder(
        bytes32 institution,
        bytes32 subchain_,
        bytes32 application_,
        bytes32 businessContract_,
        DataClass agreed
    ) external view returns (bool, bytes32 service) {
        Layout storage $ = _layout();
        Subchain storage s = $.subchains[subchain_];
        bool ordered = s.status == Status.Active && s.institution == institution
            && (application_ == 0 || $.applications[application_].status == Status.Active)
            && $.contracts[businessContract_].status == Status.Active && $.dataClasses[businessContract_] <= agreed;
        if (ordered && agreed == DataClass.Core) ordered = _ruleOf(subchain_) == Rule.QbftSeals;
        return (ordered, s.service);
    }

    function subchainUsable(bytes32 id) public view returns (bool) {
        Subchain storage s = _layout().subchains[id];
        return s.status == Status.Active && INSTITUTIONS.isActive(s.institution) && SERVICES.usable(s.service);
    }

    function applicationUsable(bytes32 id) external view returns (bool) {
        Application storage a = _layout().applications[id];
        return a.status == Status.Active && subchainUsable(a.subchain);
    }

    function contractUsable(bytes32 id) external view returns (bool) {
        BusinessContract storage c = _layout().contracts[id];
        return c.status == Status.Active && subchainUsable(c.subchain);
    }

    function trustAnchorsAt(bytes32 id, uint48 timepoint) external view returns (AnchorVersion memory version) {
        AnchorVersion[] storage all = _layout().anchors[id];
        (uint256 low, uint256 high) = (0, all.length);
        // The number of versions since which `timepoint` has passed.
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (all[middle].since <= timepoint) low = middle + 1;
            else high = middle;
        }
        if (low != 0) version = all[low - 1];
    }

    function trustAnchorVersions(bytes32 id, uint256 offset, uint256 limit)
        external
        view
        returns (AnchorVersion[] memory page)
    {
        AnchorVersion[] storage all = _layout().anchors[id];
        page = new AnchorVersion[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function trustAnchorVersionCount(bytes32 id) external view returns (uint256) {
        return _layout().anchors[id].length;
    }

    function applicationKeys(bytes32 id, uint256 offset, uint256 limit)
        external
        view
        returns (KeyVersion[] memory page)
    {
        KeyVersion[] storage all = _layout().keys[id];
        page = new KeyVersion[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function applicationKeyCount(bytes32 id) external view returns (uint256) {
        return _layout().keys[id].length;
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

    /// @dev The history is the only place where rule and anchors are: the record's own fields are filled in by `subchain`.
    function _setAnchors(bytes32 id, Rule rule, bytes calldata trustAnchors) private {
        Inputs.requireChosen("rule", uint8(rule), uint8(type(Rule).max));
        if (trustAnchors.length == 0) revert Missing("trustAnchors");
        Inputs.requireAtMost("trustAnchors", trustAnchors.length, Inputs.ATTRIBUTES);
        _layout().anchors[id].push(AnchorVersion(uint48(block.timestamp), rule, trustAnchors));
    }

    function _ruleOf(bytes32 id) private view returns (Rule) {
        AnchorVersion[] storage all = _layout().anchors[id];
        return all.length == 0 ? Rule.None : all[all.length - 1].rule;
    }

    /// @dev Openings look again at what their pipelines lead through. Not to be told of it would leave pipelines open that lead
    /// through this, so a `Pipelines` that cannot be told is to be repaired first.
    function _disturb() private {
        IPipelines(Addresses.PIPELINES).disturb();
    }

    function _setKey(Application storage a, bytes calldata publicKey, bytes32 tlsFingerprint) private {
        Inputs.requireGiven("tlsFingerprint", tlsFingerprint);
        a.key = Inputs.addressOf(publicKey);
        a.publicKey = publicKey;
        a.tlsFingerprint = tlsFingerprint;
        _layout().keys[a.id].push(KeyVersion(uint48(block.timestamp), a.key, publicKey, tlsFingerprint));
    }

    function _classify(bytes32 id, DataClass dataClass) private {
        _layout().dataClasses[id] = dataClass;
        emit ContractClassified(id, dataClass);
    }

    function _statusOf(Item item, bytes32 id) private view returns (Status status) {
        Inputs.requireChosen("item", uint8(item), uint8(type(Item).max));
        if (item == Item.Subchain) status = _layout().subchains[id].status;
        else if (item == Item.Application) status = _layout().applications[id].status;
        else status = _layout().contracts[id].status;
    }

    function _setStatus(Item item, bytes32 id, Status status) private {
        if (item == Item.Subchain) {
            _layout().subchains[id].status = status;
            emit SubchainStatusChanged(id, status);
        } else if (item == Item.Application) {
            _layout().applications[id].status = status;
            emit ApplicationStatusChanged(id, status);
        } else {
            _layout().contracts[id].status = status;
            emit ContractStatusChanged(id, status);
        }
    }

    function _requireSubchainProxy(bytes32 service, bytes32 institution) private view {
        IServices.Service memory proxy = SERVICES.service(service);
        if (
            proxy.institution != institution || proxy.kind != IServices.Kind.SubchainProxy
                || proxy.status != IServices.Status.Active
        ) revert ServiceNotSubchainProxy(service);
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

    /// @dev What stands on a subchain belongs to whoever owns the subchain.
    function _ownApplication(bytes32 id) private view returns (Application storage a) {
        a = _layout().applications[id];
        if (a.status == Status.None) revert UnknownApplication(id);
        _requireOwner(_layout().subchains[a.subchain].institution);
    }

    function _ownContract(bytes32 id) private view returns (BusinessContract storage c) {
        c = _layout().contracts[id];
        if (c.status == Status.None) revert UnknownContract(id);
        _requireOwner(_layout().subchains[c.subchain].institution);
    }

    function _requireOwnActive(bytes32 subchain_) private view {
        Subchain storage s = _ownSubchain(subchain_);
        if (s.status != Status.Active) revert SubchainNotActive(subchain_, s.status);
    }

    /// @dev Active and Suspended change into each other and into Retired, which is final. Frozen is for work orders.
    function _requireChange(bytes32 id, Status actual, Status requested) private pure {
        bool fixed_ = actual == Status.Retired || actual == Status.Frozen;
        if (fixed_ || requested == Status.None || requested == Status.Frozen || requested == actual) {
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
