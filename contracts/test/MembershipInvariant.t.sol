// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IProtocolKeys} from "../src/governance/interfaces/IProtocolKeys.sol";
import {IWorkOrders} from "../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";
import {InvariantTest} from "./base/InvariantTest.sol";

/// @title Everybody at work, honest or not: members, suspended members, frozen accounts, strangers, the contacts.
/// @dev Keeps a plain model of who is what; whatever the chain changes without the model having foreseen it is a finding.
contract MembershipHandler is ConsortiumTest {
    mapping(bytes32 institution => IInstitutions.Status) public status;
    mapping(bytes32 institution => IInstitutions.Category) public category;
    mapping(address account => IAccounts.Status) public accountStatus;
    address[] public people;
    mapping(address account => address) internal successors;
    uint256 internal nextKey = 60_000;
    uint256 public decided;

    function setUp() public override {}

    function begin() external {
        if (people.length != 0) return;
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            status[id] = IInstitutions.Status.Active;
            category[id] = i == 3 ? IInstitutions.Category.Governance : IInstitutions.Category.Genesis;
            for (uint256 r = 1; r <= 4; ++r) {
                add(keyOf(i, r));
            }
        }
    }

    function peopleCount() external view returns (uint256) {
        return people.length;
    }

    /// @dev A stranger, or anybody out of turn, calls what only work orders may.
    function usurp(uint256 who, uint256 what, uint256 about) external {
        address caller = who % 5 == 0 ? address(0xbad) : people[who % people.length];
        bytes32 id = keccak256(bytes(codes[about % 4]));
        address account = people[about % people.length];
        bytes[10] memory calls = [
            abi.encodeCall(IInstitutions.suspend, (id)),
            abi.encodeCall(IInstitutions.expel, (id)),
            abi.encodeCall(IInstitutions.changeCategory, (id, IInstitutions.Category.Genesis)),
            abi.encodeCall(IInstitutions.countGovernor, (id, what % 2 == 0)),
            abi.encodeCall(IAccounts.activate, (account)),
            abi.encodeCall(IAccounts.unfreeze, (account)),
            abi.encodeCall(IWorkOrders.enrol, (caller, id)),
            abi.encodeCall(IWorkOrders.setSeat, (id, what % 2 == 0)),
            abi.encodeCall(
                IWorkOrders.setPolicy,
                (Addresses.INSTITUTIONS, IInstitutions.expel.selector, IWorkOrders.Policy.Majority)
            ),
            abi.encodeCall(IAccessManager.grantRole, (uint64(0), caller, uint32(0)))
        ];
        address target = what % 10 < 4 ? Addresses.INSTITUTIONS : Addresses.ACCOUNTS;
        if (what % 10 >= 6 && what % 10 < 9) target = Addresses.WORK_ORDERS;
        vm.prank(caller);
        (bool success,) = target.call(calls[what % 10]);
        check(!success, "a usurper succeeded");
    }

    /// @dev An account that may not act tries what its role would allow.
    function actWhileInactive(uint256 who, uint256 what) external {
        address caller = people[who % people.length];
        (, AccountRole active) = accounts.activeRole(caller);
        if (active != AccountRole.None) return;
        bytes32 id = accounts.institutionOf(caller);
        (address[] memory t, uint256[] memory v, bytes[] memory d) =
            single(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (id)));
        bytes memory call = abi.encodeCall(IInstitutions.withdraw, ());
        address target = Addresses.INSTITUTIONS;
        if (what % 6 == 1) {
            target = Addresses.ACCOUNTS;
            call = abi.encodeCall(IAccounts.freeze, (people[what % people.length]));
        } else if (what % 6 == 2) {
            target = Addresses.WORK_ORDERS;
            call = abi.encodeWithSelector(IGovernor.propose.selector, t, v, d, vm.toString(what));
        } else if (what % 6 == 3) {
            target = Addresses.PROTOCOL_KEYS;
            call = abi.encodeCall(IProtocolKeys.register, (IProtocolKeys.Suite.Sm, new bytes(64), 0, new bytes(64)));
        } else if (what % 6 == 4) {
            target = Addresses.ACCOUNTS;
            call = abi.encodeCall(IAccounts.rotate, (publicKeyOf(nextKey), rotationConsent(nextKey, caller)));
        } else if (what % 6 == 5) {
            if (workOrders.workOrderCount() == 0) return;
            target = Addresses.WORK_ORDERS;
            uint256 order = workOrders.workOrders(what % workOrders.workOrderCount(), 1)[0].id;
            call = abi.encodeCall(IGovernor.castVote, (order, 1));
        }
        vm.prank(caller);
        (bool success,) = target.call(call);
        check(!success, "an inactive account changed something");
    }

    /// @dev The members decide; the model follows.
    function decideOn(uint256 about, uint256 what) external {
        bytes32 id = keccak256(bytes(codes[about % 4]));
        IInstitutions.Category wanted = IInstitutions.Category(1 + (what / 4) % 3);
        bytes memory call = abi.encodeCall(IInstitutions.suspend, (id));
        if (what % 4 == 1) call = abi.encodeCall(IInstitutions.reinstate, (id));
        if (what % 4 >= 2) call = abi.encodeCall(IInstitutions.changeCategory, (id, wanted));
        if (!pass(Addresses.INSTITUTIONS, call)) return;
        if (what % 4 == 0) status[id] = IInstitutions.Status.Suspended;
        else if (what % 4 == 1) status[id] = IInstitutions.Status.Active;
        else category[id] = wanted;
    }

    function decideOnAccount(uint256 about, uint256 what) external {
        address account = people[about % people.length];
        bytes memory call = abi.encodeCall(IAccounts.freeze, (account));
        // A decision on an account that was rotated is one on its last successor.
        account = holder(account);
        if (what % 4 < 2) call = abi.encodeCall(IAccounts.unfreeze, (account));
        if (what % 16 == 15) call = abi.encodeCall(IAccounts.revoke, (account));
        if (!pass(Addresses.ACCOUNTS, call)) return;
        accountStatus[account] = IAccounts.Status.Frozen;
        if (what % 4 < 2) accountStatus[account] = IAccounts.Status.Active;
        if (what % 16 == 15) accountStatus[account] = IAccounts.Status.Revoked;
    }

    /// @dev Governors freeze and revoke their own institution's accounts, themselves included.
    function governorClosesOne(uint256 who, uint256 whom, bool freezes) external {
        address caller = people[who % people.length];
        address named = people[whom % people.length];
        (bytes32 own, AccountRole role) = accounts.activeRole(caller);
        bool may = role == AccountRole.Governor && accounts.institutionOf(named) == own;
        vm.prank(caller);
        (bool success,) = Addresses.ACCOUNTS
            .call(freezes ? abi.encodeCall(IAccounts.freeze, (named)) : abi.encodeCall(IAccounts.revoke, (named)));
        check(may || !success, "a stranger closed an account");
        if (!success) return;
        accountStatus[holder(named)] = freezes ? IAccounts.Status.Frozen : IAccounts.Status.Revoked;
        vm.warp(block.timestamp + 1);
    }

    /// @dev A work order that did not pass is executed all the same.
    function forceExecution(uint256 about) external {
        bytes memory call = abi.encodeCall(IInstitutions.suspend, (keccak256(bytes(codes[about % 4]))));
        address proposer = anyGovernor();
        if (proposer == address(0)) return;
        proposeAs(proposer, Addresses.INSTITUTIONS, call);
        vm.warp(block.timestamp + 1);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, call);
        bytes memory execution = abi.encodeWithSelector(IGovernor.execute.selector, t, v, d, lastDescription());
        (bool success,) = Addresses.WORK_ORDERS.call(execution);
        check(!success, "executed without votes");
    }

    function rotateOne(uint256 who) external {
        address old = people[who % people.length];
        (, AccountRole role) = accounts.activeRole(old);
        if (role == AccountRole.None) return;
        uint256 key = nextKey++;
        bytes memory publicKey = publicKeyOf(key);
        bytes memory agreed = rotationConsent(key, old);
        vm.prank(old);
        accounts.rotate(publicKey, agreed);
        accountStatus[old] = IAccounts.Status.Rotated;
        successors[old] = vm.addr(key);
        add(key);
    }

    function passTime(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 1 days);
    }

    // ---- helpers

    function holder(address account) private view returns (address) {
        while (successors[account] != address(0)) {
            account = successors[account];
        }
        return account;
    }

    function add(uint256 key) private {
        people.push(vm.addr(key));
        accountStatus[vm.addr(key)] = IAccounts.Status.Active;
    }

    function anyGovernor() private view returns (address) {
        for (uint256 i = 0; i < people.length; ++i) {
            (, AccountRole role) = accounts.activeRole(people[i]);
            if (role == AccountRole.Governor) return people[i];
        }
        return address(0);
    }

    function pass(address target, bytes memory call) private returns (bool) {
        address proposer = anyGovernor();
        if (proposer == address(0)) return false;
        (uint256 id,) = proposeAs(proposer, target, call);
        vm.warp(block.timestamp + 1);
        for (uint256 i = 0; i < people.length && workOrders.state(id) == IGovernor.ProposalState.Active; ++i) {
            vm.prank(people[i]);
            try workOrders.castVote(id, 1) {} catch {}
        }
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(target, call);
        try workOrders.execute(t, v, d, lastDescription()) {
            ++decided;
            vm.warp(block.timestamp + 1);
            return true;
        } catch {
            return false;
        }
    }

    function rotationConsent(uint256 key, address old) private view returns (bytes memory) {
        bytes32 content =
            keccak256(abi.encode(keccak256("AccountRotation(address account,address successor)"), old, vm.addr(key)));
        return typed(key, "Govchain Accounts", Addresses.ACCOUNTS, content);
    }
}

contract MembershipInvariantTest is ConsortiumTest, InvariantTest {
    MembershipHandler internal handler;

    function setUp() public override {
        super.setUp();
        admitPolice(IInstitutions.Category.Governance);
        handler = new MembershipHandler();
        handler.begin();
        target(address(handler));
    }

    function invariant_noMembershipChangeWithoutAPassedOrder() public view {
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            IInstitutions.Institution memory now_ = institutions.institution(id);
            eq(uint256(now_.status), uint256(handler.status(id)), "status");
            eq(uint256(now_.category), uint256(handler.category(id)), "category");
            (IInstitutions.Status status, IInstitutions.Category category) =
                institutions.statusAt(id, uint48(block.timestamp));
            check(status == now_.status && category == now_.category, "history agrees with the present");
        }
        eq(institutions.institutionCount(), 4, "nobody else");
    }

    function invariant_noAccountChangesWithoutItsCause() public view {
        eq(accounts.accountCount(), handler.peopleCount(), "accounts");
        for (uint256 i = 0; i < handler.peopleCount(); ++i) {
            address person_ = handler.people(i);
            eq(uint256(accounts.account(person_).status), uint256(handler.accountStatus(person_)), "status");
            IAccounts.Status history = accounts.statusAt(person_, uint48(block.timestamp));
            check(history == accounts.account(person_).status, "history agrees with the present");
        }
    }

    /// @dev What work orders are told agrees with what it was told from.
    function invariant_rollAndSeatsFollowTheRecords() public view {
        uint256 seated;
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            bool entitled = handler.category(id) == IInstitutions.Category.Genesis
                && handler.status(id) == IInstitutions.Status.Active && hasGovernor(id);
            check(institutions.wasGenesisAt(id, uint48(block.timestamp)) == entitled, "seat");
            if (entitled) ++seated;
        }
        eq(institutions.genesisCountAt(uint48(block.timestamp)), seated, "electorate");
        check(seated > 0, "somebody can always vote");
        for (uint256 i = 0; i < handler.peopleCount(); ++i) {
            IAccounts.Account memory a = accounts.account(handler.people(i));
            bool votes = a.role == AccountRole.Governor && a.status == IAccounts.Status.Active;
            eq(workOrders.rollOf(a.account), votes ? a.institution : bytes32(0), "roll");
        }
    }

    /// @dev Freezing, revoking, suspending, leaving: whoever is left can always take back what silenced the others.
    function invariant_whoCanVoteCanUnfreezeTheOthers() public view {
        uint256 able;
        uint256 seats;
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            if (!institutions.wasGenesisAt(id, uint48(block.timestamp))) continue;
            ++seats;
            if (hasActiveGovernor(id)) ++able;
        }
        check(2 * able > seats, "too few can vote");
        (uint256 counted, uint256 seated) = workOrders.voters();
        eq(counted, able, "able");
        eq(seated, seats, "seats");
    }

    /// @dev Rotation and freezing never give an institution a second voice: one active successor at most per founder's line.
    function invariant_noInstitutionHasMoreAccountsThanWereVotedFor() public view {
        for (uint256 i = 0; i < 4; ++i) {
            uint256 living;
            for (uint256 k = 0; k < handler.peopleCount(); ++k) {
                IAccounts.Account memory a = accounts.account(handler.people(k));
                bool ended = a.status == IAccounts.Status.Revoked || a.status == IAccounts.Status.Rotated;
                if (!ended && a.institution == keccak256(bytes(codes[i]))) ++living;
            }
            check(living <= 4, "four accounts were voted for");
        }
    }

    function hasActiveGovernor(bytes32 id) private view returns (bool) {
        for (uint256 i = 0; i < handler.peopleCount(); ++i) {
            (bytes32 institution, AccountRole role) = accounts.activeRole(handler.people(i));
            if (institution == id && role == AccountRole.Governor) return true;
        }
        return false;
    }

    function hasGovernor(bytes32 id) private view returns (bool) {
        for (uint256 i = 0; i < handler.peopleCount(); ++i) {
            IAccounts.Account memory a = accounts.account(handler.people(i));
            bool counts = a.status == IAccounts.Status.Active || a.status == IAccounts.Status.Frozen;
            if (a.role == AccountRole.Governor && a.institution == id && counts) return true;
        }
        return false;
    }
}
