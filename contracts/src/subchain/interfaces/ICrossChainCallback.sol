// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGateway} from "./IGateway.sol";

/// @title What a contract that asks for cross-chain calls implements, by inheriting CrossChainCaller.
interface ICrossChainCallback {
    /// @notice The outcome of a call; by the gateway only, at most once per call.
    /// @param transaction the governed transaction; the call's own id when it failed before one was opened; zero for Expired
    /// @param result of a success what the function returned, ABI encoded, if the proxy brings it; otherwise the reason as an ABI
    /// encoded string, if the proxy gives one; else empty
    function onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata result) external;
}
