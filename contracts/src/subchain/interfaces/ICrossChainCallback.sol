// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGateway} from "./IGateway.sol";

/// @title What a contract that asks for cross-chain calls implements, by inheriting CrossChainCaller.
interface ICrossChainCallback {
    /// @notice The outcome of a call; by the gateway only, at most once per call.
    /// @param transaction the governed transaction; zero when none was opened (Expired)
    /// @param result what the function returned, ABI encoded, if the proxy brings it; else empty
    function onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata result) external;
}
