// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IContracts} from "../../src/governance/interfaces/IContracts.sol";
import {IGovernanceErrors} from "../../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../../src/governance/interfaces/INodes.sol";
import {IPipelines} from "../../src/governance/interfaces/IPipelines.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {GenesisPolicies} from "../../src/governance/lib/GenesisPolicies.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title Governance cannot lock itself out, and no policy lets fewer than two thirds become two thirds.
contract NoLockOutTest is ConsortiumTest {
    IWorkOrders.Policy internal constant MAJORITY = IWorkOrders.Policy.Majority;

    // ---- voters

    function testRevert_freeze_whenTooFewCouldUnfreeze() public {
        vm.prank(governor(2));
        accounts.freeze(governor(2));
        (uint256 able, uint256 seats) = workOrders.voters();
        check(able == 2 && seats == 3, "two of three can still unfreeze the third");
        vm.expectRevert(tooFew(1, 3, MAJORITY));
        vm.prank(governor(1));
        accounts.freeze(governor(1));
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (governor(2))));
        vm.prank(governor(1));
        accounts.freeze(governor(1));
    }

    /// @dev Revoking takes the seat as well, so a stolen key can always be ended.
    function test_revokesWhereFreezingIsRefused() public {
        vm.prank(governor(2));
        accounts.freeze(governor(2));
        // Two seats would be left, of which one alone could vote.
        vm.expectRevert(tooFew(1, 2, MAJORITY));
        vm.prank(governor(1));
        accounts.revoke(governor(1));
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.revoke, (governor(2))));
        vm.prank(governor(1));
        accounts.revoke(governor(1));
        (uint256 able, uint256 seats) = workOrders.voters();
        check(able == 1 && seats == 1, "the last one can still decide");
        vm.expectRevert(tooFew(0, 1, MAJORITY));
        vm.prank(governor(0));
        accounts.freeze(governor(0));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.LastGenesisInstitution.selector, REGISTRY));
        vm.prank(governor(0));
        accounts.revoke(governor(0));
    }

    function testRevert_withdraw_whenThoseWhoStayCouldNotUnfreeze() public {
        vm.prank(governor(2));
        accounts.freeze(governor(2));
        vm.expectRevert(tooFew(1, 2, MAJORITY));
        vm.prank(governor(1));
        institutions.withdraw();
    }

    function testRevert_reinstate_whenItsGovernorsAreFrozenAndTheOthersTooFew() public {
        vm.prank(governor(2));
        accounts.freeze(governor(2));
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.warp(block.timestamp + 1);
        vm.prank(governor(1));
        institutions.withdraw();
        vm.warp(block.timestamp + 1);
        bytes memory reinstate = abi.encodeCall(IInstitutions.reinstate, (TAX));
        uint256 id = propose(Addresses.INSTITUTIONS, reinstate);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, reinstate);
        vm.expectRevert(tooFew(1, 2, MAJORITY));
        workOrders.execute(t, v, d, lastDescription());
        vm.warp(block.timestamp + 1);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (governor(2))));
        workOrders.execute(t, v, d, keccak256("order 2"));
        (uint256 able, uint256 seats) = workOrders.voters();
        check(able == 2 && seats == 2, "back, and able to vote");
    }

    /// @dev Who has another active governor is not silenced.
    function test_freezesOneOfTwoGovernors() public {
        requestAccount(contact(1), 7001, NOTARY, AccountRole.Governor);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(7001))));
        vm.prank(governor(2));
        accounts.freeze(governor(2));
        vm.prank(governor(1));
        accounts.freeze(governor(1));
        vm.expectRevert(tooFew(1, 3, MAJORITY));
        vm.prank(vm.addr(7001));
        accounts.freeze(vm.addr(7001));
    }

    function testRevert_setPolicyOfUnfreezing_whenTooFewCanVote() public {
        vm.prank(governor(2));
        accounts.freeze(governor(2));
        vm.expectRevert(tooFew(2, 3, IWorkOrders.Policy.Unanimous));
        vm.prank(Addresses.WORK_ORDERS);
        workOrders.setPolicy(Addresses.ACCOUNTS, IAccounts.unfreeze.selector, IWorkOrders.Policy.Unanimous);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (governor(2))));
        vm.prank(Addresses.WORK_ORDERS);
        workOrders.setPolicy(Addresses.ACCOUNTS, IAccounts.unfreeze.selector, IWorkOrders.Policy.Unanimous);
        vm.expectRevert(tooFew(2, 3, IWorkOrders.Policy.Unanimous));
        vm.prank(governor(2));
        accounts.freeze(governor(2));
    }

    // ---- policies

    function test_firstPoliciesAreAtLeastTheWeakestAllowed_andKnownOnce() public {
        IWorkOrders.PolicyRule[] memory rules = GenesisPolicies.all();
        vm.startPrank(Addresses.WORK_ORDERS);
        for (uint256 i = 0; i < rules.length; ++i) {
            workOrders.setPolicy(rules[i].target, rules[i].selector, rules[i].policy);
        }
        vm.stopPrank();
        eq(workOrders.policyCount(), rules.length, "no other");
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.PoliciesKnown.selector, rules.length, 0));
        vm.prank(Addresses.CONTRACTS);
        workOrders.setFirstPolicies(rules);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernanceErrors.NotTheDirectory.selector, governor(0), Addresses.CONTRACTS)
        );
        vm.prank(governor(0));
        workOrders.setFirstPolicies(rules);
    }

    function testRevert_setPolicy_whenLessThanTwoThirdsCouldMakeItselfTwoThirds() public {
        IWorkOrders.PolicyRule[] memory rules = GenesisPolicies.all();
        uint256 refused = 0;
        for (uint256 i = 0; i < rules.length; ++i) {
            if (!isRoot(rules[i].target, rules[i].selector)) continue;
            tooWeak(rules[i].target, rules[i].selector);
            ++refused;
        }
        eq(refused, 19, "members, voters, validators, contracts, rules");
        // What no policy names yet, too.
        tooWeak(Addresses.ACCOUNTS, IAccessManager.setTargetClosed.selector);
        tooWeak(Addresses.ACCOUNTS, IAccessManager.updateAuthority.selector);
        tooWeak(Addresses.WORK_ORDERS, IGovernor.cancel.selector);
        vm.startPrank(Addresses.WORK_ORDERS);
        workOrders.setPolicy(Addresses.ACCOUNTS, IAccounts.freeze.selector, MAJORITY);
        workOrders.setPolicy(Addresses.PIPELINES, IPipelines.freeze.selector, MAJORITY);
        vm.stopPrank();
    }

    function test_retiringNeedsEverybody() public view {
        eq(
            uint256(workOrders.policyOf(Addresses.CONTRACTS, IContracts.retire.selector)),
            uint256(IWorkOrders.Policy.Unanimous),
            "policy"
        );
    }

    // ---- contracts

    function testRevert_retire_whenNothingCouldChangeWithoutIt() public {
        string[5] memory names = ["Accounts", "WorkOrders", "Contracts", "Institutions", "Nodes"];
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IContracts.Indispensable.selector, names[i]));
            vm.prank(Addresses.WORK_ORDERS);
            contracts.retire(names[i]);
        }
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IContracts.Indispensable.selector, names[i]));
            vm.prank(Addresses.WORK_ORDERS);
            contracts.freeze(names[i]);
        }
    }

    function test_whatIsFrozenIsUnfrozenByVote() public {
        IContracts.GovernedContract[] memory all = contracts.governedContracts(0, 100);
        for (uint256 i = 0; i < all.length; ++i) {
            address at_ = all[i].location;
            if (at_ == Addresses.ACCOUNTS || at_ == Addresses.WORK_ORDERS || at_ == Addresses.CONTRACTS) continue;
            decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.freeze, (all[i].name)));
        }
        for (uint256 i = 0; i < all.length; ++i) {
            if (contracts.governedContract(all[i].name).status != IContracts.Status.Frozen) continue;
            decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.unfreeze, (all[i].name)));
        }
        vm.warp(block.timestamp + 1);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        check(!institutions.isActive(TAX), "decides as before");
    }

    // ---- orders

    function testRevert_propose_whenTooMuchIsHandedIn() public {
        address[] memory t = new address[](33);
        bytes[] memory d = new bytes[](33);
        for (uint256 i = 0; i < 33; ++i) {
            (t[i], d[i]) = (Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        }
        vm.startPrank(governor(0));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.TooLong.selector, "calls", 33, 32));
        workOrders.propose(t, new uint256[](33), d, "many");
        assembly {
            mstore(t, 32)
            mstore(d, 32)
        }
        workOrders.propose(t, new uint256[](32), d, "as many as may be");
        (t,, d) = single(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.TooLong.selector, "description", 4097, 4096));
        workOrders.propose(t, new uint256[](1), d, string(new bytes(4097)));
        workOrders.propose(t, new uint256[](1), d, string(new bytes(4096)));
        vm.stopPrank();
    }

    function tooFew(uint256 able, uint256 seats, IWorkOrders.Policy policy) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IWorkOrders.VotersTooFew.selector, able, seats, policy);
    }

    function tooWeak(address target, bytes4 selector) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IWorkOrders.PolicyTooWeak.selector, target, selector, MAJORITY, IWorkOrders.Policy.TwoThirds
            )
        );
        vm.prank(Addresses.WORK_ORDERS);
        workOrders.setPolicy(target, selector, MAJORITY);
    }

    /// @dev Written out again, so that a slip in the library is noticed.
    function isRoot(address target, bytes4 selector) private pure returns (bool) {
        if (target == Addresses.ACCOUNTS) {
            return selector != IAccounts.freeze.selector && selector != IAccounts.unfreeze.selector;
        }
        return target == Addresses.INSTITUTIONS || target == Addresses.WORK_ORDERS || target == Addresses.NODES
            || target == Addresses.CONTRACTS;
    }
}
