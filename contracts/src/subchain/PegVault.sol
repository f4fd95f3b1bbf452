// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CrossChainCaller} from "./CrossChainCaller.sol";
import {GatewayBound} from "./GatewayBound.sol";
import {GovernedReceiver} from "./GovernedReceiver.sol";
import {WindowLimit} from "./WindowLimit.sol";
import {IGateway} from "./interfaces/IGateway.sol";
import {IPegVault} from "./interfaces/IPegVault.sol";

/// @title Vault of one token and one pipeline. See IPegVault.
/// @notice Pausing stops deposits, releases and returns; a return that meets the pause is delivered again later. The limit
/// counts releases: the way out takes nothing from the vault.
contract PegVault is IPegVault, GovernedReceiver, CrossChainCaller, WindowLimit, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint24 private constant CALLBACK_GAS = 200_000;

    IERC20 public immutable token;
    bytes32 public immutable pipeline;

    uint256 private _locked;
    mapping(bytes32 id => Deposit) private _deposits;

    constructor(IGateway gateway_, IERC20 token_, bytes32 pipeline_, address owner, uint208 limit, uint48 window)
        GatewayBound(gateway_)
        WindowLimit(owner, limit, window)
    {
        if (address(token_).code.length == 0) revert TokenUnusable(address(token_));
        token = token_;
        pipeline = pipeline_;
    }

    /// @inheritdoc IPegVault
    function deposit(uint256 amount, address recipient, uint40 deadline)
        external
        override
        nonReentrant
        whenNotPaused
        returns (bytes32 id)
    {
        if (amount == 0) revert AmountTooSmall(amount, 1);
        if (recipient == address(0)) revert RecipientUnusable(recipient);
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != amount) revert AmountMismatch(address(token), received, amount);
        _locked += amount;
        id = _requestCall(pipeline, "mint(address,uint256)", abi.encode(recipient, amount), deadline, CALLBACK_GAS);
        _deposits[id] = Deposit(msg.sender, amount);
        emit Deposited(id, msg.sender, recipient, amount);
    }

    /// @inheritdoc IPegVault
    function release(address recipient, uint256 amount) external override governedStep nonReentrant whenNotPaused {
        if (recipient == address(0) || recipient == address(this)) revert RecipientUnusable(recipient);
        if (amount == 0) revert AmountTooSmall(amount, 1);
        if (amount > _locked) revert NotEnoughLocked(amount, _locked);
        _use(amount);
        _locked -= amount;
        emit Released(_context().transaction, recipient, amount);
        token.safeTransfer(recipient, amount);
    }

    /// @inheritdoc IPegVault
    function locked() external view override returns (uint256 amount) {
        return _locked;
    }

    /// @inheritdoc IPegVault
    function depositOf(bytes32 id) external view override returns (Deposit memory) {
        return _deposits[id];
    }

    /// @dev Tokens that do not go to the depositor (a blocked account, say) stay locked until the callback is repeated.
    function _onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata)
        internal
        override
        nonReentrant
        whenNotPaused
    {
        Deposit memory ended = _deposits[id];
        delete _deposits[id];
        if (outcome == IGateway.CallStatus.Succeeded) {
            emit DepositMinted(id, transaction);
            return;
        }
        _locked -= ended.amount;
        emit DepositReturned(id, transaction, ended.from, ended.amount);
        token.safeTransfer(ended.from, ended.amount);
    }
}
