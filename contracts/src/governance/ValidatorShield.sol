// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Addresses} from "./lib/Addresses.sol";
import {QuorumRule} from "./lib/QuorumRule.sol";
import {ValidatorList} from "./lib/ValidatorList.sol";

/// @title The validator contract that QBFT asks. Immutable: no upgrade can break it.
/// @notice A validator contract that fails halts the chain, and so does a list that the present validators cannot reach a
/// quorum of. This one answers from its own memory and calls nothing. The memory changes only when `Nodes` asks for it, only to
/// a sound list, and within one block never further than `QuorumRule` allows. It does not judge *who* is on such a list.
contract ValidatorShield {
    /// @dev Far above what 100 validators cost (about 500,000), far below what a node grants a call.
    uint256 public constant GAS_LIMIT = 5_000_000;

    address[] private _remembered;
    /// The validators at the beginning of block `_changedIn`.
    address[] private _before;
    uint48 private _changedIn;

    event ValidatorsRemembered(address[] validators);

    /// @notice `source` does not name from one to `most` validators, each once.
    error NothingToRemember(address source, uint256 most);
    error NotTheNodes(address caller, address expected);
    /// @notice Of the validators at the beginning of the block `kept` remain, `needed` must.
    error QuorumAtRisk(uint256 kept, uint256 needed);

    /// @notice Takes over the present answer of `Nodes`, which calls this after each change. A refusal undoes the change.
    function remember() external {
        if (msg.sender != Addresses.NODES) revert NotTheNodes(msg.sender, Addresses.NODES);
        (bool usable, address[] memory validators) = ValidatorList.read(Addresses.NODES, GAS_LIMIT);
        if (!usable) revert NothingToRemember(Addresses.NODES, ValidatorList.LONGEST);
        // While the genesis file is made there is nothing yet to go on from.
        if (_remembered.length != 0) _requireQuorum(validators);
        _remembered = validators;
        emit ValidatorsRemembered(validators);
    }

    function getValidators() external view returns (address[] memory) {
        return _remembered;
    }

    function _requireQuorum(address[] memory validators) private {
        if (_changedIn != block.number) {
            _changedIn = uint48(block.number);
            _before = _remembered;
        }
        (bool allowed, uint256 kept, uint256 needed) = QuorumRule.mayFollow(_before, validators);
        if (!allowed) revert QuorumAtRisk(kept, needed);
    }
}
