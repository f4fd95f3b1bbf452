// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernanceErrors} from "../interfaces/IGovernanceErrors.sol";

/// @title Codes `[a-z0-9][a-z0-9-]{0,31}` and paths (institution code "/" code), whose keccak256 is an object's id.
library Paths {
    uint256 private constant LONGEST_CODE = 32;

    function requireCode(string memory code) internal pure {
        bytes memory text = bytes(code);
        bool wellFormed = text.length > 0 && text.length <= LONGEST_CODE && text[0] != "-";
        for (uint256 i = 0; wellFormed && i < text.length; ++i) {
            bytes1 c = text[i];
            wellFormed = (c >= "a" && c <= "z") || (c >= "0" && c <= "9") || c == "-";
        }
        if (!wellFormed) revert IGovernanceErrors.CodeMalformed(code);
    }

    function institutionId(string memory code) internal pure returns (bytes32) {
        return keccak256(bytes(code));
    }

    function objectId(string memory institutionCode, string memory code) internal pure returns (bytes32) {
        return keccak256(bytes.concat(bytes(institutionCode), "/", bytes(code)));
    }
}
