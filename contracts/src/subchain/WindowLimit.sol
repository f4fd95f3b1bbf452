// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {IWindowLimit} from "./interfaces/IWindowLimit.sol";

/// @title Brakes: an owner who can stop, and a limit of what passes in a window.
/// @notice They bound what a stolen proxy key or a defect can take before somebody notices.
abstract contract WindowLimit is IWindowLimit, Ownable2Step, Pausable {
    using RateLimiter for RateLimiter.RefillingBucket;

    bytes32 private constant ALL = bytes32(0);

    RateLimiter.RefillingBucket private _bucket;

    constructor(address owner, uint208 limit, uint48 window) Ownable(owner) {
        _setLimit(limit, window);
    }

    /// @inheritdoc IWindowLimit
    function setLimit(uint208 limit, uint48 window) external override onlyOwner {
        _setLimit(limit, window);
    }

    /// @inheritdoc IWindowLimit
    function limitState() external view override returns (uint256 limit, uint48 window, uint256 available) {
        return (_bucket._capacity, _bucket._window, _bucket.available(ALL));
    }

    /// @inheritdoc IWindowLimit
    function pause() external override onlyOwner {
        _pause();
    }

    /// @inheritdoc IWindowLimit
    function unpause() external override onlyOwner {
        _unpause();
    }

    /// @notice Refused: without an owner a pause would last for ever.
    function renounceOwnership() public view override {
        revert OwnerRequired(owner());
    }

    function _use(uint256 amount) internal {
        if (!_bucket.tryConsume(ALL, amount)) revert LimitExceeded(amount, _bucket.available(ALL));
    }

    function _setLimit(uint208 limit, uint48 window) private {
        if (window == 0) revert LimitMalformed(limit, window);
        _bucket.sync(ALL);
        _bucket.updateSettings(window, limit);
        emit LimitChanged(limit, window);
    }
}
