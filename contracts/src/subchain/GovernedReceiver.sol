// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GatewayBound} from "./GatewayBound.sol";
import {IGateway} from "./interfaces/IGateway.sol";
import {IGovernedReceiver} from "./interfaces/IGovernedReceiver.sol";

/// @title Base of business contracts that take governed calls.
/// @notice A function with one of the modifiers runs only inside a delivery of the gateway, hence at most once per step and
/// action, and knows transaction, step, pipeline and source institution from `_context()`. Functions without them are
/// ordinary: reads need none. Prevents: calls past the governance; replays; a compensator run as a step, or a step run as
/// a compensation. A callback of the gateway is not a delivery and is refused here.
/// @dev The context lives in the gateway's transient storage (EIP-1153): it ends with the delivery, and what this contract
/// calls meanwhile cannot come back in its name, since it is not the gateway.
abstract contract GovernedReceiver is GatewayBound, IGovernedReceiver {
    /// @dev Steps and compensations alike.
    modifier governed() {
        _requireGateway();
        gateway.context();
        _;
    }

    /// @dev Steps only.
    modifier governedStep() {
        _requireAction(false);
        _;
    }

    /// @dev Compensations only.
    modifier governedCompensation() {
        _requireAction(true);
        _;
    }

    function _context() internal view returns (IGateway.Context memory) {
        return gateway.context();
    }

    function _requireAction(bool compensation) private view {
        _requireGateway();
        bool actual = gateway.context().compensation;
        if (actual != compensation) revert WrongAction(msg.sig, actual, compensation);
    }
}
