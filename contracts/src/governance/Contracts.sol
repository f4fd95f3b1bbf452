// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {GovernanceProxy} from "./GovernanceProxy.sol";
import {Governed} from "./Governed.sol";
import {IContracts} from "./interfaces/IContracts.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
import {Addresses} from "./lib/Addresses.sol";
import {GenesisPermissions} from "./lib/GenesisPermissions.sol";
import {GenesisPolicies} from "./lib/GenesisPolicies.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";

/// @title See `IContracts`.
contract Contracts is Governed, IContracts {
    /// @custom:storage-location erc7201:govchain.storage.Contracts
    struct Layout {
        mapping(bytes32 id => GovernedContract) contracts;
        mapping(address location => bytes32 id) idAt;
        bytes32[] ids;
        mapping(bytes32 id => Version[]) versions;
        mapping(bytes32 id => Deployment) deployments;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Contracts")) - 1)) & ~bytes32(uint256(0xff));

    /// @notice Called once, while the genesis file is made and after `Accounts` is initialised: lists the contracts of the
    /// genesis file, tells `Accounts` the permissions and `WorkOrders` the policies of the first block.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _registerGenesis("Institutions", Addresses.INSTITUTIONS);
        _registerGenesis("Accounts", Addresses.ACCOUNTS);
        _registerGenesis("WorkOrders", Addresses.WORK_ORDERS);
        _registerGenesis("Nodes", Addresses.NODES);
        _registerGenesis("Services", Addresses.SERVICES);
        _registerGenesis("Subchains", Addresses.SUBCHAINS);
        _registerGenesis("Pipelines", Addresses.PIPELINES);
        _registerGenesis("Transactions", Addresses.TRANSACTIONS);
        _registerGenesis("Contracts", Addresses.CONTRACTS);
        _registerGenesis("Credit", Addresses.CREDIT);
        _registerGenesis("Alliances", Addresses.ALLIANCES);
        _registerGenesis("DataLedger", Addresses.DATA_LEDGER);
        _registerGenesis("ProtocolKeys", Addresses.PROTOCOL_KEYS);
        IWorkOrders(Addresses.WORK_ORDERS).setFirstPolicies(GenesisPolicies.all());
        GenesisPermissions.Permission[] memory permissions = GenesisPermissions.all();
        bytes4[] memory selector = new bytes4[](1);
        for (uint256 i = 0; i < permissions.length; ++i) {
            selector[0] = permissions[i].selector;
            IAccessManager(Addresses.ACCOUNTS)
                .setTargetFunctionRole(permissions[i].target, selector, permissions[i].role);
        }
    }

    /// @dev A proxy does not tell its implementation: `implementation` is 0 until the first upgrade through here.
    function register(string calldata name, address location) external restricted {
        if (bytes(name).length == 0) revert Missing("name");
        Inputs.requireAtMost("name", bytes(name).length, Inputs.NAME);
        if (location.code.length == 0) revert NoCodeAt(location);
        _register(name, location, address(0));
    }

    /// @dev A name can be decided on again until it is taken: the last decision holds.
    function deploy(string calldata name, bytes32 creationCodeHash, bytes calldata data) external restricted {
        if (bytes(name).length == 0) revert Missing("name");
        Inputs.requireAtMost("name", bytes(name).length, Inputs.NAME);
        Inputs.requireGiven("creationCodeHash", creationCodeHash);
        bytes32 id = keccak256(bytes(name));
        if (_layout().contracts[id].status != Status.None) revert NameTaken(name);
        _layout().deployments[id] = Deployment(creationCodeHash, data, uint48(block.timestamp));
        emit GovernedContractDecided(id, name, creationCodeHash);
    }

    function construct(string calldata name, bytes calldata creationCode)
        external
        restricted
        returns (address location)
    {
        bytes32 id = keccak256(bytes(name));
        Deployment memory d = _layout().deployments[id];
        if (d.creationCodeHash == 0) revert DeploymentUnknown(name);
        bytes32 actual = keccak256(creationCode);
        if (actual != d.creationCodeHash) revert CreationCodeWrong(name, actual, d.creationCodeHash);
        delete _layout().deployments[id];
        bytes memory code = creationCode;
        address implementation;
        assembly ("memory-safe") {
            implementation := create2(0, add(code, 0x20), mload(code), id)
        }
        if (implementation == address(0)) revert CreationFailed(name);
        location = address(new GovernanceProxy{salt: id}(implementation));
        _register(name, location, implementation);
        if (d.data.length != 0) Address.functionCall(location, d.data);
    }

    function upgrade(string calldata name, address implementation, bytes calldata data) external restricted {
        GovernedContract storage c = _live(name);
        if (implementation.code.length == 0) revert NoCodeAt(implementation);
        c.implementation = implementation;
        _layout().versions[c.id].push(Version(implementation, implementation.codehash, uint48(block.timestamp)));
        emit GovernedContractUpgraded(c.id, implementation, ++c.version);
        UUPSUpgradeable(c.location).upgradeToAndCall(implementation, data);
    }

    function freeze(string calldata name) external restricted {
        GovernedContract storage c = _closable(name);
        if (c.status != Status.Active) revert GovernedContractStatusWrong(name, c.status, Status.Active);
        _close(c, true, Status.Frozen);
    }

    function unfreeze(string calldata name) external restricted {
        GovernedContract storage c = _live(name);
        if (c.status != Status.Frozen) revert GovernedContractStatusWrong(name, c.status, Status.Frozen);
        _close(c, false, Status.Active);
    }

    function retire(string calldata name) external restricted {
        GovernedContract storage c = _closable(name);
        if (c.location == Addresses.INSTITUTIONS || c.location == Addresses.NODES) revert Indispensable(name);
        _close(c, true, Status.Retired);
    }

    function governedContract(string calldata name) external view returns (GovernedContract memory) {
        return _layout().contracts[keccak256(bytes(name))];
    }

    function governedContracts(uint256 offset, uint256 limit) external view returns (GovernedContract[] memory page) {
        Layout storage $ = _layout();
        page = new GovernedContract[](Pages.count($.ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = $.contracts[$.ids[offset + i]];
        }
    }

    function governedContractCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    function deployment(string calldata name) external view returns (Deployment memory) {
        return _layout().deployments[keccak256(bytes(name))];
    }

    function versions(string calldata name, uint256 offset, uint256 limit)
        external
        view
        returns (Version[] memory page)
    {
        Version[] storage all = _layout().versions[keccak256(bytes(name))];
        page = new Version[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = all[offset + i];
        }
    }

    function _registerGenesis(string memory name, address location) private {
        _register(name, location, address(uint160(location) + Addresses.IMPLEMENTATION_OFFSET));
    }

    function _register(string memory name, address location, address implementation) private {
        Layout storage $ = _layout();
        bytes32 id = keccak256(bytes(name));
        GovernedContract storage c = $.contracts[id];
        if (c.status != Status.None) revert NameTaken(name);
        if ($.idAt[location] != 0) revert LocationTaken(location, $.contracts[$.idAt[location]].name);
        c.id = id;
        c.name = name;
        c.location = location;
        c.implementation = implementation;
        c.version = 1;
        c.status = Status.Active;
        $.idAt[location] = id;
        $.ids.push(id);
        delete $.deployments[id];
        uint48 since = _isInitializing() ? 0 : uint48(block.timestamp);
        $.versions[id].push(Version(implementation, implementation.codehash, since));
        emit GovernedContractRegistered(id, name, location, implementation);
    }

    function _close(GovernedContract storage c, bool closed, Status status) private {
        c.status = status;
        emit GovernedContractStatusChanged(c.id, status);
        IAccessManager(Addresses.ACCOUNTS).setTargetClosed(c.location, closed);
    }

    function _live(string calldata name) private view returns (GovernedContract storage c) {
        c = _layout().contracts[keccak256(bytes(name))];
        if (c.status == Status.None) revert UnknownGovernedContract(name);
        if (c.status == Status.Retired) revert GovernedContractRetired(name);
    }

    function _closable(string calldata name) private view returns (GovernedContract storage c) {
        c = _live(name);
        address at_ = c.location;
        if (at_ == Addresses.ACCOUNTS || at_ == Addresses.WORK_ORDERS || at_ == Addresses.CONTRACTS) {
            revert Indispensable(name);
        }
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
