// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title The founding validators as a fixed list: a chain that halted can be switched to it in the node configuration.
contract RecoveryValidators {
    address[] private _validators;

    error AlreadyInitialized();
    error ValidatorsMissing();

    /// @notice Called once, while the genesis file is made.
    function initialize(address[] calldata validators) external {
        if (_validators.length != 0) revert AlreadyInitialized();
        if (validators.length == 0) revert ValidatorsMissing();
        _validators = validators;
    }

    function getValidators() external view returns (address[] memory) {
        return _validators;
    }
}
