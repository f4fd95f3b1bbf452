// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IHashTimeLock} from "../subchain/interfaces/IHashTimeLock.sol";

/// @title Example of the hash time lock: assets of two chains change hands, with expiries that leave both parties time.
/// @notice One exchange on each chain. The first party knows the secret and calls `lockFirst` on its chain; the second party
/// checks that lock and calls `lockSecond` on the other; the first redeems there and so shows the secret; the second
/// redeems here. The exchange holds nothing and is needed for locking only: redeem and refund at the lock itself.
/// The margin is that of the rule in IHashTimeLock; what happens on the other chain must be looked at there.
contract AssetExchange {
    using SafeERC20 for IERC20;

    uint256 private constant FIRST_MARGINS = 3;
    uint256 private constant MARGINS_LEFT_FOR_SECOND = 2;

    IHashTimeLock public immutable locks;
    uint256 public immutable margin;

    error ExpiryTooEarly(uint256 actual, uint256 earliest);
    error ExpiryTooLate(uint256 actual, uint256 latest);
    error FirstLockTooShort(uint256 actual, uint256 earliest);

    constructor(IHashTimeLock locks_, uint256 margin_) {
        locks = locks_;
        margin = margin_;
    }

    /// @notice Locks as the one who knows the secret: for at least three margins.
    function lockFirst(IHashTimeLock.Lock calldata terms) external payable returns (bytes32 id) {
        uint256 earliest = block.timestamp + FIRST_MARGINS * margin;
        if (terms.expiry < earliest) revert ExpiryTooEarly(terms.expiry, earliest);
        return _lock(terms);
    }

    /// @notice Locks as the one who answers: while more than two margins are left of the first lock, for at least one margin,
    /// ending at least one margin before it.
    /// @param firstExpiry of the lock that the caller found on the other chain
    function lockSecond(IHashTimeLock.Lock calldata terms, uint40 firstExpiry) external payable returns (bytes32 id) {
        uint256 needed = block.timestamp + MARGINS_LEFT_FOR_SECOND * margin;
        if (firstExpiry <= needed) revert FirstLockTooShort(firstExpiry, needed + 1);
        if (terms.expiry < block.timestamp + margin) revert ExpiryTooEarly(terms.expiry, block.timestamp + margin);
        if (terms.expiry > firstExpiry - margin) revert ExpiryTooLate(terms.expiry, firstExpiry - margin);
        return _lock(terms);
    }

    /// @dev A token that takes a fee fails here or in the lock, which measures what it gets.
    function _lock(IHashTimeLock.Lock calldata terms) private returns (bytes32 id) {
        if (terms.token != address(0)) {
            IERC20(terms.token).safeTransferFrom(msg.sender, address(this), terms.amount);
            IERC20(terms.token).forceApprove(address(locks), terms.amount);
        }
        return locks.lock{value: msg.value}(terms);
    }
}
