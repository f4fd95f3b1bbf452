// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {Roles} from "../src/governance/lib/Roles.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";

interface IAccountsInternals {
    function initialize(address admin) external;
    function multicall(bytes[] calldata data) external returns (bytes[] memory);
}

contract AccountsTest is ConsortiumTest {
    uint256 internal constant KEY = 4242;
    IAccessManager internal constant manager = IAccessManager(Addresses.ACCOUNTS);

    function test_foundersAccountsAreActive() public view {
        (bytes32 institution, AccountRole role) = accounts.activeRole(crossChain(1));
        eq(institution, NOTARY, "institution");
        eq(uint256(role), uint256(AccountRole.CrossChain), "role");
        eq(accounts.accountCount(), 12, "count");
        eq(accounts.accounts(10, 100).length, 2, "page");
        eq(accounts.accounts(0, 1)[0].account, governor(0), "first");
        check(accounts.account(address(5)).status == IAccounts.Status.None, "unknown");
    }

    function test_accountTakesEffect_whenActivated() public {
        requestAccount(contact(0), KEY, REGISTRY, AccountRole.Operator);
        (bytes32 institution, AccountRole role) = accounts.activeRole(vm.addr(KEY));
        check(institution == 0 && role == AccountRole.None, "not yet active");
        activate(KEY);
        (institution, role) = accounts.activeRole(vm.addr(KEY));
        check(institution == REGISTRY && role == AccountRole.Operator, "active");
        eq(accounts.account(vm.addr(KEY)).activatedAt, block.timestamp, "activated at");
        eq(keccak256(accounts.account(vm.addr(KEY)).publicKey), keccak256(publicKeyOf(KEY)), "public key");
    }

    function testRevert_requestAccount_whenCallerMayNot() public {
        bytes memory key = publicKeyOf(KEY);
        bytes memory agreed = consent(KEY, REGISTRY, AccountRole.Operator);
        address[3] memory callers = [governor(1), operator(0), address(8)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccounts.NotContactNorGovernor.selector, callers[i], REGISTRY));
            vm.prank(callers[i]);
            accounts.requestAccount(vm.addr(KEY), REGISTRY, AccountRole.Operator, key, agreed);
        }
    }

    function testRevert_requestAccount_whenTheContactsOwnAccountIsStopped() public {
        requestAccount(contact(0), keyOf(0, 99), REGISTRY, AccountRole.Operator);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (contact(0))));
        requestAccount(contact(0), KEY, REGISTRY, AccountRole.Operator);
        vm.prank(governor(0));
        accounts.freeze(contact(0));
        refusedContact();
        vm.prank(governor(0));
        accounts.revoke(contact(0));
        refusedContact();
        requestAccount(governor(0), KEY, REGISTRY, AccountRole.Operator);
    }

    function refusedContact() private {
        bytes memory key = publicKeyOf(KEY);
        bytes memory agreed = consent(KEY, REGISTRY, AccountRole.Operator);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.NotContactNorGovernor.selector, contact(0), REGISTRY));
        vm.prank(contact(0));
        accounts.requestAccount(vm.addr(KEY), REGISTRY, AccountRole.Operator, key, agreed);
    }

    function testRevert_requestAccount_whenConsentIsNotForThis() public {
        bytes memory key = publicKeyOf(KEY);
        bytes[4] memory bad = [
            consent(KEY, REGISTRY, AccountRole.Governor),
            consent(KEY, NOTARY, AccountRole.Operator),
            consent(KEY + 1, REGISTRY, AccountRole.Operator),
            bytes(hex"00")
        ];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccounts.ConsentInvalid.selector, vm.addr(KEY)));
            vm.prank(governor(0));
            accounts.requestAccount(vm.addr(KEY), REGISTRY, AccountRole.Operator, key, bad[i]);
        }
    }

    function testRevert_requestAccount_whenPublicKeyDoesNotFit() public {
        bytes memory other = publicKeyOf(KEY + 1);
        bytes memory agreed = consent(KEY, REGISTRY, AccountRole.Operator);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.PublicKeyOfAnother.selector, vm.addr(KEY + 1), vm.addr(KEY)));
        vm.prank(governor(0));
        accounts.requestAccount(vm.addr(KEY), REGISTRY, AccountRole.Operator, other, agreed);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.PublicKeyMalformed.selector, 65, 64));
        vm.prank(governor(0));
        accounts.requestAccount(vm.addr(KEY), REGISTRY, AccountRole.Operator, bytes.concat(hex"04", other), agreed);
    }

    function testRevert_requestAccount_whenActiveAlready() public {
        bytes memory key = publicKeyOf(keyOf(0, 2));
        bytes memory agreed = consent(keyOf(0, 2), REGISTRY, AccountRole.Governor);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccounts.AccountStatusWrong.selector, operator(0), IAccounts.Status.Active, IAccounts.Status.Requested
            )
        );
        vm.prank(governor(0));
        accounts.requestAccount(operator(0), REGISTRY, AccountRole.Governor, key, agreed);
    }

    /// @dev Otherwise an operator that was voted in could become a governor between vote and execution.
    function testRevert_activate_whenTheRequestChangedAfterTheVoteBegan() public {
        requestAccount(governor(0), KEY, REGISTRY, AccountRole.Operator);
        bytes memory call = abi.encodeCall(IAccounts.activate, (vm.addr(KEY)));
        uint256 id = propose(Addresses.ACCOUNTS, call);
        uint48 snapshot = uint48(block.timestamp);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vote(1, id, 1);
        vote(2, id, 1);
        requestAccount(governor(0), KEY, REGISTRY, AccountRole.Governor);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.ChangedSinceVote.selector, block.timestamp, snapshot));
        execute(Addresses.ACCOUNTS, call);
        decide(Addresses.ACCOUNTS, call);
        (, AccountRole role) = accounts.activeRole(vm.addr(KEY));
        check(role == AccountRole.Governor, "a new vote activates what was requested last");
    }

    function testRevert_activate_whenNotAWorkOrder() public {
        requestAccount(governor(0), KEY, REGISTRY, AccountRole.Operator);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotAWorkOrder.selector, governor(0)));
        vm.prank(governor(0));
        accounts.activate(vm.addr(KEY));
    }

    function test_frozenAccountCanDoNothing_untilUnfrozenByVote() public {
        vm.prank(governor(0));
        accounts.freeze(crossChain(0));
        isMember(crossChain(0), Roles.CROSS_CHAIN, false);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (crossChain(0))));
        isMember(crossChain(0), Roles.CROSS_CHAIN, true);
    }

    function test_revokedAccountIsRevokedForGood() public {
        vm.prank(governor(0));
        accounts.revoke(operator(0));
        isMember(operator(0), Roles.OPERATOR, false);
        bytes memory key = publicKeyOf(keyOf(0, 2));
        bytes memory agreed = consent(keyOf(0, 2), REGISTRY, AccountRole.Operator);
        vm.expectRevert();
        vm.prank(governor(0));
        accounts.requestAccount(operator(0), REGISTRY, AccountRole.Operator, key, agreed);
        vm.expectRevert();
        vm.prank(governor(0));
        accounts.revoke(operator(0));
    }

    function testRevert_freezeAndRevoke_whenGovernorOfAnotherInstitution() public {
        bytes memory expected =
            abi.encodeWithSelector(IAccounts.NotGovernorNorWorkOrder.selector, governor(1), REGISTRY);
        vm.expectRevert(expected);
        vm.prank(governor(1));
        accounts.freeze(operator(0));
        vm.expectRevert(expected);
        vm.prank(governor(1));
        accounts.revoke(operator(0));
        vm.expectRevert(abi.encodeWithSelector(IAccounts.UnknownAccount.selector, address(5)));
        vm.prank(governor(1));
        accounts.freeze(address(5));
    }

    function test_everyAccountStops_whenTheInstitutionIsSuspended() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        for (uint64 r = 1; r <= 4; ++r) {
            isMember(vm.addr(keyOf(2, r)), r, false);
        }
        isMember(governor(2), Roles.MEMBER, false);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.reinstate, (TAX)));
        for (uint64 r = 1; r <= 4; ++r) {
            isMember(vm.addr(keyOf(2, r)), r, true);
        }
    }

    function test_rolesFollowTheRecords() public view {
        isMember(governor(0), Roles.GOVERNOR, true);
        isMember(governor(0), Roles.OPERATOR, false);
        isMember(governor(0), Roles.MEMBER, true);
        isMember(operator(0), Roles.MEMBER, true);
        isMember(crossChain(0), Roles.MEMBER, false);
        isMember(address(9), Roles.PUBLIC, true);
        isMember(address(9), 6, false);
        isMember(Addresses.WORK_ORDERS, Roles.ADMIN, true);
        isMember(Addresses.CONTRACTS, Roles.ADMIN, true);
        isMember(governor(0), Roles.ADMIN, false);
    }

    function testRevert_whenAnAdministratorWouldBeLostOrMade() public {
        vm.expectRevert(abi.encodeWithSelector(IAccounts.RoleReserved.selector, 0));
        vm.prank(Addresses.WORK_ORDERS);
        manager.renounceRole(0, Addresses.WORK_ORDERS);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.RoleReserved.selector, 0));
        vm.prank(Addresses.WORK_ORDERS);
        manager.grantRole(0, governor(0), 0);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.RoleReserved.selector, 3));
        vm.prank(Addresses.WORK_ORDERS);
        manager.grantRole(3, governor(0), 0);
        vm.expectRevert(abi.encodeWithSelector(IAccounts.RoleReserved.selector, 0));
        vm.prank(Addresses.WORK_ORDERS);
        manager.revokeRole(0, Addresses.CONTRACTS);
    }

    function testRevert_initialize_afterGenesis() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        IAccountsInternals(Addresses.ACCOUNTS).initialize(address(this));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        IAccountsInternals(address(uint160(Addresses.ACCOUNTS) + 0x1000)).initialize(address(this));
    }

    function testRevert_tunnels_always() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.TunnelForbidden.selector, manager.execute.selector));
        vm.prank(Addresses.WORK_ORDERS);
        manager.execute(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.TunnelForbidden.selector, manager.schedule.selector));
        vm.prank(Addresses.WORK_ORDERS);
        manager.schedule(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)), 0);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernanceErrors.TunnelForbidden.selector, IAccountsInternals.multicall.selector)
        );
        IAccountsInternals(Addresses.ACCOUNTS).multicall(new bytes[](0));
    }

    /// @dev Which role may call a function is itself governed.
    function test_permissionChanges_byWorkOrder() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IServices.register.selector;
        decide(
            Addresses.ACCOUNTS,
            abi.encodeCall(IAccessManager.setTargetFunctionRole, (Addresses.SERVICES, selectors, Roles.MEMBER))
        );
        eq(manager.getTargetFunctionRole(Addresses.SERVICES, selectors[0]), Roles.MEMBER, "role");
        vm.prank(governor(0));
        services.register("p", IServices.Kind.SubchainProxy, crossChain(0), "https://h:1", keccak256("c"));
    }

    function activate(uint256 key) private {
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(key))));
    }

    function isMember(address account, uint64 role, bool expected) private view {
        (bool member, uint32 delay) = manager.hasRole(role, account);
        check(member == expected && delay == 0, "membership");
    }
}
