// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IContracts} from "../../src/governance/interfaces/IContracts.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {GenesisPermissions} from "../../src/governance/lib/GenesisPermissions.sol";
import {Roles} from "../../src/governance/lib/Roles.sol";
import {ConsortiumTest} from "../base/ConsortiumTest.sol";

/// @title An inactive institution or account changes nothing: every function that a role may call, and every one outside of
/// the roles, asked by each kind of inactive account. Functions that contracts get later are found through the permissions.
contract InactiveTest is ConsortiumTest {
    uint256 internal constant NEXT = 8100;

    function test_accountsOfASuspendedInstitution() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        everyAccountOf(2);
    }

    function test_accountsOfAnExpelledInstitution() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.expel, (TAX)));
        everyAccountOf(2);
    }

    function test_accountsOfAnInstitutionThatWithdrew() public {
        vm.prank(governor(2));
        institutions.withdraw();
        vm.warp(block.timestamp + 1);
        everyAccountOf(2);
    }

    function test_frozenRevokedAndRotatedAccounts() public {
        for (uint256 r = 1; r <= 4; ++r) {
            uint256 state = vm.snapshotState();
            address account = person(2, AccountRole(r));
            vm.prank(Addresses.WORK_ORDERS);
            accounts.freeze(account);
            everything(account, r, TAX);
            vm.revertToState(state);
            vm.prank(Addresses.WORK_ORDERS);
            accounts.revoke(account);
            everything(account, r, TAX);
            vm.revertToState(state);
            rotate(account);
            everything(account, r, TAX);
            vm.revertToState(state);
        }
    }

    function test_nobodyInactiveSpeaksInTheRecord_whateverItsRole() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = ITransactions.record.selector;
        decide(
            Addresses.ACCOUNTS,
            abi.encodeCall(
                IAccessManager.setTargetFunctionRole, (Addresses.TRANSACTIONS, selectors, uint64(Roles.PUBLIC))
            )
        );
        vm.prank(operator(2));
        transactions.record("");
        bytes memory call = abi.encodeCall(ITransactions.record, (""));
        vm.prank(governor(2));
        accounts.revoke(operator(2));
        refused(operator(2), Addresses.TRANSACTIONS, call);
        refused(address(8), Addresses.TRANSACTIONS, call);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        refused(crossChain(2), Addresses.TRANSACTIONS, call);
    }

    function test_frozenRecord_takesNothingIn_untilUnfrozen() public {
        bytes memory call = abi.encodeCall(ITransactions.record, (""));
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.freeze, ("Transactions")));
        refused(crossChain(0), Addresses.TRANSACTIONS, call);
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.unfreeze, ("Transactions")));
        vm.prank(crossChain(0));
        transactions.record("");
    }

    /// @dev A role of governance's own may come with a delay, which nobody waits for in the record.
    function test_recordByARoleOfItsOwn_onlyWithoutDelay() public {
        IAccessManager manager = IAccessManager(Addresses.ACCOUNTS);
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = ITransactions.record.selector;
        vm.startPrank(Addresses.WORK_ORDERS);
        manager.setTargetFunctionRole(Addresses.TRANSACTIONS, selectors, 7);
        manager.grantRole(7, operator(0), 0);
        manager.grantRole(7, operator(1), 60);
        vm.stopPrank();
        vm.prank(operator(0));
        transactions.record("");
        refused(operator(1), Addresses.TRANSACTIONS, abi.encodeCall(ITransactions.record, ("")));
        refused(crossChain(0), Addresses.TRANSACTIONS, abi.encodeCall(ITransactions.record, ("")));
    }

    /// @dev An order stays what it was voted to be, whatever becomes of who proposed it; that one can do nothing about it.
    function test_orderOfASuspendedProposer_isTheVotersAlone() public {
        bytes memory call = abi.encodeCall(IAccounts.freeze, (operator(1)));
        (uint256 id, bytes32 descriptionHash) = proposeAs(governor(2), Addresses.ACCOUNTS, call);
        vm.warp(block.timestamp + 1);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.ACCOUNTS, call);
        uint48 snapshot = workOrders.workOrder(id).snapshot;
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NoSeat.selector, governor(2), bytes32(0), snapshot));
        vm.prank(governor(2));
        workOrders.castVote(id, 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, governor(2)));
        vm.prank(governor(2));
        workOrders.cancel(t, v, d, descriptionHash);
        bytes32 premature = bytes32(uint256(1) << uint8(IGovernor.ProposalState.Succeeded));
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector, id, IGovernor.ProposalState.Active, premature
            )
        );
        vm.prank(governor(2));
        workOrders.execute(t, v, d, descriptionHash);
        eq(workOrders.workOrder(id).seats, 3, "the electorate of its opening");
        vote(0, id, 1);
        vote(1, id, 1);
        workOrders.execute(t, v, d, descriptionHash);
        check(accounts.account(operator(1)).status == IAccounts.Status.Frozen, "carried out");
    }

    /// @dev The votes of who stays decide: a suspended one's missing vote is not in favour.
    function test_orderThatNeedsASuspendedOnesVote_neverPasses() public {
        requestAccount(contact(0), NEXT + 1, REGISTRY, AccountRole.Operator);
        vm.warp(block.timestamp + 1);
        uint256 id = propose(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(NEXT + 1))));
        vm.warp(block.timestamp + 1);
        vm.prank(Addresses.WORK_ORDERS);
        institutions.suspend(TAX);
        vote(0, id, 1);
        vote(1, id, 1);
        check(workOrders.state(id) == IGovernor.ProposalState.Active, "two of three");
        vm.warp(block.timestamp + VOTING_PERIOD);
        check(workOrders.state(id) == IGovernor.ProposalState.Defeated, "in vain");
    }

    // ---- words

    function everyAccountOf(uint256 institution) private {
        for (uint256 r = 1; r <= 4; ++r) {
            everything(person(institution, AccountRole(r)), r, keccak256(bytes(codes[institution])));
        }
    }

    function everything(address caller, uint256 role, bytes32 institution) private {
        GenesisPermissions.Permission[] memory p = GenesisPermissions.all();
        for (uint256 i = 0; i < p.length; ++i) {
            if (p[i].role == Roles.PUBLIC) continue;
            bytes memory reason = refused(caller, p[i].target, abi.encodePacked(p[i].selector, new bytes(64 * 32)));
            check(
                keccak256(reason)
                    == keccak256(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller)),
                string.concat("not refused by its guard: ", vm.toString(i))
            );
        }
        outsideOfRoles(caller, role, institution);
    }

    /// @dev What `Accounts` and `WorkOrders` offer is guarded by hand.
    function outsideOfRoles(address caller, uint256 role, bytes32 institution) private {
        bytes memory key = publicKeyOf(NEXT);
        refused(
            caller,
            Addresses.ACCOUNTS,
            abi.encodeCall(
                IAccounts.requestAccount,
                (vm.addr(NEXT), institution, AccountRole(role), key, consent(NEXT, institution, AccountRole(role)))
            )
        );
        refused(caller, Addresses.ACCOUNTS, abi.encodeCall(IAccounts.rotate, (key, rotationConsent(caller))));
        refused(caller, Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (operator(2))));
        refused(caller, Addresses.ACCOUNTS, abi.encodeCall(IAccounts.revoke, (operator(2))));
        refused(caller, Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (caller)));
        refused(caller, Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (caller)));
        (address[] memory t, uint256[] memory v, bytes[] memory d) =
            single(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (caller)));
        refused(caller, Addresses.WORK_ORDERS, abi.encodeCall(IGovernor.propose, (t, v, d, "by an inactive account")));
        uint256 before = vm.snapshotState();
        uint256 id = propose(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (operator(1))));
        vm.warp(block.timestamp + 1);
        refused(caller, Addresses.WORK_ORDERS, abi.encodeCall(IGovernor.castVote, (id, 1)));
        vm.revertToState(before);
    }

    function refused(address caller, address target, bytes memory call) private returns (bytes memory reason) {
        bool success;
        vm.prank(caller);
        (success, reason) = target.call(call);
        check(!success, string.concat("accepted: ", vm.toString(uint32(bytes4(call)))));
        check(reason.length >= 4, "a refusal without a reason");
    }

    function rotate(address account) private {
        bytes memory key = publicKeyOf(NEXT + 2);
        bytes memory agreed = rotationConsent(account, NEXT + 2);
        vm.prank(account);
        accounts.rotate(key, agreed);
    }

    function rotationConsent(address account) private view returns (bytes memory) {
        return rotationConsent(account, NEXT);
    }

    function rotationConsent(address account, uint256 key) private view returns (bytes memory) {
        bytes32 content = keccak256(
            abi.encode(keccak256("AccountRotation(address account,address successor)"), account, vm.addr(key))
        );
        return typed(key, "Govchain Accounts", Addresses.ACCOUNTS, content);
    }
}
