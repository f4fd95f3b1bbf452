// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Tells Foundry which contract to call at random between two checks of the invariants.
abstract contract InvariantTest {
    address[] private _targets;

    function target(address handler) internal {
        _targets.push(handler);
    }

    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }
}
