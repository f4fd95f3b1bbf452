// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Addresses} from "./lib/Addresses.sol";
import {ValidatorList} from "./lib/ValidatorList.sol";

/// @title The validator contract that QBFT asks. Immutable: no upgrade can break it.
/// @notice A validator contract that fails halts the chain. This one hands on what `Nodes` answers while that answer is
/// sound, and else the last sound answer that it was told to remember. It does not judge *who* is on a sound list.
contract ValidatorShield {
    /// @dev Far above what 100 validators cost (about 500,000), far below what a node grants a call.
    uint256 public constant GAS_LIMIT = 5_000_000;

    address[] private _remembered;

    event ValidatorsRemembered(address[] validators);

    error NothingToRemember();

    /// @notice Stores the present answer of `Nodes` as the fallback; anybody may call, `Nodes` does after each change.
    function remember() external {
        (bool usable, address[] memory validators) = ValidatorList.read(Addresses.NODES, GAS_LIMIT);
        if (!usable) revert NothingToRemember();
        _remembered = validators;
        emit ValidatorsRemembered(validators);
    }

    function getValidators() external view returns (address[] memory) {
        (bool usable, address[] memory validators) = ValidatorList.read(Addresses.NODES, GAS_LIMIT);
        return usable ? validators : _remembered;
    }

    function rememberedValidators() external view returns (address[] memory) {
        return _remembered;
    }
}
