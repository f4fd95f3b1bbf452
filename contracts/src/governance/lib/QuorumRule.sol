// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title When one set of QBFT validators may follow another.
/// @notice The set in the state of block N signs block N + 1, so what counts is the set at the end of a block against the one
/// at its beginning, however many changes happen in between. Nobody knows whether a newcomer's machine runs: the chain must go
/// on without it. Reasons and the table of what is possible: docs/decisions/0010.
library QuorumRule {
    /// @notice How many of `count` validators must sign a block.
    function quorum(uint256 count) internal pure returns (uint256) {
        return (2 * count + 2) / 3;
    }

    /// @notice How many of `count` validators may be faulty.
    function tolerated(uint256 count) internal pure returns (uint256) {
        return count == 0 ? 0 : (count - 1) / 3;
    }

    /// @notice Compares the validators at the beginning of a block with those at its end.
    /// @return allowed whether the one set may follow the other
    /// @return kept how many of the old validators remain
    /// @return needed how many must at least remain
    function mayFollow(address[] memory before, address[] memory afterwards)
        internal
        pure
        returns (bool allowed, uint256 kept, uint256 needed)
    {
        kept = common(before, afterwards);
        needed = quorum(afterwards.length);
        // One validator alone can never be the quorum of two: this is how a network of one grows.
        bool second = before.length == 1 && afterwards.length == 2 && kept == 1;
        if (kept < needed && !second) return (false, kept, needed);
        // Removals alone: those who remain must be enough though as many as were tolerated are down.
        uint256 lasting = quorum(kept) + tolerated(before.length);
        return (kept == before.length || kept >= lasting, kept, lasting);
    }

    function common(address[] memory a, address[] memory b) internal pure returns (uint256 count) {
        for (uint256 i = 0; i < a.length; ++i) {
            for (uint256 j = 0; j < b.length; ++j) {
                if (a[i] == b[j]) {
                    ++count;
                    break;
                }
            }
        }
    }
}
