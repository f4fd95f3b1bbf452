// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title A limit of what may pass in a window of time.
/// @notice What was used refills evenly, a full limit within a window: a single amount never exceeds the limit, and in no
/// stretch of one window's length passes more than twice the limit.
interface IWindowLimit {
    event LimitChanged(uint256 limit, uint48 window);

    error LimitExceeded(uint256 actual, uint256 available);
    error LimitMalformed(uint256 limit, uint48 window);
    error OwnerRequired(address owner);

    /// @return limit in a window
    /// @return window in seconds
    /// @return available what may pass now
    function limitState() external view returns (uint256 limit, uint48 window, uint256 available);

    /// @notice By the owner. A limit of 0 lets nothing pass.
    function setLimit(uint208 limit, uint48 window) external;

    /// @notice Stops what the contract says it stops; by the owner.
    function pause() external;

    function unpause() external;
}
