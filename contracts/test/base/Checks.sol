// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Assertions that say what was wrong.
abstract contract Checks {
    error Unequal(string what, uint256 actual, uint256 expected);
    error UnequalWords(string what, bytes32 actual, bytes32 expected);
    error UnequalTexts(string what, string actual, string expected);
    error Violated(string what);

    function eq(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert Unequal(what, actual, expected);
    }

    function eq(address actual, address expected, string memory what) internal pure {
        if (actual != expected) revert Unequal(what, uint160(actual), uint160(expected));
    }

    function eq(bytes32 actual, bytes32 expected, string memory what) internal pure {
        if (actual != expected) revert UnequalWords(what, actual, expected);
    }

    function eq(string memory actual, string memory expected, string memory what) internal pure {
        if (keccak256(bytes(actual)) != keccak256(bytes(expected))) revert UnequalTexts(what, actual, expected);
    }

    function check(bool condition, string memory what) internal pure {
        if (!condition) revert Violated(what);
    }
}
