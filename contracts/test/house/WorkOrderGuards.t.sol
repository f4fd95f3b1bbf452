// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {vm, Vm} from "../../script/Vm.sol";
import {IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../../src/governance/interfaces/INodes.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title Guards and boundaries of work orders that nothing but their own test would miss.
contract WorkOrderGuardsTest is ConsortiumTest {
    bytes4 internal constant SET_POLICY = IWorkOrders.setPolicy.selector;

    function test_whatUndoesADecisionCannotBeTakenAway() public {
        vm.startPrank(Addresses.WORK_ORDERS);
        vm.recordLogs();
        workOrders.setPolicy(Addresses.WORK_ORDERS, SET_POLICY, IWorkOrders.Policy.TwoThirds);
        eq(logged(IWorkOrders.PolicyChanged.selector), 1, "told");
        workOrders.setPolicy(Addresses.WORK_ORDERS, IWorkOrders.setPeriods.selector, IWorkOrders.Policy.None);
        workOrders.setPolicy(Addresses.NODES, SET_POLICY, IWorkOrders.Policy.None);
        workOrders.setPolicy(Addresses.NODES, INodes.admit.selector, IWorkOrders.Policy.None);
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.PolicyForbidden.selector, Addresses.WORK_ORDERS, SET_POLICY));
        workOrders.setPolicy(Addresses.WORK_ORDERS, SET_POLICY, IWorkOrders.Policy.None);
        bytes4 unfreeze = IAccounts.unfreeze.selector;
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.PolicyForbidden.selector, Addresses.ACCOUNTS, unfreeze));
        workOrders.setPolicy(Addresses.ACCOUNTS, unfreeze, IWorkOrders.Policy.None);
        vm.stopPrank();
        eq(uint256(workOrders.policyOf(Addresses.NODES, INodes.admit.selector)), 0, "taken away");
    }

    function test_periodsHaveBounds() public {
        vm.startPrank(Addresses.WORK_ORDERS);
        vm.recordLogs();
        workOrders.setPeriods(1 minutes, 365 days);
        eq(logged(IWorkOrders.PeriodsChanged.selector), 1, "told");
        workOrders.setPeriods(365 days, 1 minutes);
        eq(workOrders.votingPeriod(), 365 days, "voting period");
        uint32[2] memory bad = [uint32(59), 365 days + 1];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory reason =
                abi.encodeWithSelector(IWorkOrders.PeriodOutOfRange.selector, bad[i], uint32(60), uint32(365 days));
            vm.expectRevert(reason);
            workOrders.setPeriods(bad[i], 1 days);
            vm.expectRevert(reason);
            workOrders.setPeriods(1 days, bad[i]);
        }
        vm.stopPrank();
    }

    function test_whoHasNoSeatHasNoVote() public {
        uint256 id = suspendTax();
        vote(0, id, 1);
        eq(workOrders.voteOf(id, REGISTRY), 1, "seat 0");
        eq(workOrders.voteOf(id, keccak256("nobody")), 255, "nobody's vote");
        eq(workOrders.voteOf(id, NOTARY), 255, "not yet");
        eq(workOrders.getVotes(governor(1), block.timestamp - 1), 1, "a seat");
        eq(workOrders.getVotes(operator(1), block.timestamp - 1), 0, "no governor");
        eq(workOrders.getVotes(address(9), block.timestamp - 1), 0, "a stranger");
    }

    function test_countsEachKindOfVote_andTellsIt() public {
        uint256 id = propose(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (operator(2))));
        vm.warp(block.timestamp + 1);
        vm.recordLogs();
        vote(0, id, 2);
        eq(logged(IGovernor.VoteCast.selector), 1, "told");
        tally(id, 0, 0, 1);
        vm.prank(governor(1));
        vm.recordLogs();
        workOrders.castVoteWithReasonAndParams(id, 0, "no", "because");
        eq(logged(IGovernor.VoteCastWithParams.selector), 1, "told with parameters");
        tally(id, 0, 1, 1);
    }

    function testRevert_castVote_whenDecided() public {
        uint256 id = suspendTax();
        vote(0, id, 1);
        vote(1, id, 1);
        bytes memory reason = abi.encodeWithSelector(
            IGovernor.GovernorUnexpectedProposalState.selector,
            id,
            IGovernor.ProposalState.Succeeded,
            bytes32(uint256(1) << uint8(IGovernor.ProposalState.Active))
        );
        vm.expectRevert(reason);
        vm.prank(governor(2));
        workOrders.castVote(id, 0);
    }

    /// @dev Half of an even electorate is no majority.
    function test_aMajorityIsMoreThanHalf() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.warp(block.timestamp + 1);
        uint256 id = propose(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (operator(1))));
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        eq(uint256(workOrders.state(id)), uint256(IGovernor.ProposalState.Active), "one of two");
        vote(1, id, 1);
        eq(uint256(workOrders.state(id)), uint256(proposalSucceeded()), "both");
    }

    function test_theStrictestPolicyCounts_inWhateverOrder() public {
        bytes memory weak = abi.encodeCall(IAccounts.freeze, (operator(2)));
        bytes memory strict = abi.encodeCall(IAccounts.activate, (operator(2)));
        for (uint256 i = 0; i < 2; ++i) {
            address[] memory t = new address[](2);
            bytes[] memory d = new bytes[](2);
            (t[0], t[1]) = (Addresses.ACCOUNTS, Addresses.ACCOUNTS);
            (d[i], d[1 - i]) = (weak, strict);
            vm.prank(governor(0));
            uint256 id = workOrders.propose(t, new uint256[](2), d, vm.toString(i));
            eq(uint256(workOrders.workOrder(id).policy), uint256(IWorkOrders.Policy.Unanimous), "policy");
        }
    }

    /// @dev Only what was passed and not carried out expires.
    function test_whatIsOverStaysOver() public {
        uint256 executed = suspendTax();
        vote(0, executed, 1);
        vote(1, executed, 1);
        execute(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        eq(workOrders.executingSnapshot(), 0, "nothing is being executed");
        vm.warp(block.timestamp + 1);
        uint256 defeated = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.expel, (NOTARY)));
        vm.warp(block.timestamp + 1);
        vote(0, defeated, 0);
        vm.warp(block.timestamp + 365 days);
        eq(uint256(workOrders.state(executed)), uint256(IGovernor.ProposalState.Executed), "executed");
        eq(uint256(workOrders.state(defeated)), uint256(IGovernor.ProposalState.Defeated), "defeated");
    }

    function test_proposerCancelsInTheVerySecond() public {
        bytes memory call = abi.encodeCall(IInstitutions.suspend, (TAX));
        (uint256 id, bytes32 descriptionHash) = proposeAs(governor(0), Addresses.INSTITUTIONS, call);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, call);
        eq(uint256(workOrders.state(id)), uint256(IGovernor.ProposalState.Pending), "pending");
        vm.prank(governor(0));
        workOrders.cancel(t, v, d, descriptionHash);
        vm.warp(block.timestamp + 365 days);
        eq(uint256(workOrders.state(id)), uint256(IGovernor.ProposalState.Canceled), "cancelled for good");
    }

    function suspendTax() private returns (uint256 id) {
        id = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.warp(block.timestamp + 1);
    }

    function tally(uint256 id, uint256 inFavour, uint256 against, uint256 abstain) private view {
        IWorkOrders.WorkOrder memory w = workOrders.workOrder(id);
        eq(w.forVotes, inFavour, "for");
        eq(w.againstVotes, against, "against");
        eq(w.abstainVotes, abstain, "abstain");
    }

    function logged(bytes32 topic) private returns (uint256 count) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) ++count;
        }
    }
}
