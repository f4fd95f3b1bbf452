// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IPipelines} from "../interfaces/IPipelines.sol";
import {ISubchains} from "../interfaces/ISubchains.sol";

/// @dev What opening a transaction reads of a pipeline's version, in one storage word, from the lowest bit:
///   0 status (4) | 4 status before the freeze (4) | 8 valid from (40) | 48 valid until (40) | 88 data class (8)
///   96 calls per window, 0 for any (24) | 120 seconds of a window (24) | 144 calls in the window used last (24)
///   168 that window, counted from the beginning of time (40) | 208 when all it leads through was last seen in order (40)
type PipelineWord is uint256;

using PipelineWords for PipelineWord global;

/// @title Reading and changing a `PipelineWord`; pure.
library PipelineWords {
    uint256 private constant BEFORE_FREEZE = 4;
    uint256 private constant VALID_FROM = 8;
    uint256 private constant VALID_UNTIL = 48;
    uint256 private constant DATA_CLASS = 88;
    uint256 private constant CALLS = 96;
    uint256 private constant WINDOW = 120;
    uint256 private constant USED = 144;
    uint256 private constant USED_IN = 168;
    uint256 private constant CHECKED_AT = 208;
    uint256 private constant MASK_24 = type(uint24).max;
    uint256 private constant MASK_40 = type(uint40).max;

    /// @dev The caller has checked that the validity fits.
    function request(IPipelines.Terms memory t) internal pure returns (PipelineWord) {
        return PipelineWord.wrap(
            uint256(IPipelines.Status.Requested) | (uint256(t.validUntil) << VALID_UNTIL)
                | (uint256(t.dataClass) << DATA_CLASS) | (uint256(t.callsPerWindow) << CALLS)
                | (uint256(t.windowSeconds) << WINDOW)
        );
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

    function terms(PipelineWord w) internal pure returns (IPipelines.Terms memory) {
        uint256 bits = PipelineWord.unwrap(w);
        return IPipelines.Terms({
            validUntil: w.validUntil(),
            dataClass: ISubchains.DataClass((bits >> DATA_CLASS) & 0xff),
            // forge-lint: disable-next-line(unsafe-typecast) - cuts the field out of the word
            callsPerWindow: uint24(bits >> CALLS),
            // forge-lint: disable-next-line(unsafe-typecast) - cuts the field out of the word
            windowSeconds: uint24(bits >> WINDOW)
        });
    }

    /// @dev Active and within its validity.
    function isOpenAt(PipelineWord w, uint256 time) internal pure returns (bool) {
        return PipelineWord.unwrap(w) & 15 == uint256(IPipelines.Status.Active) && w.validFrom() <= time
            && time <= w.validUntil();
    }

    function isLimited(PipelineWord w) internal pure returns (bool) {
        return (PipelineWord.unwrap(w) >> CALLS) & MASK_24 != 0;
    }

    /// @dev How many calls the window of that time still takes.
    function callsLeft(PipelineWord w, uint256 time) internal pure returns (uint256) {
        uint256 bits = PipelineWord.unwrap(w);
        uint256 most = (bits >> CALLS) & MASK_24;
        if (most == 0) return type(uint256).max;
        return most - w.usedAt(time);
    }

    function usedAt(PipelineWord w, uint256 time) internal pure returns (uint256) {
        uint256 bits = PipelineWord.unwrap(w);
        return (bits >> USED_IN) & MASK_40 == w.windowAt(time) ? (bits >> USED) & MASK_24 : 0;
    }

    function windowAt(PipelineWord w, uint256 time) internal pure returns (uint256) {
        return time / ((PipelineWord.unwrap(w) >> WINDOW) & MASK_24);
    }

    /// @dev The caller has checked that so many calls are left.
    function taken(PipelineWord w, uint256 calls, uint256 time) internal pure returns (PipelineWord) {
        uint256 cleared = PipelineWord.unwrap(w) & ~((MASK_24 << USED) | (MASK_40 << USED_IN));
        return PipelineWord.wrap(cleared | ((w.usedAt(time) + calls) << USED) | (w.windowAt(time) << USED_IN));
    }

    function withStatus(PipelineWord w, IPipelines.Status s) internal pure returns (PipelineWord) {
        return PipelineWord.wrap((PipelineWord.unwrap(w) & ~uint256(15)) | uint256(s));
    }

    function frozen(PipelineWord w) internal pure returns (PipelineWord) {
        uint256 cleared = PipelineWord.unwrap(w) & ~uint256(0xff);
        return PipelineWord.wrap(cleared | (uint256(w.status()) << BEFORE_FREEZE) | uint256(IPipelines.Status.Frozen));
    }

    /// @dev What was used of another version's window counts, whatever that window was, as used of this one's.
    function withUseOf(PipelineWord w, PipelineWord other, uint256 time) internal pure returns (PipelineWord) {
        if (!w.isLimited() || !other.isLimited()) return w;
        uint256 used = other.usedAt(time);
        uint256 left = w.callsLeft(time);
        return w.taken(used < left ? used : left, time);
    }

    function checkedAt(PipelineWord w) internal pure returns (uint256) {
        return (PipelineWord.unwrap(w) >> CHECKED_AT) & MASK_40;
    }

    function withCheckedAt(PipelineWord w, uint256 time) internal pure returns (PipelineWord) {
        return PipelineWord.wrap((PipelineWord.unwrap(w) & ~(MASK_40 << CHECKED_AT)) | (time << CHECKED_AT));
    }

    function withValidFrom(PipelineWord w, uint48 time) internal pure returns (PipelineWord) {
        return PipelineWord.wrap((PipelineWord.unwrap(w) & ~(MASK_40 << VALID_FROM)) | (uint256(time) << VALID_FROM));
    }
}
