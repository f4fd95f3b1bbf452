// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Pages} from "../src/governance/lib/Pages.sol";

/// @title For every list, offset and limit: a page is never longer than what was asked for, than what may be asked for, and
/// than what is there. Every list of every contract is paged by it.
contract PagesProof {
    function boundsHold(uint256 total, uint256 offset, uint256 limit) external pure {
        uint256 count = Pages.count(total, offset, limit);
        assert(count <= 100);
        assert(count <= limit);
        assert(count == 0 || (offset < total && count <= total - offset));
        assert(count != 0 || limit == 0 || offset >= total);
    }
}
