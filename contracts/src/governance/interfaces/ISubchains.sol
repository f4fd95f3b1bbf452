// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Subchains, the applications that call through them, and the business contracts on them.
interface ISubchains {
    /// @notice How evidence of the subchain is verified. NodeAgreement: `trustAnchors` is
    /// `abi.encode(uint8 k, string[] rpcUrls)`; QbftSeals: `abi.encode(address[] validators)`.
    enum Rule {
        None,
        NodeAgreement,
        QbftSeals
    }

    enum Status {
        None,
        Active,
        Suspended,
        Retired
    }

    enum FunctionKind {
        None,
        Read,
        Write
    }

    struct Subchain {
        bytes32 id;
        string code;
        bytes32 institution;
        string kind;
        uint64 chainId;
        bytes32 service;
        Rule rule;
        bytes trustAnchors;
        Status status;
    }

    struct Application {
        bytes32 id;
        string code;
        bytes32 institution;
        bytes32 subchain;
        address key;
        bytes publicKey;
        bytes32 tlsFingerprint;
        Status status;
    }

    /// @notice `signature` is like "store(bytes32,string)" or, with results, "find(bytes32)(string,address,uint64,bool)";
    /// the function's id is its keccak256. `compensator` is the id of a write of the same contract that undoes this
    /// one when called with the same arguments; 0 for none.
    struct ContractFunction {
        string signature;
        FunctionKind kind;
        bytes32 compensator;
    }

    struct BusinessContract {
        bytes32 id;
        string code;
        bytes32 institution;
        bytes32 subchain;
        string contractAddress;
        Status status;
        ContractFunction[] functions;
    }

    event SubchainRegistered(bytes32 indexed id, bytes32 indexed institution, string kind, uint64 chainId);
    event ApplicationRegistered(bytes32 indexed id, bytes32 indexed institution, bytes32 indexed subchain, address key);
    event ContractRegistered(bytes32 indexed id, bytes32 indexed institution, bytes32 indexed subchain);
    event SubchainStatusChanged(bytes32 indexed id, Status status);
    event ApplicationStatusChanged(bytes32 indexed id, Status status);
    event ContractStatusChanged(bytes32 indexed id, Status status);
    event TrustAnchorsChanged(bytes32 indexed id, Rule rule);

    error UnknownSubchain(bytes32 id);
    error UnknownApplication(bytes32 id);
    error UnknownContract(bytes32 id);
    error SubchainNotActive(bytes32 id, Status actual);
    error StatusChangeRefused(bytes32 id, Status actual, Status requested);
    error RuleMissing();
    error ServiceNotSubchainProxy(bytes32 service);
    error FunctionCountOutOfRange(uint256 actual, uint256 smallest, uint256 greatest);
    error FunctionKindMissing(string signature);
    error FunctionDuplicate(string signature);
    error CompensatorUnknown(string signature, bytes32 compensator);

    /// @notice Registers a subchain of the caller's institution; by an operator.
    /// @param kind the adapter's kind, such as "evm"
    /// @param service the institution's active subchain proxy that speaks for the subchain
    function registerSubchain(
        string calldata code,
        string calldata kind,
        uint64 chainId,
        bytes32 service,
        Rule rule,
        bytes calldata trustAnchors
    ) external returns (bytes32 id);

    /// @notice Registers an application on a subchain of the caller's institution; by an operator.
    function registerApplication(
        string calldata code,
        bytes32 subchain,
        bytes calldata publicKey,
        bytes32 tlsFingerprint
    ) external returns (bytes32 id);

    /// @notice Registers a business contract on a subchain of the caller's institution; by an operator. Its functions
    /// are fixed from then on.
    function registerContract(
        string calldata code,
        bytes32 subchain,
        string calldata contractAddress,
        ContractFunction[] calldata functions
    ) external returns (bytes32 id);

    /// @notice Suspends, resumes or (for good) retires a subchain; by an operator of its owner.
    function setSubchainStatus(bytes32 id, Status status) external;

    function setApplicationStatus(bytes32 id, Status status) external;

    function setContractStatus(bytes32 id, Status status) external;

    function updateTrustAnchors(bytes32 id, Rule rule, bytes calldata trustAnchors) external;

    /// @notice The subchain, or an empty record (status None) when unknown.
    function subchain(bytes32 id) external view returns (Subchain memory);

    function subchains(uint256 offset, uint256 limit) external view returns (Subchain[] memory);

    function subchainCount() external view returns (uint256);

    /// @notice The application, or an empty record (status None) when unknown.
    function application(bytes32 id) external view returns (Application memory);

    function applications(uint256 offset, uint256 limit) external view returns (Application[] memory);

    function applicationCount() external view returns (uint256);

    /// @notice The business contract, or an empty record (status None) when unknown.
    function businessContract(bytes32 id) external view returns (BusinessContract memory);

    function businessContracts(uint256 offset, uint256 limit) external view returns (BusinessContract[] memory);

    function businessContractCount() external view returns (uint256);

    /// @notice The function, or an empty record (kind None) when unknown.
    function functionOf(bytes32 contractId, bytes32 functionId) external view returns (ContractFunction memory);
}
