// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GenesisCode} from "../../script/GenesisCode.sol";
import {vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../../src/governance/interfaces/INodes.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
// Not used by name: makes forge compile what is put in place below.
import "../base/BadNodes.sol";
import {InvariantTest} from "../base/InvariantTest.sol";
import {TransactionTest} from "../base/TransactionTest.sol";
import {HouseHandler} from "./HouseHandler.sol";
import {Rights} from "./Rights.sol";

interface IValidators {
    function getValidators() external view returns (address[] memory);
}

/// @title What holds in the whole house, whatever anybody does. More of it: FOUNDRY_INVARIANT_RUNS=500 FOUNDRY_INVARIANT_DEPTH=200
contract HouseInvariantTest is TransactionTest, InvariantTest {
    HouseHandler internal handler;

    function setUp() public override {
        super.setUp();
        admitPolice(IInstitutions.Category.Governance);
        vm.warp(block.timestamp + 1);
        // Put there by their compiled code, so that this contract does not carry it all.
        address[4] memory bad = [address(0xbad1), address(0xbad2), address(0xbad3), address(0xbad4)];
        string[4] memory names = ["RevertingNodes", "EmptyNodes", "EndlessNodes", "JunkNodes"];
        for (uint256 i = 0; i < 4; ++i) {
            GenesisCode.deployAt(bad[i], vm.getCode(string.concat("BadNodes.sol:", names[i])));
        }
        handler = HouseHandler(create(bytes.concat(GenesisCode.code("HouseHandler"), abi.encode(new Rights(), bad))));
        handler.learnKeys();
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
                check(
                    none || (said(id, s, ITransactions.Entry.Succeeded) == 1 && undone), "a step that is not signed off"
                );
            }
        }
    }

    function said(bytes32 id, uint256 step, ITransactions.Entry entry) private view returns (uint256) {
        return handler.reported(id, step, uint256(entry));
    }
}
