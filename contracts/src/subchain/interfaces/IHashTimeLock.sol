// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Hash time lock: value that goes to the recipient for a secret, or back when the time is over.
/// @notice Two such locks with the same hash on two chains exchange assets between parties that trust neither each other nor
/// anybody else. Hashes are SHA-256 of a secret of exactly 32 bytes, so that other kinds of chains can use the same.
///
/// Guaranteed: locked value leaves once, to the recipient (before the expiry, with the secret) or to `refundTo` (from the
/// expiry on). Anybody may send either call; it pays the same party, so a secret seen in the pool is of no use to a thief.
/// A lock's id commits to all of it, to the chain and to this contract.
/// Not guaranteed: value of tokens that shrink in their holder's account; those that take a fee on the way in are refused.
/// A recipient that refuses native value keeps only itself from redeeming.
///
/// **Rule for expiries.** Let m be the time in which each party surely sees a transaction of the other and gets its own
/// included, delays and outages of either chain included. Who knows the secret locks first, for at least 3m; the other
/// locks second and only while more than 2m of that are left, for at least m, ending at least m **before** the first
/// lock: whoever learns the secret at the last moment of the second lock still has m to use it at the first.
interface IHashTimeLock {
    enum LockStatus {
        None,
        Locked,
        Redeemed,
        Refunded
    }

    /// @notice `token` zero: the chain's native value. The hash lock must be new for each exchange: a secret once shown
    /// opens every lock with its hash.
    struct Lock {
        address recipient;
        address refundTo;
        address token;
        uint256 amount;
        bytes32 hashLock;
        uint40 expiry;
    }

    event Locked(
        bytes32 indexed id,
        bytes32 indexed hashLock,
        address indexed recipient,
        address refundTo,
        address token,
        uint256 amount,
        uint40 expiry
    );
    event Redeemed(bytes32 indexed id, bytes32 indexed hashLock, bytes32 secret);
    event Refunded(bytes32 indexed id, bytes32 indexed hashLock);

    error AlreadyLocked(bytes32 id, LockStatus actual);
    error NotLocked(bytes32 id, LockStatus actual);
    error PartyUnusable(address recipient, address refundTo);
    error AmountTooSmall(uint256 actual, uint256 least);
    /// @notice Any but zero is allowed.
    error HashLockMissing(bytes32 actual);
    error ExpiryOutOfRange(uint256 actual, uint256 earliest, uint256 latest);
    error ValueMismatch(uint256 actual, uint256 expected);
    error TokenUnusable(address token);
    error AmountMismatch(address token, uint256 actual, uint256 expected);
    error WrongSecret(bytes32 actualHash, bytes32 expectedHash);
    error TooLate(bytes32 id, uint256 time, uint40 expiry);
    error TooEarly(bytes32 id, uint256 time, uint40 expiry);

    /// @notice Locks the caller's value. Expiry at least 10 minutes and at most 30 days from now.
    function lock(Lock calldata terms) external payable returns (bytes32 id);

    /// @notice Pays the recipient, before the expiry; by anybody who knows the secret.
    function redeem(Lock calldata terms, bytes32 secret) external;

    /// @notice Pays back, from the expiry on; by anybody.
    function refund(Lock calldata terms) external;

    function idOf(Lock calldata terms) external view returns (bytes32);

    function statusOf(bytes32 id) external view returns (LockStatus);
}
