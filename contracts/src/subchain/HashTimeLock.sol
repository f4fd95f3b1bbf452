// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IHashTimeLock} from "./interfaces/IHashTimeLock.sol";

/// @title Hash time lock for ERC-20 tokens and native value, for everybody on a chain. See IHashTimeLock.
/// @dev One slot for each lock: its terms are in the event and come back with the call, held to account by the id. Nobody
/// owns, pauses or upgrades this contract.
contract HashTimeLock is IHashTimeLock, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint256 public constant SHORTEST_LOCK = 10 minutes;
    uint256 public constant LONGEST_LOCK = 30 days;

    bytes32 private constant LOCK_DOMAIN = keccak256("govchain.hashtimelock.v1");

    mapping(bytes32 id => LockStatus) private _status;

    /// @inheritdoc IHashTimeLock
    function lock(Lock calldata terms) external payable override nonReentrant returns (bytes32 id) {
        _requireSound(terms);
        id = idOf(terms);
        if (_status[id] != LockStatus.None) revert AlreadyLocked(id, _status[id]);
        _status[id] = LockStatus.Locked;
        emit Locked(id, terms.hashLock, terms.recipient, terms.refundTo, terms.token, terms.amount, terms.expiry);
        _take(terms.token, terms.amount);
    }

    /// @inheritdoc IHashTimeLock
    function redeem(Lock calldata terms, bytes32 secret) external override nonReentrant {
        bytes32 id = _requireLocked(terms);
        if (block.timestamp >= terms.expiry) revert TooLate(id, block.timestamp, terms.expiry);
        bytes32 actual = sha256(abi.encode(secret));
        if (actual != terms.hashLock) revert WrongSecret(actual, terms.hashLock);
        _status[id] = LockStatus.Redeemed;
        emit Redeemed(id, terms.hashLock, secret);
        _pay(terms.token, terms.recipient, terms.amount);
    }

    /// @inheritdoc IHashTimeLock
    function refund(Lock calldata terms) external override nonReentrant {
        bytes32 id = _requireLocked(terms);
        if (block.timestamp < terms.expiry) revert TooEarly(id, block.timestamp, terms.expiry);
        _status[id] = LockStatus.Refunded;
        emit Refunded(id, terms.hashLock);
        _pay(terms.token, terms.refundTo, terms.amount);
    }

    /// @inheritdoc IHashTimeLock
    function idOf(Lock calldata terms) public view override returns (bytes32) {
        return keccak256(abi.encode(LOCK_DOMAIN, block.chainid, address(this), terms));
    }

    /// @inheritdoc IHashTimeLock
    function statusOf(bytes32 id) external view override returns (LockStatus) {
        return _status[id];
    }

    function _requireSound(Lock calldata terms) private view {
        if (
            terms.recipient == address(0) || terms.refundTo == address(0) || terms.recipient == address(this)
                || terms.refundTo == address(this)
        ) revert PartyUnusable(terms.recipient, terms.refundTo);
        if (terms.amount == 0) revert AmountTooSmall(terms.amount, 1);
        if (terms.hashLock == bytes32(0)) revert HashLockMissing(terms.hashLock);
        (uint256 earliest, uint256 latest) = (block.timestamp + SHORTEST_LOCK, block.timestamp + LONGEST_LOCK);
        if (terms.expiry < earliest || terms.expiry > latest) {
            revert ExpiryOutOfRange(terms.expiry, earliest, latest);
        }
        uint256 value = terms.token == address(0) ? terms.amount : 0;
        if (msg.value != value) revert ValueMismatch(msg.value, value);
        if (terms.token == address(this) || (terms.token != address(0) && terms.token.code.length == 0)) {
            revert TokenUnusable(terms.token);
        }
    }

    function _requireLocked(Lock calldata terms) private view returns (bytes32 id) {
        id = idOf(terms);
        if (_status[id] != LockStatus.Locked) revert NotLocked(id, _status[id]);
    }

    /// @dev Measured: a token that takes a fee, or says that it moved what it did not, would pay one lock out of another.
    function _take(address token, uint256 amount) private {
        if (token == address(0)) return;
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != amount) revert AmountMismatch(token, received, amount);
    }

    function _pay(address token, address to, uint256 amount) private {
        if (token == address(0)) Address.sendValue(payable(to), amount);
        else IERC20(token).safeTransfer(to, amount);
    }
}
