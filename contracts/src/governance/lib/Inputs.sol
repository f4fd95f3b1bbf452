// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernanceErrors} from "../interfaces/IGovernanceErrors.sol";

/// @title Bounds of what callers may hand in, so that no record grows without limit.
library Inputs {
    uint256 internal constant NAME = 200;
    uint256 internal constant ATTRIBUTES = 4096;
    uint256 internal constant ENDPOINT = 255;
    uint256 internal constant SIGNATURE = 512;
    uint256 internal constant PUBLIC_KEY = 64;

    function requireAtMost(string memory what, uint256 actual, uint256 limit) internal pure {
        if (actual > limit) revert IGovernanceErrors.TooLong(what, actual, limit);
    }

    function requireGiven(string memory what, bytes32 value) internal pure {
        if (value == 0) revert IGovernanceErrors.Missing(what);
    }

    /// @param actual number of an enum's value, of which 0 stands for none
    function requireChosen(string memory what, uint8 actual, uint8 greatest) internal pure {
        if (actual == 0) revert IGovernanceErrors.NotChosen(what, actual, 1, greatest);
    }

    /// @return The address of a secp256k1 public key given as X followed by Y.
    function addressOf(bytes memory publicKey) internal pure returns (address) {
        if (publicKey.length != PUBLIC_KEY) {
            revert IGovernanceErrors.PublicKeyMalformed(publicKey.length, PUBLIC_KEY);
        }
        return address(uint160(uint256(keccak256(publicKey))));
    }
}
