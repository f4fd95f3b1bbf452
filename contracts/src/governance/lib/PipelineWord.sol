// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IPipelines} from "../interfaces/IPipelines.sol";

/// @dev What opening and reporting a transaction reads of a pipeline, in one storage word, from the lowest bit:
///   0 status (4) | 4 status before the freeze (4) | 8 valid from (40) | 48 valid until (40)
type PipelineWord is uint256;

using PipelineWords for PipelineWord global;

/// @title Reading and changing a `PipelineWord`; pure.
library PipelineWords {
    uint256 private constant BEFORE_FREEZE = 4;
    uint256 private constant VALID_FROM = 8;
    uint256 private constant VALID_UNTIL = 48;

    function request(uint48 until) internal pure returns (PipelineWord) {
        return PipelineWord.wrap(uint256(IPipelines.Status.Requested) | (uint256(until) << VALID_UNTIL));
    }

    function isNone(PipelineWord w) internal pure returns (bool) {
        return PipelineWord.unwrap(w) == 0;
    }

    function status(PipelineWord w) internal pure returns (IPipelines.Status) {
        return IPipelines.Status(PipelineWord.unwrap(w) & 15);
    }

    function beforeFreeze(PipelineWord w) internal pure returns (IPipelines.Status) {
        return IPipelines.Status((PipelineWord.unwrap(w) >> BEFORE_FREEZE) & 15);
    }

    function validFrom(PipelineWord w) internal pure returns (uint48) {
        // forge-lint: disable-next-line(unsafe-typecast) - cuts the field out of the word
        return uint40(PipelineWord.unwrap(w) >> VALID_FROM);
    }

    function validUntil(PipelineWord w) internal pure returns (uint48) {
        // forge-lint: disable-next-line(unsafe-typecast) - cuts the field out of the word
        return uint40(PipelineWord.unwrap(w) >> VALID_UNTIL);
    }

    /// @dev Active and within its validity.
    function isOpenAt(PipelineWord w, uint256 time) internal pure returns (bool) {
        return PipelineWord.unwrap(w) & 15 == uint256(IPipelines.Status.Active) && w.validFrom() <= time
            && time <= w.validUntil();
    }

    function withStatus(PipelineWord w, IPipelines.Status s) internal pure returns (PipelineWord) {
        return PipelineWord.wrap((PipelineWord.unwrap(w) & ~uint256(15)) | uint256(s));
    }

    function frozen(PipelineWord w) internal pure returns (PipelineWord) {
        uint256 cleared = PipelineWord.unwrap(w) & ~uint256(0xff);
        return PipelineWord.wrap(cleared | (uint256(w.status()) << BEFORE_FREEZE) | uint256(IPipelines.Status.Frozen));
    }

    function withValidFrom(PipelineWord w, uint48 time) internal pure returns (PipelineWord) {
        uint256 mask = uint256(type(uint40).max) << VALID_FROM;
        return PipelineWord.wrap((PipelineWord.unwrap(w) & ~mask) | (uint256(time) << VALID_FROM));
    }
}
