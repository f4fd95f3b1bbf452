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
        Retired,
        Frozen
    }

    /// @notice How much harm a leak or loss would do.
    enum DataClass {
        General,
        Important,
        Core
    }

    /// @notice What governance can freeze here.
    enum Item {
        None,
        Subchain,
        Application,
        Contract
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

    /// @notice How evidence of the subchain's blocks was verified from block time `since` on, until the next version.
    struct AnchorVersion {
        uint48 since;
        Rule rule;
        bytes trustAnchors;
    }

    /// @notice What key and certificate an application had from block time `since` on, until the next version.
    struct KeyVersion {
        uint48 since;
        address key;
        bytes publicKey;
        bytes32 tlsFingerprint;
    }

    event SubchainRegistered(bytes32 indexed id, bytes32 indexed institution, string kind, uint64 chainId);
    event ApplicationRegistered(bytes32 indexed id, bytes32 indexed institution, bytes32 indexed subchain, address key);
    event ContractRegistered(bytes32 indexed id, bytes32 indexed institution, bytes32 indexed subchain);
    event SubchainStatusChanged(bytes32 indexed id, Status status);
    event ApplicationStatusChanged(bytes32 indexed id, Status status);
    event ContractStatusChanged(bytes32 indexed id, Status status);
    event SubchainOffered(bytes32 indexed id, bytes32 indexed from, bytes32 indexed to);
    event SubchainTransferred(bytes32 indexed id, bytes32 indexed from, bytes32 indexed to);
    event ApplicationKeyChanged(bytes32 indexed id, address key, bytes32 tlsFingerprint);
    event ContractClassified(bytes32 indexed id, DataClass dataClass);
    event TrustAnchorsChanged(bytes32 indexed id, Rule rule);

    error UnknownSubchain(bytes32 id);
    error UnknownApplication(bytes32 id);
    error UnknownContract(bytes32 id);
    error SubchainNotActive(bytes32 id, Status actual);
    error StatusChangeRefused(bytes32 id, Status actual, Status requested);
    error StatusNotActiveNorSuspended(bytes32 id, Status actual);
    error StatusNotFrozen(bytes32 id, Status actual);
    error SubchainNotOffered(bytes32 id, bytes32 offeredTo, bytes32 institution);
    error SubchainOfferedToOwner(bytes32 id, bytes32 institution);
    /// @notice Its owner may only raise a contract's class; lowering it takes a work order.
    error DataClassNotHigher(bytes32 id, DataClass actual, DataClass requested);
    error DataClassNotLower(bytes32 id, DataClass actual, DataClass requested);
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

    /// @notice Changes how evidence is verified from this block's time on; older evidence is checked against what held then.
    function updateTrustAnchors(bytes32 id, Rule rule, bytes calldata trustAnchors) external;

    /// @notice Changes an application's key and certificate; by an operator of its owner.
    function updateApplication(bytes32 id, bytes calldata publicKey, bytes32 tlsFingerprint) external;

    /// @notice Offers a subchain with everything on it to an active institution, or with 0 takes the offer back; by an operator
    /// of its owner.
    function offerSubchain(bytes32 id, bytes32 institution) external;

    /// @notice Takes an offered subchain over, with its applications and contracts; by an operator of whom it was offered to.
    /// Ids stay. What was agreed with the former owner (pipelines) does not pass on.
    /// @param service the new owner's active subchain proxy that speaks for the subchain from now on
    function acceptSubchain(bytes32 id, bytes32 service) external;

    /// @notice Raises the class of the data that a contract handles (at first: general); by an operator of its owner.
    function classifyContract(bytes32 id, DataClass dataClass) external;

    /// @notice Lowers the class of the data that a contract handles; by work order.
    function declassifyContract(bytes32 id, DataClass dataClass) external;

    /// @notice Takes a subchain, application or contract out of service until unfrozen, whatever its owner says; by work order.
    function freeze(Item item, bytes32 id) external;

    function unfreeze(Item item, bytes32 id) external;

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

    function dataClassOf(bytes32 contractId) external view returns (DataClass);

    /// @notice Whether it may be used now: active itself, with everything that it stands on: institution, proxy, subchain.
    /// Derived: it ends in the block in which one of them ends, and comes back with it.
    function subchainUsable(bytes32 id) external view returns (bool);

    function applicationUsable(bytes32 id) external view returns (bool);

    function contractUsable(bytes32 id) external view returns (bool);

    /// @notice Whether all of that is Active, the subchain the institution's, the contract's data of no higher class than
    /// agreed, and the subchain's blocks verified by seals where it is Core. What stands on a subchain never leaves it, so that
    /// it belongs to the subchain is not asked again.
    /// @param application_ 0 for none
    /// @return service the subchain's proxy
    function inOrder(
        bytes32 institution,
        bytes32 subchain_,
        bytes32 application_,
        bytes32 businessContract_,
        DataClass agreed
    ) external view returns (bool, bytes32 service);

    /// @notice How evidence was verified at a block time; rule None before the registration.
    function trustAnchorsAt(bytes32 id, uint48 timepoint) external view returns (AnchorVersion memory);

    /// @notice All rules and anchors of a subchain, oldest first, at most 100 at a time.
    function trustAnchorVersions(bytes32 id, uint256 offset, uint256 limit)
        external
        view
        returns (AnchorVersion[] memory);

    function trustAnchorVersionCount(bytes32 id) external view returns (uint256);

    /// @notice All keys of an application, oldest first, at most 100 at a time.
    function applicationKeys(bytes32 id, uint256 offset, uint256 limit) external view returns (KeyVersion[] memory);

    function applicationKeyCount(bytes32 id) external view returns (uint256);
}
