// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title The founding validators as a fixed list: a chain that halted can be switched to it in the node configuration.
contract RecoveryValidators {
    address[] private _validators;

    error AlreadyInitialized(uint256 validators);
    error ValidatorsMissing(uint256 actual, uint256 least);

    /// @notice Called once, while the genesis file is made.
    function initialize(address[] calldata validators) external {
        if (_validators.length != 0) revert AlreadyInitialized(_validators.length);
        if (validators.length == 0) revert ValidatorsMissing(0, 1);
        _validators = validators;
    }

    function getValidators() external view returns (address[] memory) {
        return _validators;
    }
}
