// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Reads the byte-packed entries of `ITransactions.record` straight from calldata.
/// @dev The format is documented in `ITransactions`. Places are positions in the calldata; what lies past its end reads as
/// zeros, so that whoever reads checks the length.
library PackedEntries {
    /// @dev Heads 0x81 to 0x88: openings with 1 to 8 steps.
    uint256 internal constant OPENING = 0x80;
    uint256 internal constant MOST_STEPS = 8;
    /// @dev Heads 0x01 to 0x10: that many reports on each transaction.
    uint256 internal constant MOST_REPORTS = 16;
    /// @dev Transaction and deadline of an opening, before its steps.
    uint256 internal constant OPENING_BYTES = 37;

    function begin(bytes calldata entries) internal pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := entries.offset
        }
    }

    function byteAt(uint256 place) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := byte(0, calldataload(place))
        }
    }

    function wordAt(uint256 place) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            value := calldataload(place)
        }
    }

    function deadlineOf(uint256 opening) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, calldataload(add(opening, 32)))
        }
    }

    /// @return The steps as `TransactionWord` keeps them: step i at bits 32 * i.
    function stepsOf(uint256 opening, uint256 count) internal pure returns (uint256) {
        unchecked {
            return uint256(wordAt(opening + OPENING_BYTES)) >> (256 - 32 * count);
        }
    }

    /// @dev Sets one byte of the results; the index must be within them.
    function put(bytes memory results, uint256 index, uint256 value) internal pure {
        assembly ("memory-safe") {
            mstore8(add(add(results, 0x20), index), value)
        }
    }

    function at(bytes memory results, uint256 index) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := byte(0, mload(add(add(results, 0x20), index)))
        }
    }

    /// @dev Repeats up to 16 results further on; there must be room for 32 bytes, of which the rest is overwritten later.
    function repeat(bytes memory results, uint256 from, uint256 to) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(results, 0x20), to), mload(add(add(results, 0x20), from)))
        }
    }

    /// @dev The results have room for the longest batch; this leaves what was used.
    function cut(bytes memory results, uint256 length) internal pure {
        assembly ("memory-safe") {
            mstore(results, length)
        }
    }
}
