// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IWindowLimit} from "./IWindowLimit.sol";

/// @title Home side of a two-way peg: keeps the tokens that circulate on another chain as pegged tokens.
/// @notice Way out: `deposit` locks and asks, through the gateway, for `mint(address,uint256)` there; if that does not come
/// to effect, the deposit goes back. Way home: the other side burns and asks for `release` here.
///
/// Guaranteed here: what is released was locked; each governed step releases once; each deposit ends once, minted or
/// returned. Together with PeggedToken: never more is minted than locked, in whatever order messages arrive, as long as the
/// accounts of both gateways tell the truth. If they do not, at most the window's limit is lost until somebody pauses.
interface IPegVault is IWindowLimit {
    struct Deposit {
        address from;
        uint256 amount;
    }

    event Deposited(bytes32 indexed id, address indexed from, address indexed recipient, uint256 amount);
    event DepositMinted(bytes32 indexed id, bytes32 indexed transaction);
    event DepositReturned(bytes32 indexed id, bytes32 indexed transaction, address indexed to, uint256 amount);
    event Released(bytes32 indexed transaction, address indexed recipient, uint256 amount);

    error AmountTooSmall(uint256 actual, uint256 least);
    error RecipientUnusable(address recipient);
    error TokenUnusable(address token);
    error AmountMismatch(address token, uint256 actual, uint256 expected);
    error NotEnoughLocked(uint256 actual, uint256 locked);

    /// @notice Locks the caller's tokens and asks for as many pegged ones. Tokens that take a fee are refused.
    /// @param deadline until when the governed transaction may be opened
    /// @return id of the gateway's call
    function deposit(uint256 amount, address recipient, uint40 deadline) external returns (bytes32 id);

    /// @notice Pays out what was burned on the other chain; a step of a governed transaction only. Has no compensator: make
    /// it the last step.
    function release(address recipient, uint256 amount) external;

    /// @return amount of tokens that back the pegged ones, deposits under way included
    function locked() external view returns (uint256 amount);

    /// @notice A deposit under way; empty when it ended.
    function depositOf(bytes32 id) external view returns (Deposit memory);
}
