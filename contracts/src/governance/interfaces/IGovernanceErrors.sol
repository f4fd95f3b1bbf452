// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Errors that several governance contracts share, each declared once.
interface IGovernanceErrors {
    /// @notice A code must match `[a-z0-9][a-z0-9-]{0,31}`.
    error CodeMalformed(string actual);
    /// @notice The path (institution code "/" code) is registered already.
    error PathTaken(bytes32 id);
    /// @notice `what` is longer than allowed, in bytes or entries.
    error TooLong(string what, uint256 actual, uint256 limit);
    /// @notice `what` must be given.
    error Missing(string what);
    /// @notice Of `what` a value from `smallest` to `greatest` must be chosen.
    error NotChosen(string what, uint8 actual, uint8 smallest, uint8 greatest);
    /// @notice A call through this function would pass the policies of work orders by.
    error TunnelForbidden(bytes4 selector);
    /// @notice A secp256k1 public key is 64 bytes: X followed by Y.
    error PublicKeyMalformed(uint256 actualLength, uint256 expectedLength);
    /// @notice The proof was not signed by the key that it is for (`signer` 0: by none).
    error PossessionNotProven(address signer, address expected);
    /// @notice The caller acts for `actual` (0: for no active institution); only `expected` may do this.
    error NotTheOwner(bytes32 actual, bytes32 expected);
    /// @notice Only an executed work order may do this.
    error NotAWorkOrder(address caller);
    /// @notice Only the directory (`Contracts`) may upgrade a governance contract.
    error NotTheDirectory(address caller, address expected);
    /// @notice What was voted on changed after the vote had begun: it needs a new vote.
    error ChangedSinceVote(uint48 changedAt, uint48 snapshot);
}
