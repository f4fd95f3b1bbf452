// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Nodes of the governance chain. Its validators are the admitted nodes of kind Genesis and Governance.
interface INodes {
    enum Kind {
        None,
        Genesis,
        Governance,
        Audit
    }

    enum Status {
        None,
        Requested,
        Admitted,
        Removed
    }

    struct Node {
        bytes32 id;
        bytes32 institution;
        address validator;
        Kind kind;
        Status status;
        bytes publicKey;
        string endpoint;
    }

    /// @notice A node that is admitted from the first block.
    struct FoundingNode {
        bytes32 institution;
        Kind kind;
        bytes publicKey;
        string endpoint;
    }

    event NodeRequested(bytes32 indexed id, bytes32 indexed institution, Kind kind, address validator);
    event NodeStatusChanged(bytes32 indexed id, bytes32 indexed institution, Kind kind, Status status);
    event ValidatorsChanged(address[] validators);

    error UnknownNode(bytes32 id);
    error NodeStatusWrong(bytes32 id, Status actual, Status expected);
    error NodeTaken(bytes32 id, bytes32 institution, Status status);
    error KindMissing();
    error KindNotAllowed(Kind kind, uint8 category);
    error LastValidator(bytes32 id);
    error TooManyValidators(uint256 actual, uint256 limit);
    error ValidatorsUnusable();

    /// @notice Requests a node for the caller's institution; by an operator or governor. Genesis nodes are for genesis
    /// institutions; audit institutions run audit nodes only.
    /// @param publicKey the node key's public part, 64 bytes; the node's id is its keccak256
    function request(Kind kind, bytes calldata publicKey, string calldata endpoint) external;

    /// @notice Admits a requested node; by work order. A validator takes part in consensus from then on.
    function admit(bytes32 id) external;

    /// @notice Removes a node or turns a request down; by work order. The last validator cannot be removed.
    function remove(bytes32 id) external;

    /// @notice The validators, as Besu's QBFT reads them.
    function getValidators() external view returns (address[] memory);

    /// @notice The node, or an empty record (status None) when unknown.
    function node(bytes32 id) external view returns (Node memory);

    /// @notice Nodes in order of their first request, at most 100 at a time.
    function nodes(uint256 offset, uint256 limit) external view returns (Node[] memory);

    function nodeCount() external view returns (uint256);
}
