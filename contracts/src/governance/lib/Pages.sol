// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Paging of lists: at most 100 entries at a time, so that a view never outgrows the gas of a call.
library Pages {
    uint256 internal constant LONGEST = 100;

    /// @return count how many entries the page from `offset` has
    function count(uint256 total, uint256 offset, uint256 limit) internal pure returns (uint256) {
        if (offset >= total) return 0;
        uint256 wanted = limit < LONGEST ? limit : LONGEST;
        uint256 left = total - offset;
        return wanted < left ? wanted : left;
    }
}
