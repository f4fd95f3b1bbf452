// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Pages} from "./Pages.sol";

/// @title Pages of a set of ids.
library IdSet {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    function page(EnumerableSet.Bytes32Set storage set, uint256 offset, uint256 limit)
        internal
        view
        returns (bytes32[] memory ids)
    {
        ids = new bytes32[](Pages.count(set.length(), offset, limit));
        for (uint256 i = 0; i < ids.length; ++i) {
            ids[i] = set.at(offset + i);
        }
    }
}
