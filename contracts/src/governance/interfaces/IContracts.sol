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

    event GovernedContractRegistered(bytes32 indexed id, string name, address location, address implementation);
    event GovernedContractUpgraded(bytes32 indexed id, address implementation, uint32 version);
    event GovernedContractStatusChanged(bytes32 indexed id, Status status);

    error UnknownGovernedContract(string name);
    error NameTaken(string name);
    error LocationTaken(address location, string name);
    error NoCodeAt(address location);
    error GovernedContractStatusWrong(string name, Status actual, Status expected);
    error GovernedContractRetired(string name);
    error Indispensable(string name);

    /// @notice Adds an upgradeable contract that is governed from here on.
    function register(string calldata name, address location) external;

    /// @notice Replaces an implementation, and calls the new one with `data` unless that is empty.
    function upgrade(string calldata name, address implementation, bytes calldata data) external;

    /// @notice Closes a contract's restricted functions. Accounts, WorkOrders and Contracts cannot be frozen: nothing
    /// could be unfrozen without them.
    function freeze(string calldata name) external;

    function unfreeze(string calldata name) external;

    /// @notice Freezes a contract for good.
    function retire(string calldata name) external;

    /// @notice The entry, or an empty record (status None) when unknown.
    function governedContract(string calldata name) external view returns (GovernedContract memory);

    function governedContracts(uint256 offset, uint256 limit) external view returns (GovernedContract[] memory);

    function governedContractCount() external view returns (uint256);
}
