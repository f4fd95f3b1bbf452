// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GenesisCode} from "../../script/GenesisCode.sol";
import {vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {ICredit} from "../../src/governance/interfaces/ICredit.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../../src/governance/interfaces/INodes.sol";
import {IPipelines} from "../../src/governance/interfaces/IPipelines.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
// Not used by name: makes forge compile what is put in place below.
import "../base/BadNodes.sol";
import {InvariantTest} from "../base/InvariantTest.sol";
import {TransactionTest} from "../base/TransactionTest.sol";
import {CreditWatch} from "./CreditWatch.sol";
import {HouseHandler} from "./HouseHandler.sol";
import {Rights} from "./Rights.sol";

interface IValidators {
    function getValidators() external view returns (address[] memory);
}

/// @title What holds in the whole house, whatever anybody does. More of it: FOUNDRY_INVARIANT_RUNS=500 FOUNDRY_INVARIANT_DEPTH=200
contract HouseInvariantTest is TransactionTest, InvariantTest {
    HouseHandler internal handler;
    CreditWatch internal watch;

    function setUp() public override {
        super.setUp();
        admitPolice(IInstitutions.Category.Governance);
        IPipelines.Terms memory terms = termsUntil(block.timestamp + 30 days);
        (terms.callsPerWindow, terms.windowSeconds) = (4, 1 hours);
        IPipelines.Side memory source = side(0);
        IPipelines.Side memory target_ = side(1);
        vm.prank(operator(0));
        pipelines.request("limited", source, target_, terms);
        authorise(1, keccak256("registry/limited"));
        // Two escalations restrict.
        ICredit.Rules memory rules = credit.rules();
        (rules.start, rules.threshold, rules.ceiling) = (100, 60, 110);
        decide(Addresses.CREDIT, abi.encodeCall(ICredit.setRules, (rules)));
        vm.warp(block.timestamp + 1);
        // Put there by their compiled code, so that this contract does not carry it all.
        address[4] memory bad = [address(0xbad1), address(0xbad2), address(0xbad3), address(0xbad4)];
        string[4] memory names = ["RevertingNodes", "EmptyNodes", "EndlessNodes", "JunkNodes"];
        for (uint256 i = 0; i < 4; ++i) {
            GenesisCode.deployAt(bad[i], vm.getCode(string.concat("BadNodes.sol:", names[i])));
        }
        watch = CreditWatch(create(GenesisCode.code("CreditWatch")));
        bytes memory arguments = abi.encode(new Rights(), watch, bad);
        handler = HouseHandler(create(bytes.concat(GenesisCode.code("HouseHandler"), arguments)));
        handler.learnKeys();
        watch.learnScores();
        target(address(handler));
    }

    /// @dev Unlike `deployAt`, a deployment that Foundry notes, so that it calls the handler.
    function create(bytes memory creationCode) private returns (address created) {
        assembly ("memory-safe") {
            created := create(0, add(creationCode, 0x20), mload(creationCode))
        }
        check(created.code.length != 0, "no handler");
    }

    /// @dev The invariants mean something only if the handler gets this far.
    function test_handlerReachesWhatMatters() public {
        handler.governorProposes(0, 0, 3);
        handler.governorsDecide(0);
        check(!institutions.isActive(POLICE), "suspended by order");
        handler.inactiveAccountReports(3, 0);
        handler.nobodyTriesEverything(7, 5, 0, 0);
        eq(handler.refused(), 1, "refused");
        handler.governorProposes(1, 1, 3);
        handler.governorsDecide(1);
        check(institutions.isActive(POLICE), "reinstated by order");
        handler.governorProposes(2, 11, 0);
        handler.governorsDecide(2);
        eq(handler.executed(), 2, "a hostile upgrade is undone");
        handler.crossChainOpens(0, 1, 1 hours);
        handler.crossChainAdvances(1, 3);
        handler.crossChainAdvances(1, 3);
        eq(handler.settled(), 1, "settled");
    }

    function test_handlerReachesWhatCreditAndLimitsAreAbout() public {
        handler.operatorAmendsPipeline(0, true, 1);
        handler.operatorAcceptsAmendment(1, true);
        eq(watch.amendments(), 1, "amended");
        for (uint256 i = 0; i < 4; ++i) {
            handler.crossChainOpensThrough(0, 1);
        }
        eq(watch.limitedCalls(), 2, "as many calls as agreed");
        for (uint256 i = 0; i < 3; ++i) {
            handler.crossChainOpens(0, i, 1 hours);
            handler.crossChainReports(0, i, 0, 0);
            handler.crossChainReports(0, i, 0, 7);
            handler.crossChainReports(1, i, 1, 2);
            handler.crossChainReports(0, i, 0, 6);
        }
        eq(watch.restrictions(), 1, "restricted");
        handler.governorProposes(1, 12, 0);
        handler.governorsDecide(0);
        eq(watch.creditMoves(), 3, "lowered twice, restored");
        check(!transactions.isRestricted(REGISTRY), "restored by order");
    }

    /// @dev All of them after each call: nine campaigns of their own would take nine times as long and see no more.
    function invariant_theHouseIsInOrder() public view {
        noVoteIsCountedTwice();
        electorateIsFixed();
        passedOnlyWithItsMajority();
        anInactiveInstitutionHasNoActiveAccount();
        validatorsAreSound();
        eventsTellEveryMembership();
        aFinalTransactionNeverChanges();
        settledOnlyWithAllStepsSucceededAndVerified();
        compensatedOnlyWithEveryStepSignedOff();
        everyTransactionHasParties();
        theRollIsThatOfTheAccounts();
    }

    function noVoteIsCountedTwice() private view {
        for (uint256 i = 0; i < handler.orderCount(); ++i) {
            (uint256 id,, uint256 votes) = handler.order(i);
            IWorkOrders.WorkOrder memory w = workOrders.workOrder(id);
            eq(uint256(w.forVotes) + w.againstVotes + w.abstainVotes, votes, "tally");
            for (uint256 k = 0; k < 4; ++k) {
                check(handler.votesOf(id, keccak256(bytes(codes[k]))) <= 1, "one vote per institution");
            }
            eq(handler.votesOf(id, POLICE), 0, "only genesis institutions vote");
        }
    }

    function electorateIsFixed() private view {
        for (uint256 i = 0; i < handler.orderCount(); ++i) {
            (uint256 id, uint256 seats, uint256 votes) = handler.order(i);
            eq(workOrders.workOrder(id).seats, seats, "seats");
            check(votes <= seats, "no more votes than seats");
        }
    }

    function passedOnlyWithItsMajority() private view {
        for (uint256 i = 0; i < handler.orderCount(); ++i) {
            (uint256 id, uint256 seats,) = handler.order(i);
            IWorkOrders.WorkOrder memory w = workOrders.workOrder(id);
            if (w.state != IGovernor.ProposalState.Succeeded && w.state != IGovernor.ProposalState.Executed) continue;
            if (w.policy == IWorkOrders.Policy.Unanimous) eq(w.forVotes, seats, "unanimous");
            else if (w.policy == IWorkOrders.Policy.TwoThirds) check(3 * uint256(w.forVotes) >= 2 * seats, "two thirds");
            else check(2 * uint256(w.forVotes) > seats, "majority");
        }
    }

    function anInactiveInstitutionHasNoActiveAccount() private view {
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            bool active = institutions.institution(id).status == IInstitutions.Status.Active;
            eq(institutions.isActive(id) ? 1 : 0, active ? 1 : 0, "status");
            for (uint256 r = 1; r <= 4; ++r) {
                (bytes32 institution, AccountRole role) = accounts.activeRole(person(i, AccountRole(r)));
                check(active || (institution == 0 && role == AccountRole.None), "an account of an inactive institution");
            }
        }
    }

    /// @dev The list that consensus reads: never empty, nobody twice, exactly the admitted nodes that validate.
    function validatorsAreSound() private view {
        address[] memory shown = IValidators(Addresses.VALIDATOR_SHIELD).getValidators();
        check(shown.length >= 1, "an empty validator set");
        uint256 admitted = 0;
        INodes.Node[] memory all = nodes.nodes(0, 100);
        for (uint256 i = 0; i < all.length; ++i) {
            if (all[i].status == INodes.Status.Admitted && all[i].kind != INodes.Kind.Audit) ++admitted;
        }
        eq(shown.length, admitted, "validators");
        for (uint256 i = 0; i < shown.length; ++i) {
            check(shown[i] != address(0), "validator zero");
            for (uint256 k = 0; k < i; ++k) {
                check(shown[i] != shown[k], "a validator twice");
            }
        }
    }

    /// @dev Whoever follows the events knows every membership, and nothing is told that is not so.
    function eventsTellEveryMembership() private view {
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            uint256 told = handler.told(IInstitutions.InstitutionStatusChanged.selector, id);
            IInstitutions.Status first = IInstitutions.Status.Active;
            eq(uint256(institutions.institution(id).status), told == 0 ? uint256(first) : told - 1, "institution");
            for (uint256 r = 1; r <= 4; ++r) {
                address account = person(i, AccountRole(r));
                told = handler.told(IAccounts.AccountStatusChanged.selector, bytes32(uint256(uint160(account))));
                uint256 active = uint256(IAccounts.Status.Active);
                eq(uint256(accounts.account(account).status), told == 0 ? active : told - 1, "account");
            }
        }
    }

    function aFinalTransactionNeverChanges() private view {
        for (uint256 i = 0; i < handler.TRANSACTIONS(); ++i) {
            bytes32 id = handler.transactionId(i);
            if (handler.ended(id) == ITransactions.Status.None) continue;
            status(id, handler.ended(id));
            eq(keccak256(abi.encode(transactions.transaction(id))), handler.endedRecord(id), "a final record");
        }
    }

    function settledOnlyWithAllStepsSucceededAndVerified() private view {
        for (uint256 i = 0; i < handler.TRANSACTIONS(); ++i) {
            bytes32 id = handler.transactionId(i);
            ITransactions.TransactionRecord memory t = transactions.transaction(id);
            if (t.status != ITransactions.Status.Settled) continue;
            for (uint256 s = 0; s < t.steps.length; ++s) {
                check(said(id, s, ITransactions.Entry.Succeeded) == 1, "a step that did not succeed");
                check(said(id, s, ITransactions.Entry.Accepted) == 1, "a step that was not verified");
            }
        }
    }

    function compensatedOnlyWithEveryStepSignedOff() private view {
        for (uint256 i = 0; i < handler.TRANSACTIONS(); ++i) {
            bytes32 id = handler.transactionId(i);
            ITransactions.TransactionRecord memory t = transactions.transaction(id);
            if (t.status != ITransactions.Status.Compensated) continue;
            for (uint256 s = 0; s < t.steps.length; ++s) {
                bool none = said(id, s, ITransactions.Entry.Failed) + said(id, s, ITransactions.Entry.NotExecuted) == 1;
                bool undone = said(id, s, ITransactions.Entry.Compensated) == 1 || !t.steps[s].write;
                // A step may be found later to have succeeded.
                bool effect = said(id, s, ITransactions.Entry.Succeeded) == 1;
                check(effect ? undone : none, "a step that is not signed off");
            }
        }
    }

    function everyTransactionHasParties() private view {
        for (uint256 i = 0; i < handler.TRANSACTIONS(); ++i) {
            ITransactions.TransactionRecord memory t = transactions.transaction(handler.transactionId(i));
            check(t.status == ITransactions.Status.None || t.steps.length > 0, "a transaction without steps");
            for (uint256 k = 0; k < t.steps.length; ++k) {
                (bytes32 source, bytes32 target_,,) = pipelines.parties(t.steps[k].pipeline);
                check(source != 0 && target_ != 0 && source != target_, "a transaction without parties");
            }
        }
    }

    /// @dev Seats are those of the active genesis institutions that have a governor, frozen ones counting as well, and exactly
    /// their active governors are on the roll and may vote for them.
    function theRollIsThatOfTheAccounts() private view {
        uint48 now_ = uint48(block.timestamp);
        uint256 seats;
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            IAccounts.Status s = accounts.account(governor(i)).status;
            bool governed = s == IAccounts.Status.Active || s == IAccounts.Status.Frozen;
            bool enrolled = s == IAccounts.Status.Active;
            (bool seated,) = workOrders.seatAt(id, now_);
            check(seated == (i < 3 && institutions.isActive(id) && governed), "a seat");
            if (seated) ++seats;
            for (uint256 r = 1; r <= 4; ++r) {
                bool votes = workOrders.getVotes(person(i, AccountRole(r)), now_) != 0;
                check(votes == (seated && enrolled && r == uint256(AccountRole.Governor)), "a vote");
            }
            eq(workOrders.rollOf(governor(i)), enrolled ? id : bytes32(0), "roll");
        }
        eq(workOrders.electorateAt(now_), seats, "electorate");
    }

    function said(bytes32 id, uint256 step, ITransactions.Entry entry) private view returns (uint256) {
        return handler.reported(id, step, uint256(entry));
    }
}
