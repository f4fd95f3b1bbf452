// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {
    GovernorVotesQuorumFraction
} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @title The votes token of the usual composition: one unit each for the voters, who delegate to themselves.
contract StockToken is ERC20, ERC20Permit, ERC20Votes {
    constructor(address[] memory voters) ERC20("Votes", "VOTE") ERC20Permit("Votes") {
        for (uint256 i = 0; i < voters.length; ++i) {
            _mint(voters[i], 1 ether);
            _delegate(voters[i], voters[i]);
        }
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }
}

/// @title OpenZeppelin's own Governor as its wizard composes it, without a proxy and without a timelock: what work orders
/// are compared with.
contract StockGovernor is
    Governor,
    GovernorSettings,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction
{
    constructor(IVotes token_)
        Governor("Stock")
        GovernorSettings(0, 100, 0)
        GovernorVotes(token_)
        GovernorVotesQuorumFraction(67)
    {}

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }
}

/// @title What both execute: a call that fills a fresh slot.
interface INoticeBoard {
    function postedAt(bytes32 notice) external view returns (uint256);
    function post(bytes32 notice) external;
}

contract NoticeBoard is INoticeBoard {
    mapping(bytes32 notice => uint256) public postedAt;

    function post(bytes32 notice) external {
        postedAt[notice] = block.timestamp;
    }
}
