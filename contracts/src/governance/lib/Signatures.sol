// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Function signatures such as "store(bytes32,string)" or "find(bytes32)(string,bool)".
library Signatures {
    error SignatureMalformed(string actual);

    /// @return The hash of the argument list, from the first parenthesis to the one that closes it.
    function argumentsHash(string memory signature) internal pure returns (bytes32) {
        bytes memory text = bytes(signature);
        uint256 start = 0;
        while (start < text.length && text[start] != "(") ++start;
        if (start == 0) revert SignatureMalformed(signature);
        uint256 depth = 0;
        for (uint256 i = start; i < text.length; ++i) {
            if (text[i] == "(") ++depth;
            if (text[i] == ")" && --depth == 0) return _slice(text, start, i + 1);
        }
        revert SignatureMalformed(signature);
    }

    function _slice(bytes memory text, uint256 start, uint256 end) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            hash := keccak256(add(add(text, 0x20), start), sub(end, start))
        }
    }
}
