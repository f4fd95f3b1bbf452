// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGatewayBound} from "./IGatewayBound.sol";

/// @title Errors of contracts that take governed calls.
interface IGovernedReceiver is IGatewayBound {
    /// @notice A function that only executes was called as a compensation, or the other way round.
    error WrongAction(bytes4 selector, bool actualCompensation, bool expectedCompensation);
}
