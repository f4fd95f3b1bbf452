// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title A business contract of a subchain: keeps digests of documents with their metadata.
/// @notice `withdraw` takes the same arguments as `store` and undoes it: it is its compensator. Calldata after the
/// arguments (the tag of a cross-chain transaction) is ignored.
contract EvidenceStore {
    struct Entry {
        address by;
        uint64 at;
        bool active;
        string metadata;
    }

    mapping(bytes32 digest => Entry) private _entries;

    event Stored(bytes32 indexed digest, address indexed by, string metadata);
    event Withdrawn(bytes32 indexed digest, address indexed by, string metadata);

    error AlreadyStored(bytes32 digest, address by, uint64 at);
    error NotStored(bytes32 digest);
    error NotTheKeeper(bytes32 digest, address actual, address expected);

    /// @notice Stores a digest that is not stored, or was withdrawn.
    function store(bytes32 digest, string calldata metadata) external {
        Entry storage e = _entries[digest];
        if (e.active) revert AlreadyStored(digest, e.by, e.at);
        e.by = msg.sender;
        e.at = uint64(block.timestamp);
        e.active = true;
        e.metadata = metadata;
        emit Stored(digest, msg.sender, metadata);
    }

    /// @notice Marks a digest as withdrawn; only whoever stored it may. The entry stays readable.
    function withdraw(bytes32 digest, string calldata metadata) external {
        Entry storage e = _entries[digest];
        if (!e.active) revert NotStored(digest);
        if (e.by != msg.sender) revert NotTheKeeper(digest, msg.sender, e.by);
        e.active = false;
        emit Withdrawn(digest, msg.sender, metadata);
    }

    /// @notice What is known of a digest; all empty when it was never stored, `active` false when withdrawn.
    function find(bytes32 digest) external view returns (string memory metadata, address by, uint64 at, bool active) {
        Entry storage e = _entries[digest];
        return (e.metadata, e.by, e.at, e.active);
    }
}
