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

    /// @notice One entry of the history: from the state of block `blockNumber` on, `validator` is on the list or not. What is
    /// there from the first block was admitted in block 0.
    struct ValidatorChange {
        address validator;
        uint48 blockNumber;
        bool admitted;
    }

    event NodeRequested(bytes32 indexed id, bytes32 indexed institution, Kind kind, address validator);
    event NodeStatusChanged(bytes32 indexed id, bytes32 indexed institution, Kind kind, Status status);
    event ValidatorsChanged(address[] validators);
    event MinimumValidatorsChanged(uint256 minimum);

    error UnknownNode(bytes32 id);
    error NodeStatusWrong(bytes32 id, Status actual, Status expected);
    error NodeTaken(bytes32 id, bytes32 institution, Status status);
    error KindNotAllowed(Kind kind, uint8 category);
    error LastValidator(bytes32 id);
    error TooManyValidators(uint256 actual, uint256 limit);
    /// @notice `source` does not name from one to `most` validators, each once.
    error ValidatorsUnusable(address source, uint256 most);
    /// @notice Fewer validators than governance allows would be left.
    error TooFewValidators(uint256 actual, uint256 minimum);
    error MinimumOutOfRange(uint256 actual, uint256 smallest, uint256 greatest);
    /// @notice An upgrade must leave the validators as they are.
    error ValidatorsChangedByUpgrade(uint256 before, uint256 afterwards);
    error BlockNotYetMade(uint256 requested, uint256 latest);

    /// @notice Requests a node for the caller's institution; by an operator or governor. Genesis nodes are for genesis
    /// institutions; audit institutions run audit nodes only.
    /// @param publicKey the node key's public part, 64 bytes; the node's id is its keccak256
    /// @param proof signature (r, s, v) of `possessionDigest` by the node key: nobody can take the key of a node that it does
    /// not run, nor can a node be put to an institution that its key has not consented to
    function request(Kind kind, bytes calldata publicKey, string calldata endpoint, bytes calldata proof) external;

    /// @notice Admits a requested node, if its institution's category still allows the kind; by work order. A validator takes part in consensus from the next block on: its machine
    /// should run by then. Refused by the shield when the validators of this block's beginning could not go on without it.
    function admit(bytes32 id) external;

    /// @notice Removes a node or turns a request down; by work order. Refused when fewer validators than the minimum
    /// would be left, or (by the shield) too few of those at the beginning of the block.
    function remove(bytes32 id) external;

    /// @notice Sets how many validators there must be at least, from 1 to as many as there are; by work order. A chain founded
    /// with four or more starts with 4, below which no fault is tolerated; a smaller one with 1.
    function setMinimumValidators(uint256 minimum) external;

    /// @notice What the proof of a request signs: EIP-712, domain "Govchain Nodes" version "1", of
    /// `NodePossession(bytes32 institution,bytes publicKey)`.
    function possessionDigest(bytes32 institution, bytes calldata publicKey) external view returns (bytes32);

    /// @notice The validators, as Besu's QBFT reads them.
    function getValidators() external view returns (address[] memory);

    /// @notice How many validators there are, how many of them must sign a block, how many there must be at least.
    function quorum() external view returns (uint256 validators, uint256 needed, uint256 minimum);

    /// @notice The validators in the state of a past block, in the order in which `getValidators` named them there. They signed
    /// the block after it: the seals of block N are checked against `validatorsAt(N - 1)`.
    function validatorsAt(uint48 blockNumber) external view returns (address[] memory);

    /// @notice Every admission and removal of a validator, oldest first, at most 100 at a time.
    function validatorChanges(uint256 offset, uint256 limit) external view returns (ValidatorChange[] memory);

    function validatorChangeCount() external view returns (uint256);

    /// @notice The node, or an empty record (status None) when unknown.
    function node(bytes32 id) external view returns (Node memory);

    /// @notice Nodes in order of their first request, at most 100 at a time.
    function nodes(uint256 offset, uint256 limit) external view returns (Node[] memory);

    function nodeCount() external view returns (uint256);
}
