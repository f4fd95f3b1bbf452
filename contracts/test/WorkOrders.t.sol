// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {vm, Vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {IWorkOrders} from "../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";

interface ITunnels {
    function relay(address target, uint256 value, bytes calldata data) external payable;
    function multicall(bytes[] calldata data) external returns (bytes[] memory);
    function execute(address target, bytes calldata data) external payable returns (uint32);
}

contract WorkOrdersTest is ConsortiumTest {
    bytes internal suspendTax = abi.encodeCall(IInstitutions.suspend, (TAX));

    function test_succeedsEarly_whenTheOutcomeIsCertain() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        state(id, IGovernor.ProposalState.Pending);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        state(id, IGovernor.ProposalState.Active);
        vote(1, id, 1);
        state(id, IGovernor.ProposalState.Succeeded);
        IWorkOrders.WorkOrder memory w = workOrders.workOrder(id);
        eq(w.seats, 3, "seats");
        eq(w.forVotes, 2, "votes for");
        eq(uint256(w.policy), uint256(IWorkOrders.Policy.TwoThirds), "policy");
        eq(w.proposer, governor(0), "proposer");
        vm.prank(address(0xbeef));
        execute(Addresses.INSTITUTIONS, suspendTax);
        check(!institutions.isActive(TAX), "tax is suspended");
        state(id, IGovernor.ProposalState.Executed);
    }

    function test_isDefeatedEarly_whenItCannotSucceedAnyMore() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vote(0, id, 0);
        state(id, IGovernor.ProposalState.Active);
        vote(1, id, 2);
        state(id, IGovernor.ProposalState.Defeated);
        eq(workOrders.voteOf(id, REGISTRY), 0, "registry's vote");
        eq(workOrders.voteOf(id, NOTARY), 2, "notary's vote");
        eq(workOrders.voteOf(id, TAX), 255, "tax's vote");
        check(workOrders.hasVoted(id, governor(0)) && !workOrders.hasVoted(id, governor(2)), "has voted");
    }

    function test_isDefeated_whenTheDeadlinePasses() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vm.warp(block.timestamp + VOTING_PERIOD);
        state(id, IGovernor.ProposalState.Defeated);
    }

    function test_expires_whenTheGracePeriodHasPassed() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vote(1, id, 1);
        vm.warp(block.timestamp - 1 + VOTING_PERIOD + GRACE_PERIOD);
        state(id, IGovernor.ProposalState.Succeeded);
        vm.warp(block.timestamp + 1);
        state(id, IGovernor.ProposalState.Expired);
        vm.expectRevert();
        execute(Addresses.INSTITUTIONS, suspendTax);
    }

    function test_activatesOnlyUnanimously() public {
        requestAccount(governor(0), 4242, REGISTRY, AccountRole.Operator);
        uint256 id = propose(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(4242))));
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vote(1, id, 1);
        state(id, IGovernor.ProposalState.Active);
        vote(2, id, 2);
        state(id, IGovernor.ProposalState.Defeated);
    }

    function test_takesTheStrictestPolicy_whenCallsDiffer() public {
        (address[] memory t, uint256[] memory v, bytes[] memory d) = two(
            Addresses.PIPELINES,
            abi.encodeCall(IPipelines.freeze, (0)),
            Addresses.ACCOUNTS,
            abi.encodeCall(IAccounts.activate, (address(1)))
        );
        vm.prank(governor(1));
        uint256 id = workOrders.propose(t, v, d, "two calls");
        eq(uint256(workOrders.workOrder(id).policy), uint256(IWorkOrders.Policy.Unanimous), "policy");
    }

    function testRevert_propose_whenCallerIsNoGovernor() public {
        refusedProposal(operator(0), suspendTax, abi.encodeWithSelector(IWorkOrders.NotAGovernor.selector, operator(0)));
        refusedProposal(address(7), suspendTax, abi.encodeWithSelector(IWorkOrders.NotAGovernor.selector, address(7)));
        decide(Addresses.INSTITUTIONS, suspendTax);
        refusedProposal(governor(2), suspendTax, abi.encodeWithSelector(IWorkOrders.NotAGovernor.selector, governor(2)));
    }

    function testRevert_propose_whenNoPolicyAllowsTheCall() public {
        bytes memory call = abi.encodeCall(IInstitutions.withdraw, ());
        bytes4 selector = IInstitutions.withdraw.selector;
        bytes memory expected =
            abi.encodeWithSelector(IWorkOrders.PolicyMissing.selector, Addresses.INSTITUTIONS, selector);
        refusedProposal(governor(0), call, expected);
        refusedProposal(governor(0), hex"010203", abi.encodeWithSelector(IWorkOrders.CallTooShort.selector, 0, 3));
    }

    function testRevert_castVote_whenInstitutionHasVoted() public {
        requestAccount(governor(0), 4242, REGISTRY, AccountRole.Governor);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(4242))));
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.InstitutionHasVoted.selector, id, REGISTRY));
        vm.prank(vm.addr(4242));
        workOrders.castVote(id, 1);
    }

    function testRevert_castVote_whenVoterHasNoSeat() public {
        admitPolice(IInstitutions.Category.Governance);
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        refusedVote(governor(3), id, POLICE);
        refusedVote(operator(0), id, REGISTRY);
        refusedVote(address(77), id, 0);
    }

    function testRevert_castVote_whenVoteIsUnknown() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.VoteUnknown.selector, 3, 2));
        vm.prank(governor(0));
        workOrders.castVote(id, 3);
    }

    function test_electorateIsFixed_whenAGenesisInstitutionJoinsLater() public {
        uint256 id = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.expel, (TAX)));
        vm.warp(block.timestamp + 1);
        admitPolice(IInstitutions.Category.Genesis);
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 4, "electorate now");
        refusedVote(governor(3), id, POLICE);
        vote(0, id, 1);
        eq(workOrders.workOrder(id).seats, 3, "electorate of the order");
        vote(1, id, 1);
        state(id, IGovernor.ProposalState.Succeeded);
        uint256 next = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vm.prank(governor(3));
        workOrders.castVote(next, 1);
        eq(workOrders.workOrder(next).seats, 4, "electorate of the next order");
    }

    function test_joinsTheElectorate_whenItsFirstGovernorIsActivated() public {
        vm.prank(contact(3));
        bytes32 application =
            institutions.applyForMembership("police", "Police", IInstitutions.Category.Genesis, 0, "{}");
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (application)));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "no seat without a governor");
        requestAccount(contact(3), keyOf(3, 2), POLICE, AccountRole.Operator);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (operator(3))));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "no seat with an operator");
        requestAccount(contact(3), keyOf(3, 1), POLICE, AccountRole.Governor);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (governor(3))));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 4, "seated");
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NotAccounts.selector, governor(3), Addresses.ACCOUNTS));
        vm.prank(governor(3));
        institutions.countGovernor(POLICE, true);
    }

    /// @dev The way back for an institution that has lost its only governor, too.
    function test_joinsTheElectorate_whenReinstatedWithAGovernorActivatedMeanwhile() public {
        vm.prank(contact(3));
        bytes32 application =
            institutions.applyForMembership("police", "Police", IInstitutions.Category.Genesis, 0, "{}");
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (application)));
        requestAccount(contact(3), keyOf(3, 1), POLICE, AccountRole.Governor);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (POLICE)));
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (governor(3))));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "no seat while suspended");
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.reinstate, (POLICE)));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 4, "seated");
        check(institutions.wasGenesisAt(POLICE, uint48(block.timestamp)), "has a seat");
    }

    function test_electorateIsFixed_whenAnInstitutionIsSuspendedMeanwhile() public {
        uint256 id = propose(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (operator(0))));
        vm.warp(block.timestamp + 1);
        decide(Addresses.INSTITUTIONS, suspendTax);
        refusedVote(governor(2), id, 0);
        vote(0, id, 1);
        eq(workOrders.workOrder(id).seats, 3, "seats");
        vote(1, id, 1);
        state(id, IGovernor.ProposalState.Succeeded);
    }

    function test_proposerCancels_untilDecided() public {
        (uint256 id, bytes32 hash) = proposeAs(governor(1), Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, suspendTax);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, governor(0)));
        vm.prank(governor(0));
        workOrders.cancel(t, v, d, hash);
        vm.prank(governor(1));
        workOrders.cancel(t, v, d, hash);
        state(id, IGovernor.ProposalState.Canceled);
    }

    function testRevert_cancel_whenDecided() public {
        (uint256 id, bytes32 hash) = proposeAs(governor(1), Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vote(1, id, 1);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, suspendTax);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, governor(1)));
        vm.prank(governor(1));
        workOrders.cancel(t, v, d, hash);
    }

    function testRevert_cancel_whenTheProposerIsNoActiveGovernorAnyMore() public {
        (uint256 id, bytes32 hash) = proposeAs(governor(2), Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (governor(2))));
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, suspendTax);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, governor(2)));
        vm.prank(governor(2));
        workOrders.cancel(t, v, d, hash);
        state(id, IGovernor.ProposalState.Active);
    }

    function test_setsPolicy_byWorkOrderOnly() public {
        bytes4 selector = IInstitutions.admit.selector;
        bytes memory call =
            abi.encodeCall(IWorkOrders.setPolicy, (Addresses.INSTITUTIONS, selector, IWorkOrders.Policy.Unanimous));
        decide(Addresses.WORK_ORDERS, call);
        IWorkOrders.Policy now_ = workOrders.policyOf(Addresses.INSTITUTIONS, selector);
        eq(uint256(now_), uint256(IWorkOrders.Policy.Unanimous), "policy");
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, governor(0)));
        vm.prank(governor(0));
        workOrders.setPolicy(Addresses.INSTITUTIONS, selector, IWorkOrders.Policy.None);
    }

    function testRevert_setPolicy_whenItWouldOpenATunnel() public {
        forbiddenPolicy(Addresses.WORK_ORDERS, ITunnels.relay.selector, IWorkOrders.Policy.Unanimous);
        forbiddenPolicy(Addresses.ACCOUNTS, ITunnels.execute.selector, IWorkOrders.Policy.Unanimous);
        forbiddenPolicy(Addresses.ACCOUNTS, ITunnels.multicall.selector, IWorkOrders.Policy.Unanimous);
        forbiddenPolicy(Addresses.WORK_ORDERS, IWorkOrders.setPolicy.selector, IWorkOrders.Policy.None);
    }

    function testRevert_relay_always() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.TunnelForbidden.selector, ITunnels.relay.selector));
        vm.prank(Addresses.WORK_ORDERS);
        ITunnels(Addresses.WORK_ORDERS).relay(Addresses.ACCOUNTS, 0, "");
    }

    function test_setsPeriods_forLaterOrders() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        uint48 deadline = workOrders.workOrder(id).deadline;
        decide(Addresses.WORK_ORDERS, abi.encodeCall(IWorkOrders.setPeriods, (60, 120)));
        eq(workOrders.votingPeriod(), 60, "voting period");
        eq(workOrders.gracePeriod(), 120, "grace period");
        eq(workOrders.workOrder(id).deadline, deadline, "deadline of the running order");
    }

    function test_votesBySignature() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        bytes memory signed = ballot(keyOf(1, 1), id, 1, 0);
        vm.prank(address(0xbeef));
        workOrders.castVoteBySig(id, 1, governor(1), signed);
        eq(workOrders.voteOf(id, NOTARY), 1, "vote");
    }

    function testRevert_castVoteBySig_whenTheSignatureIsNotForThis() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        uint256 other = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (NOTARY)));
        vm.warp(block.timestamp + 1);
        bytes[4] memory bad = [
            ballot(keyOf(1, 1), id, 0, 0),
            ballot(keyOf(1, 1), other, 1, 0),
            ballot(keyOf(1, 1), id, 1, 1),
            ballot(keyOf(0, 1), id, 1, 0)
        ];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, governor(1)));
            workOrders.castVoteBySig(id, 1, governor(1), bad[i]);
        }
        bytes memory good = ballot(keyOf(1, 1), id, 1, 0);
        workOrders.castVoteBySig(id, 1, governor(1), good);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, governor(1)));
        workOrders.castVoteBySig(id, 1, governor(1), good);
    }

    /// @dev A signature given before does not outlive the account's right to vote.
    function testRevert_castVoteBySig_whenTheSignerWasFrozenSince() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        bytes memory signed = ballot(keyOf(1, 1), id, 1, 0);
        vm.prank(governor(1));
        accounts.freeze(governor(1));
        uint48 snapshot = workOrders.workOrder(id).snapshot;
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NoSeat.selector, governor(1), bytes32(0), snapshot));
        workOrders.castVoteBySig(id, 1, governor(1), signed);
    }

    /// @dev Where blocks are made faster than the clock ticks, a vote waits for the next second: the electorate of the
    /// snapshot's second is not final before.
    function testRevert_castVote_whenTheClockStandsStill() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.roll(block.number + 3);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Pending,
                bytes32(uint256(2))
            )
        );
        vm.prank(governor(0));
        workOrders.castVote(id, 1);
    }

    function test_electorateIsThatOfTheEndOfTheSnapshotsSecond() public {
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.prank(governor(1));
        institutions.withdraw();
        vm.warp(block.timestamp + 1);
        eq(workOrders.workOrder(id).seats, 2, "seats");
        vote(0, id, 1);
        state(id, IGovernor.ProposalState.Active);
        vote(2, id, 1);
        state(id, IGovernor.ProposalState.Succeeded);
    }

    function test_identicalProposalNeedsAnotherDescription() public {
        (uint256 id,) = proposeAs(governor(0), Addresses.INSTITUTIONS, suspendTax);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, suspendTax);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector, id, IGovernor.ProposalState.Pending, bytes32(0)
            )
        );
        vm.prank(governor(1));
        workOrders.propose(t, v, d, "order 1");
        vm.prank(governor(1));
        check(workOrders.propose(t, v, d, "again") != id, "another description, another order");
    }

    function testRevert_cancel_whenTheProposerMayNotActAnyMore() public {
        (uint256 id, bytes32 hash) = proposeAs(governor(1), Addresses.INSTITUTIONS, suspendTax);
        vm.prank(governor(1));
        accounts.freeze(governor(1));
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, suspendTax);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, governor(1)));
        vm.prank(governor(1));
        workOrders.cancel(t, v, d, hash);
    }

    /// @dev What explorers and voting pages for OpenZeppelin Governor look for.
    function test_speaksTheLanguageOfGovernor() public {
        vm.recordLogs();
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vote(1, id, 1);
        execute(Addresses.INSTITUTIONS, suspendTax);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32[3] memory expected =
            [IGovernor.ProposalCreated.selector, IGovernor.VoteCast.selector, IGovernor.ProposalExecuted.selector];
        uint256[3] memory seen;
        for (uint256 i = 0; i < logs.length; ++i) {
            for (uint256 k = 0; k < 3; ++k) {
                if (logs[i].emitter == Addresses.WORK_ORDERS && logs[i].topics[0] == expected[k]) ++seen[k];
            }
        }
        check(seen[0] == 1 && seen[1] == 2 && seen[2] == 1, "created, two votes, executed");
        eq(workOrders.CLOCK_MODE(), "mode=timestamp", "clock");
        eq(workOrders.COUNTING_MODE(), "support=bravo&quorum=for", "counting");
        eq(workOrders.getVotes(governor(0), block.timestamp - 1), 1, "weight of a governor");
        eq(workOrders.getVotes(operator(0), block.timestamp - 1), 0, "weight of anybody else");
        eq(workOrders.proposalSnapshot(id) + VOTING_PERIOD, workOrders.proposalDeadline(id), "deadline");
        eq(workOrders.proposalProposer(id), governor(0), "proposer");
        eq(workOrders.quorum(block.timestamp - 1), 2, "majority of three");
    }

    function test_policiesAreListed() public {
        uint256 count = workOrders.policyCount();
        bytes4 selector = IInstitutions.applyForMembership.selector;
        decide(
            Addresses.WORK_ORDERS,
            abi.encodeCall(IWorkOrders.setPolicy, (Addresses.INSTITUTIONS, selector, IWorkOrders.Policy.TwoThirds))
        );
        decide(
            Addresses.WORK_ORDERS,
            abi.encodeCall(IWorkOrders.setPolicy, (Addresses.INSTITUTIONS, selector, IWorkOrders.Policy.None))
        );
        eq(workOrders.policyCount(), count + 1, "listed once");
        IWorkOrders.PolicyRule memory last = workOrders.policies(count, 10)[0];
        check(last.target == Addresses.INSTITUTIONS && last.selector == selector, "call");
        check(last.policy == IWorkOrders.Policy.None, "forbidden again, still listed");
    }

    function testRevert_enrolAndSetSeat_whenNotTheirContract() public {
        vm.startPrank(governor(0));
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NotAccounts.selector, governor(0), Addresses.ACCOUNTS));
        workOrders.enrol(address(9), REGISTRY);
        vm.expectRevert(
            abi.encodeWithSelector(IWorkOrders.NotInstitutions.selector, governor(0), Addresses.INSTITUTIONS)
        );
        workOrders.setSeat(POLICE, true);
        vm.stopPrank();
    }

    /// @dev Ballots of the first 76 seats are in the order's own slot, the others in words of 128.
    function testFuzz_everySeatHasOneBallot(uint8[24] memory choices) public {
        manySeats(205);
        uint256 id = propose(Addresses.INSTITUTIONS, suspendTax);
        vm.warp(block.timestamp + 1);
        uint256[3] memory tally;
        uint256[24] memory seats;
        for (uint256 i = 0; i < 24; ++i) {
            // Around the edges of the words, and at the end.
            seats[i] = i < 8 ? 70 + i : (i < 16 ? 196 + i - 8 : 10 + i);
            vm.prank(address(uint160(0xf0000 + seats[i])));
            workOrders.castVote(id, choices[i] % 3);
            ++tally[choices[i] % 3];
        }
        IWorkOrders.WorkOrder memory w = workOrders.workOrder(id);
        eq(w.seats, 208, "seats");
        check(w.againstVotes == tally[0] && w.forVotes == tally[1] && w.abstainVotes == tally[2], "tally");
        for (uint256 i = 0; i < 24; ++i) {
            bytes32 institution = keccak256(abi.encode(seats[i]));
            eq(workOrders.voteOf(id, institution), choices[i] % 3, "ballot");
            vm.expectRevert(abi.encodeWithSelector(IWorkOrders.InstitutionHasVoted.selector, id, institution));
            vm.prank(address(uint160(0xf0000 + seats[i])));
            workOrders.castVote(id, 1);
        }
        eq(workOrders.voteOf(id, keccak256(abi.encode(uint256(150)))), 255, "no ballot");
    }

    function testRevert_setSeat_whenThereAreTooMany() public {
        manySeats(205);
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.TooManySeats.selector, 209, 208));
        vm.prank(Addresses.INSTITUTIONS);
        workOrders.setSeat(keccak256("one more"), true);
    }

    /// @dev Further institutions straight into the electorate: admitting them all would take 205 votes.
    function manySeats(uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            bytes32 institution = keccak256(abi.encode(i));
            vm.prank(Addresses.INSTITUTIONS);
            workOrders.setSeat(institution, true);
            vm.prank(Addresses.ACCOUNTS);
            workOrders.enrol(address(uint160(0xf0000 + i)), institution);
        }
        vm.warp(block.timestamp + 1);
    }

    function ballot(uint256 key, uint256 id, uint8 support, uint256 nonce) private view returns (bytes memory) {
        bytes32 kind = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
        bytes32 content = keccak256(abi.encode(kind, id, support, governor(1), nonce));
        return typed(key, "Govchain WorkOrders", Addresses.WORK_ORDERS, content);
    }

    function test_listsPages() public {
        uint256 first = propose(Addresses.INSTITUTIONS, suspendTax);
        uint256 second = propose(Addresses.INSTITUTIONS, suspendTax);
        eq(workOrders.workOrderCount(), 2, "count");
        IWorkOrders.WorkOrder[] memory page = workOrders.workOrders(1, type(uint256).max);
        eq(page.length, 1, "page");
        eq(page[0].id, second, "second");
        eq(workOrders.workOrders(0, 1)[0].id, first, "first");
        eq(workOrders.workOrders(2, 10).length, 0, "past the end");
        eq(workOrders.workOrder(1).id, 0, "unknown");
        eq(workOrders.executingSnapshot(), 0, "not executing");
    }

    /// @dev The state against a plain model of the three policies.
    function testFuzz_stateFollowsTheVotes(uint8[3] memory votes, uint8 policyNumber) public {
        IWorkOrders.Policy policy = IWorkOrders.Policy(1 + policyNumber % 3);
        bytes4 selector = IAccounts.freeze.selector;
        decide(Addresses.WORK_ORDERS, abi.encodeCall(IWorkOrders.setPolicy, (Addresses.ACCOUNTS, selector, policy)));
        uint256 id = propose(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (operator(2))));
        vm.warp(block.timestamp + 1);
        uint256[3] memory tally;
        for (uint256 i = 0; i < 3; ++i) {
            uint256 needed = policy == IWorkOrders.Policy.Unanimous ? 3 : 2;
            if (tally[1] >= needed || 3 - tally[0] - tally[2] < needed) break;
            uint8 support = votes[i] % 4;
            if (support == 3) continue;
            vote(i, id, support);
            ++tally[support];
            IGovernor.ProposalState expected = IGovernor.ProposalState.Active;
            if (tally[1] >= needed) expected = IGovernor.ProposalState.Succeeded;
            else if (3 - tally[0] - tally[2] < needed) expected = IGovernor.ProposalState.Defeated;
            state(id, expected);
        }
    }

    function state(uint256 id, IGovernor.ProposalState expected) private view {
        eq(uint256(workOrders.state(id)), uint256(expected), "state");
    }

    function refusedProposal(address proposer, bytes memory call, bytes memory expected) private {
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, call);
        vm.expectRevert(expected);
        vm.prank(proposer);
        workOrders.propose(t, v, d, "refused");
    }

    function refusedVote(address voter, uint256 id, bytes32 institution) private {
        uint48 snapshot = workOrders.workOrder(id).snapshot;
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NoSeat.selector, voter, institution, snapshot));
        vm.prank(voter);
        workOrders.castVote(id, 1);
    }

    function forbiddenPolicy(address target, bytes4 selector, IWorkOrders.Policy policy) private {
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.PolicyForbidden.selector, target, selector));
        vm.prank(Addresses.WORK_ORDERS);
        workOrders.setPolicy(target, selector, policy);
    }

    function two(address a, bytes memory callA, address b, bytes memory callB)
        private
        pure
        returns (address[] memory t, uint256[] memory v, bytes[] memory d)
    {
        t = new address[](2);
        v = new uint256[](2);
        d = new bytes[](2);
        (t[0], t[1]) = (a, b);
        (d[0], d[1]) = (callA, callB);
    }
}
