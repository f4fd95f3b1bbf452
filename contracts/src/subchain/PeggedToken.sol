// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {CrossChainCaller} from "./CrossChainCaller.sol";
import {GatewayBound} from "./GatewayBound.sol";
import {GovernedReceiver} from "./GovernedReceiver.sol";
import {WindowLimit} from "./WindowLimit.sol";
import {IGateway} from "./interfaces/IGateway.sol";
import {IPeggedToken} from "./interfaces/IPeggedToken.sol";

/// @title Pegged token of one pipeline. See IPeggedToken.
/// @notice Pausing stops minting, burning and returns, not transfers between holders. The limit counts what a proxy mints;
/// what returns after a burn does not count, since it existed before. Units are those of the home token, one to one:
/// give it the same decimals.
contract PeggedToken is IPeggedToken, ERC20, GovernedReceiver, CrossChainCaller, WindowLimit {
    uint24 private constant CALLBACK_GAS = 200_000;

    bytes32 public immutable pipeline;
    uint8 private immutable _decimals;

    mapping(bytes32 id => Burn) private _burns;

    constructor(
        string memory name,
        string memory symbol,
        uint8 decimals_,
        IGateway gateway_,
        bytes32 pipeline_,
        address owner,
        uint208 limit,
        uint48 window
    ) ERC20(name, symbol) GatewayBound(gateway_) WindowLimit(owner, limit, window) {
        pipeline = pipeline_;
        _decimals = decimals_;
    }

    /// @inheritdoc IPeggedToken
    function mint(address recipient, uint256 amount) external override governedStep whenNotPaused {
        if (amount == 0) revert AmountTooSmall(amount, 1);
        _use(amount);
        _mint(recipient, amount);
        emit Minted(_context().transaction, recipient, amount);
    }

    /// @inheritdoc IPeggedToken
    function undoMint(address recipient, uint256 amount) external override governedCompensation whenNotPaused {
        _burn(recipient, amount);
        emit MintUndone(_context().transaction, recipient, amount);
    }

    /// @inheritdoc IPeggedToken
    function burn(uint256 amount, address recipient, uint40 deadline)
        external
        override
        whenNotPaused
        returns (bytes32 id)
    {
        if (amount == 0) revert AmountTooSmall(amount, 1);
        if (recipient == address(0)) revert RecipientUnusable(recipient);
        _burn(msg.sender, amount);
        id = _requestCall(pipeline, "release(address,uint256)", abi.encode(recipient, amount), deadline, CALLBACK_GAS);
        _burns[id] = Burn(msg.sender, amount);
        emit Burned(id, msg.sender, recipient, amount);
    }

    /// @inheritdoc IPeggedToken
    function burnOf(bytes32 id) external view override returns (Burn memory) {
        return _burns[id];
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function _onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata)
        internal
        override
        whenNotPaused
    {
        Burn memory ended = _burns[id];
        delete _burns[id];
        if (outcome == IGateway.CallStatus.Succeeded) {
            emit BurnReleased(id, transaction);
            return;
        }
        _mint(ended.from, ended.amount);
        emit BurnReturned(id, transaction, ended.from, ended.amount);
    }
}
