// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IWindowLimit} from "./IWindowLimit.sol";

/// @title Far side of a two-way peg: tokens that stand for those in a vault on their home chain.
/// @notice Minted by a step of a governed transaction only, each once. Whoever wants the home token burns; if the release there
/// does not come to effect, what was burned is minted again.
interface IPeggedToken is IWindowLimit {
    struct Burn {
        address from;
        uint256 amount;
    }

    event Minted(bytes32 indexed transaction, address indexed recipient, uint256 amount);
    event MintUndone(bytes32 indexed transaction, address indexed recipient, uint256 amount);
    event Burned(bytes32 indexed id, address indexed from, address indexed recipient, uint256 amount);
    event BurnReleased(bytes32 indexed id, bytes32 indexed transaction);
    event BurnReturned(bytes32 indexed id, bytes32 indexed transaction, address indexed to, uint256 amount);

    error AmountTooSmall(uint256 actual, uint256 least);
    error RecipientUnusable(address recipient);

    /// @notice Issues tokens for a deposit in the vault; a step of a governed transaction only, within the limit.
    function mint(address recipient, uint256 amount) external;

    /// @notice Compensator of `mint`: same arguments. Fails if the recipient has not so much any more; then people decide.
    function undoMint(address recipient, uint256 amount) external;

    /// @notice Burns the caller's tokens and asks for their release on the home chain.
    /// @param recipient on the home chain
    /// @return id of the gateway's call
    function burn(uint256 amount, address recipient, uint40 deadline) external returns (bytes32 id);

    /// @notice A burn under way; empty when it ended.
    function burnOf(bytes32 id) external view returns (Burn memory);
}
