// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IWorkOrders} from "../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";
import {InvariantTest} from "./base/InvariantTest.sol";

/// @title Proposes, votes twice and out of turn, suspends institutions, lets time pass.
contract WorkOrdersHandler is ConsortiumTest {
    struct Known {
        uint256 id;
        bytes call;
        string description;
        uint256 seats;
    }

    Known[] internal known;
    mapping(uint256 id => mapping(bytes32 institution => uint256)) public votes;
    mapping(uint256 id => uint256) public votesTotal;
    uint256 public executions;

    function setUp() public override {}

    function count() external view returns (uint256) {
        return known.length;
    }

    function order(uint256 i) external view returns (uint256 id, uint256 seats) {
        return (known[i].id, known[i].seats);
    }

    function open(uint256 who, uint256 what) external {
        address proposer = governor(who % 3);
        (, AccountRole role) = accounts.activeRole(proposer);
        if (role != AccountRole.Governor || known.length >= 12) return;
        bytes32 about = keccak256(bytes(codes[what % 3]));
        bytes memory call = what % 2 == 0
            ? abi.encodeCall(IInstitutions.suspend, (about))
            : abi.encodeCall(IInstitutions.reinstate, (about));
        string memory description = vm.toString(known.length);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, call);
        vm.prank(proposer);
        uint256 id = workOrders.propose(t, v, d, description);
        known.push(Known(id, call, description, institutions.genesisCountAt(uint48(block.timestamp))));
        // Nothing else happens in the snapshot's second, so the electorate just read is the final one.
        vm.warp(block.timestamp + 1);
    }

    /// @dev Anybody tries; only a first vote of a seated institution may count.
    function cast(uint256 who, uint256 which, uint8 support) external {
        if (known.length == 0) return;
        uint256 id = known[which % known.length].id;
        address voter = governor(who % 3);
        (bytes32 institution,) = accounts.activeRole(voter);
        vm.prank(voter);
        try workOrders.castVote(id, support % 3) {
            ++votes[id][institution];
            ++votesTotal[id];
        } catch {}
    }

    /// @dev A second governor account of registry: another person, the same seat.
    function castBySecondGovernor(uint256 which, uint8 support) external {
        if (known.length == 0) return;
        uint256 id = known[which % known.length].id;
        vm.prank(vm.addr(4242));
        try workOrders.castVote(id, support % 3) {
            ++votes[id][REGISTRY];
            ++votesTotal[id];
        } catch {}
    }

    function carryOut(uint256 which) external {
        if (known.length == 0) return;
        Known storage k = known[which % known.length];
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, k.call);
        bool passed = workOrders.state(k.id) == IGovernor.ProposalState.Succeeded;
        try workOrders.execute(t, v, d, keccak256(bytes(k.description))) {
            check(passed, "executed without having passed");
            ++executions;
            vm.warp(block.timestamp + 1);
        } catch {}
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 2 days);
    }
}

contract WorkOrdersInvariantTest is ConsortiumTest, InvariantTest {
    WorkOrdersHandler internal handler;

    function setUp() public override {
        super.setUp();
        requestAccount(governor(0), 4242, REGISTRY, AccountRole.Governor);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(4242))));
        vm.warp(block.timestamp + 1);
        handler = new WorkOrdersHandler();
        target(address(handler));
    }

    function invariant_noVoteIsCountedTwice() public view {
        for (uint256 i = 0; i < handler.count(); ++i) {
            (uint256 id,) = handler.order(i);
            IWorkOrders.WorkOrder memory w = workOrders.workOrder(id);
            uint256 tally = uint256(w.forVotes) + w.againstVotes + w.abstainVotes;
            eq(tally, handler.votesTotal(id), "tally");
            uint256 institutionsThatVoted = 0;
            for (uint256 k = 0; k < 3; ++k) {
                bytes32 institution = keccak256(bytes(codes[k]));
                uint256 votes = handler.votes(id, institution);
                check(votes <= 1, "one vote per institution");
                check((votes == 1) == (workOrders.voteOf(id, institution) != 255), "vote of the institution");
                institutionsThatVoted += votes;
            }
            eq(tally, institutionsThatVoted, "tally by institution");
            check(tally <= w.seats, "no more votes than seats");
        }
    }

    function invariant_electorateIsFixed() public view {
        for (uint256 i = 0; i < handler.count(); ++i) {
            (uint256 id, uint256 seats) = handler.order(i);
            eq(workOrders.workOrder(id).seats, seats, "seats");
        }
    }

    function invariant_passedOnlyWithItsMajority() public view {
        for (uint256 i = 0; i < handler.count(); ++i) {
            (uint256 id, uint256 seats) = handler.order(i);
            IWorkOrders.WorkOrder memory w = workOrders.workOrder(id);
            bool passed = w.state == IGovernor.ProposalState.Succeeded || w.state == IGovernor.ProposalState.Executed;
            if (passed) check(3 * uint256(w.forVotes) >= 2 * seats, "two thirds");
        }
    }

    function invariant_somebodyCanAlwaysVote() public view {
        check(institutions.genesisCountAt(uint48(block.timestamp)) >= 1, "an electorate");
    }
}
