// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title The directory of governance contracts: address, implementation, version, state. Changed by work order only.
interface IContracts {
    enum Status {
        None,
        Active,
        Frozen,
        Retired
    }

    /// @notice `id` = keccak256 of the name; `location` is the proxy; `version` counts from 1.
    struct GovernedContract {
        bytes32 id;
        string name;
        address location;
        address implementation;
        uint32 version;
        Status status;
    }

    /// @notice The code behind a contract from block time `since` on (0: from the first block), until the next version.
    struct Version {
        address implementation;
        bytes32 codeHash;
        uint48 since;
    }

    /// @notice A contract that was voted on by the hash of its creation code and awaits that code.
    struct Deployment {
        bytes32 creationCodeHash;
        bytes data;
        uint48 decidedAt;
    }

    /// @notice Whoever has code with this hash may have it deployed now.
    event GovernedContractDecided(bytes32 indexed id, string name, bytes32 creationCodeHash);
    event GovernedContractRegistered(bytes32 indexed id, string name, address location, address implementation);
    event GovernedContractUpgraded(bytes32 indexed id, address implementation, uint32 version);
    event GovernedContractStatusChanged(bytes32 indexed id, Status status);

    error UnknownGovernedContract(string name);
    error NameTaken(string name);
    error LocationTaken(address location, string name);
    error DeploymentUnknown(string name);
    error CreationCodeWrong(string name, bytes32 actual, bytes32 expected);
    error CreationFailed(string name);
    error NoCodeAt(address location);
    error GovernedContractStatusWrong(string name, Status actual, Status expected);
    error GovernedContractRetired(string name);
    error Indispensable(string name);

    /// @notice Adds an upgradeable contract that is governed from here on.
    function register(string calldata name, address location) external;

    /// @notice Decides on a new contract by the hash of its creation code, constructor arguments included; by work order.
    /// @param data the call that initialises it behind its proxy, empty for none
    function deploy(string calldata name, bytes32 creationCodeHash, bytes calldata data) external;

    /// @notice Deploys and registers what was decided on; by anybody who has the code. Implementation and proxy are at CREATE2
    /// addresses with the contract's id as salt.
    function construct(string calldata name, bytes calldata creationCode) external returns (address location);

    /// @notice Replaces an implementation, and calls the new one with `data` unless that is empty.
    function upgrade(string calldata name, address implementation, bytes calldata data) external;

    /// @notice Closes a contract's restricted functions. Accounts, WorkOrders and Contracts cannot be frozen: nothing
    /// could be unfrozen without them.
    function freeze(string calldata name) external;

    function unfreeze(string calldata name) external;

    /// @notice Freezes a contract for good. What cannot be frozen cannot be retired, nor can Institutions and Nodes: without
    /// them no member and no validator could ever change again.
    function retire(string calldata name) external;

    /// @notice The entry, or an empty record (status None) when unknown.
    function governedContract(string calldata name) external view returns (GovernedContract memory);

    function governedContracts(uint256 offset, uint256 limit) external view returns (GovernedContract[] memory);

    function governedContractCount() external view returns (uint256);

    /// @notice What was decided on and not constructed yet, or an empty record.
    function deployment(string calldata name) external view returns (Deployment memory);

    /// @notice Every implementation that a contract ever had, oldest first, at most 100 at a time.
    function versions(string calldata name, uint256 offset, uint256 limit) external view returns (Version[] memory);
}
