// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Protocol keys: with which key an account signs messages of a cryptographic suite, at any time.
/// @notice A key counts from the moment its possession is proven: at once for secp256k1, whose proof the chain checks; for
/// the other suites once enough governors of other genesis institutions, or a work order, have confirmed that they checked
/// the proof, which is in the event, off the chain. A key that counts ends the one before it. Nothing is ever deleted, so
/// that an old signature finds the key of its time.
interface IProtocolKeys {
    enum Suite {
        None,
        Secp256k1,
        Sm,
        Cnsa,
        Pq
    }

    enum KeyStatus {
        None,
        Registered,
        Confirmed,
        Revoked
    }

    /// @param version 1 for the first key of the suite; 0 for the account's own key
    /// @param validFrom 0 until the key counts
    /// @param validUntil first second in which the key does not count any more; 0 for no end
    /// @param publicKey secp256k1 and SM2: X and Y, 64 bytes; P-384: X and Y, 96 bytes; ML-DSA-65: 1952 bytes
    struct ProtocolKey {
        address account;
        Suite suite;
        uint32 version;
        KeyStatus status;
        uint8 confirmations;
        uint48 registeredAt;
        uint48 validFrom;
        uint48 validUntil;
        bytes32 proofDigest;
        bytes publicKey;
    }

    event ProtocolKeyRegistered(
        address indexed account,
        Suite indexed suite,
        uint32 indexed version,
        bytes publicKey,
        uint48 validUntil,
        bytes proof
    );
    event ProtocolKeyChecked(
        address indexed account, Suite indexed suite, uint32 indexed version, bytes32 institution, address governor
    );
    event ProtocolKeyConfirmed(address indexed account, Suite indexed suite, uint32 indexed version);
    event ProtocolKeyRevoked(address indexed account, Suite indexed suite, uint32 indexed version);
    event ConfirmationsChanged(uint8 confirmations);

    error KeyLengthWrong(Suite suite, uint256 actual, uint256 expected);
    error ProofLengthWrong(Suite suite, uint256 actual, uint256 expected);
    error KeyRegisteredBefore(address account, Suite suite, uint32 version);
    error ValidityOver(uint48 validUntil, uint48 blockTime);
    error UnknownProtocolKey(address account, Suite suite, uint32 version);
    error ProtocolKeyStatusWrong(uint32 version, KeyStatus actual, KeyStatus expected);
    error ProtocolKeySuperseded(uint32 version, uint32 newest);
    error NotAnotherGenesisInstitution(address caller, bytes32 institution, bytes32 owner);
    error InstitutionHasConfirmed(bytes32 institution, uint32 version);
    error NotTheKeysOwner(address caller, address account, bytes32 owner);
    error ConfirmationsOutOfRange(uint8 actual, uint8 smallest, uint8 greatest);

    /// @notice Registers the caller's next key of a suite; by any active account.
    /// @param validUntil first second in which the key shall not count any more; 0 for no end
    /// @param proof signature of `possessionDigest` by the key itself. secp256k1: r, s, v (65 bytes) over the digest. SM2
    /// (with SM3 and the default identity), ES384 (r and s) and ML-DSA-65: over the digest's 32 bytes as the message
    /// @return version of the key
    function register(Suite suite, bytes calldata publicKey, uint48 validUntil, bytes calldata proof)
        external
        returns (uint32 version);

    /// @notice States that the caller checked the proof off the chain; by a governor of a seated genesis institution other
    /// than the owner's, once per institution. The key counts when `confirmations` institutions have done so, or all others
    /// where there are fewer. An institution that has lost its seat meanwhile does not count.
    function confirm(address account, Suite suite, uint32 version) external;

    /// @notice Lets a key count at once; by work order.
    function acceptByVote(address account, Suite suite, uint32 version) external;

    /// @notice Ends a key; by the account itself or a governor of its institution.
    function revoke(address account, Suite suite, uint32 version) external;

    /// @notice Ends a key; by work order.
    function revokeByVote(address account, Suite suite, uint32 version) external;

    /// @notice Changes how many institutions must confirm a key; by work order.
    function setConfirmations(uint8 confirmations) external;

    function confirmations() external view returns (uint8);

    /// @notice What the proof signs: EIP-712, domain "Govchain ProtocolKeys" version "1", of
    /// `KeyPossession(address account,uint8 suite,uint32 version,bytes publicKey)`.
    function possessionDigest(address account, Suite suite, uint32 version, bytes calldata publicKey)
        external
        view
        returns (bytes32);

    /// @notice The key, or an empty record (status None) when unknown.
    function protocolKey(address account, Suite suite, uint32 version) external view returns (ProtocolKey memory);

    /// @notice The key that counted at this time, or an empty record. Without a registered one, the account's own key counts
    /// for secp256k1 (version 0). Whether the account was active then is another question: `IAccounts.wasActiveAt`.
    function protocolKeyAt(address account, Suite suite, uint48 timepoint) external view returns (ProtocolKey memory);

    /// @notice Keys of a suite by version, at most 100 at a time.
    function protocolKeys(address account, Suite suite, uint256 offset, uint256 limit)
        external
        view
        returns (ProtocolKey[] memory);

    function protocolKeyCount(address account, Suite suite) external view returns (uint256);
}
