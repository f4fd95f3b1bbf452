// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {AccountRole} from "./interfaces/IAccounts.sol";
import {IPipelines} from "./interfaces/IPipelines.sol";
import {IServices} from "./interfaces/IServices.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {Paths} from "./lib/Paths.sol";

/// @title See `IServices`.
contract Services is Governed, IServices {
    struct Overlap {
        bytes32 previous;
        uint48 until;
    }

    /// @custom:storage-location erc7201:govchain.storage.Services
    struct Layout {
        mapping(bytes32 id => Service) services;
        bytes32[] ids;
        mapping(bytes32 id => Version[]) versions;
        mapping(bytes32 id => Overlap) overlaps;
        mapping(bytes32 id => Status) beforeFreeze;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Services")) - 1)) & ~bytes32(uint256(0xff));
    uint48 private constant LONGEST_OVERLAP = 30 days;

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    function register(
        string calldata code,
        Kind kind,
        address account,
        string calldata endpoint,
        bytes32 tlsFingerprint
    ) external restricted returns (bytes32 id) {
        Paths.requireCode(code);
        Inputs.requireChosen("kind", uint8(kind), uint8(type(Kind).max));
        bytes32 institution = _callersInstitution();
        id = Paths.objectId(INSTITUTIONS.codeOf(institution), code);
        Service storage s = _layout().services[id];
        if (s.status != Status.None) revert PathTaken(id);
        s.id = id;
        s.code = code;
        s.institution = institution;
        s.kind = kind;
        s.status = Status.Active;
        _set(s, account, endpoint, tlsFingerprint);
        _layout().ids.push(id);
        emit ServiceRegistered(id, institution, kind, account);
    }

    function update(bytes32 id, address account, string calldata endpoint, bytes32 tlsFingerprint) external restricted {
        _set(_ownLive(id), account, endpoint, tlsFingerprint);
        delete _layout().overlaps[id];
        emit ServiceUpdated(id);
    }

    function rotateCertificate(bytes32 id, bytes32 tlsFingerprint, uint48 previousUntil) external restricted {
        Service storage s = _ownLive(id);
        Inputs.requireGiven("tlsFingerprint", tlsFingerprint);
        if (tlsFingerprint == s.tlsFingerprint) revert CertificateUnchanged(id, tlsFingerprint);
        uint48 latest = uint48(block.timestamp) + LONGEST_OVERLAP;
        if (previousUntil < block.timestamp || previousUntil > latest) {
            revert OverlapOutOfRange(previousUntil, uint48(block.timestamp), latest);
        }
        _layout().overlaps[id] = Overlap(s.tlsFingerprint, previousUntil);
        emit ServiceCertificateRotated(id, tlsFingerprint, s.tlsFingerprint, previousUntil);
        s.tlsFingerprint = tlsFingerprint;
        _remember(s);
    }

    function pair(bytes32 subchainProxy, bytes32 crosschainProxy) external restricted {
        Service storage a = _pairable(subchainProxy, Kind.SubchainProxy);
        Service storage b = _pairable(crosschainProxy, Kind.CrosschainProxy);
        a.pairedWith = crosschainProxy;
        b.pairedWith = subchainProxy;
        emit ServicesPaired(subchainProxy, crosschainProxy);
    }

    function suspend(bytes32 id) external restricted {
        _change(_ownLive(id), Status.Active, Status.Suspended);
        _disturb();
    }

    function resume(bytes32 id) external restricted {
        _change(_ownLive(id), Status.Suspended, Status.Active);
    }

    function freeze(bytes32 id) external restricted {
        Service storage s = _live(id);
        if (s.status == Status.Frozen) revert ServiceStatusWrong(id, Status.Frozen, Status.Active);
        _layout().beforeFreeze[id] = s.status;
        _change(s, s.status, Status.Frozen);
        _disturb();
    }

    function unfreeze(bytes32 id) external restricted {
        _change(_live(id), Status.Frozen, _layout().beforeFreeze[id]);
    }

    function retire(bytes32 id) external restricted {
        Service storage s = _ownLive(id);
        if (s.pairedWith != 0) {
            delete _layout().services[s.pairedWith].pairedWith;
            delete s.pairedWith;
        }
        _change(s, s.status, Status.Retired);
        _disturb();
    }

    function service(bytes32 id) external view returns (Service memory) {
        return _layout().services[id];
    }

    function services(uint256 offset, uint256 limit) external view returns (Service[] memory page) {
        Layout storage $ = _layout();
        page = new Service[](Pages.count($.ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = $.services[$.ids[offset + i]];
        }
    }

    function serviceCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    function usable(bytes32 id) external view returns (bool) {
        Service storage s = _layout().services[id];
        if (s.status != Status.Active) return false;
        // Only of an active institution is there an active role.
        (bytes32 institution, AccountRole role) = ACCOUNTS.activeRole(s.account);
        return institution == s.institution && role == AccountRole.CrossChain;
    }

    function pairInOrder(bytes32 crosschainProxy, bytes32 subchainProxy, bytes32 institution)
        external
        view
        returns (bool)
    {
        Layout storage $ = _layout();
        Service storage s = $.services[crosschainProxy];
        return s.status == Status.Active && s.institution == institution && s.pairedWith == subchainProxy
            && $.services[subchainProxy].status == Status.Active;
    }

    function certificates(bytes32 id) external view returns (bytes32 current, bytes32 previous, uint48 previousUntil) {
        Overlap storage o = _layout().overlaps[id];
        if (block.timestamp <= o.until) (previous, previousUntil) = (o.previous, o.until);
        current = _layout().services[id].tlsFingerprint;
    }

    function serviceVersions(bytes32 id, uint256 offset, uint256 limit) external view returns (Version[] memory page) {
        Version[] storage all = _layout().versions[id];
        page = new Version[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function serviceVersionCount(bytes32 id) external view returns (uint256) {
        return _layout().versions[id].length;
    }

    function _set(Service storage s, address account, string calldata endpoint, bytes32 tlsFingerprint) private {
        (bytes32 institution, AccountRole role) = ACCOUNTS.activeRole(account);
        if (institution != s.institution || role != AccountRole.CrossChain) {
            revert AccountNotCrossChain(account, s.institution);
        }
        _requireEndpoint(endpoint);
        Inputs.requireGiven("tlsFingerprint", tlsFingerprint);
        s.account = account;
        s.endpoint = endpoint;
        s.tlsFingerprint = tlsFingerprint;
        _remember(s);
    }

    function _remember(Service storage s) private {
        _layout().versions[s.id].push(Version(uint48(block.timestamp), s.account, s.endpoint, s.tlsFingerprint));
    }

    function _change(Service storage s, Status expected, Status status) private {
        if (s.status != expected) revert ServiceStatusWrong(s.id, s.status, expected);
        s.status = status;
        emit ServiceStatusChanged(s.id, status);
    }

    /// @dev As in `Subchains`: openings look again at what their pipelines lead through.
    function _disturb() private {
        IPipelines(Addresses.PIPELINES).disturb();
    }

    function _pairable(bytes32 id, Kind expected) private view returns (Service storage s) {
        s = _ownLive(id);
        if (s.kind != expected) revert ServiceKindWrong(id, s.kind, expected);
        if (s.pairedWith != 0) revert ServiceAlreadyPaired(id, s.pairedWith);
    }

    /// @return s the service, which the caller's institution owns and has not retired
    function _ownLive(bytes32 id) private view returns (Service storage s) {
        s = _layout().services[id];
        if (s.status == Status.None) revert UnknownService(id);
        _requireOwner(s.institution);
        return _live(id);
    }

    function _live(bytes32 id) private view returns (Service storage s) {
        s = _layout().services[id];
        if (s.status == Status.None) revert UnknownService(id);
        if (s.status == Status.Retired) revert ServiceRetired(id);
    }

    function _requireEndpoint(string calldata endpoint) private pure {
        bytes calldata text = bytes(endpoint);
        Inputs.requireAtMost("endpoint", text.length, Inputs.ENDPOINT);
        bool https = text.length > 8 && bytes8(text[0:8]) == "https://";
        if (!https) revert EndpointMalformed(endpoint, "https://host:port");
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
