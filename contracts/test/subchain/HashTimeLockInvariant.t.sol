// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {IHashTimeLock} from "../../src/subchain/interfaces/IHashTimeLock.sol";
import {InvariantTest} from "../base/InvariantTest.sol";
import {SubchainTest, TwoChains} from "./SubchainTest.sol";
import {Purse, TestToken} from "./Tokens.sol";

/// @title Parties, among them one that refuses and one that comes back, lock, redeem and refund three kinds of value: an honest
/// token, a cheating one, native. Secrets are small numbers, so that they are often right.
contract HashTimeLockHandler is TwoChains {
    IHashTimeLock public locks;
    TestToken public honest;
    TestToken public cheating;
    Purse public purse;
    address[3] public parties;

    IHashTimeLock.Lock[] internal all;
    mapping(bytes32 id => uint256) public secretOf;
    mapping(bytes32 id => uint256) public payments;
    mapping(address token => uint256) public owed;
    uint256 public redeemed;
    uint256 public refunded;

    constructor() {
        vm.warp(START);
        locks = IHashTimeLock(deploy("HashTimeLock.sol:HashTimeLock", ""));
        (honest, cheating, purse) = (new TestToken(), new TestToken(), new Purse());
        parties = [address(0xA11), address(0xB22), address(purse)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.deal(parties[i], 1e6);
            honest.give(parties[i], 1e6);
            cheating.give(parties[i], 1e6);
            vm.prank(parties[i]);
            honest.approve(address(locks), type(uint256).max);
            vm.prank(parties[i]);
            cheating.approve(address(locks), type(uint256).max);
        }
    }

    function lock(uint256 from, uint256 to, uint256 kind, uint256 amount, uint256 secret, uint256 life) external {
        IHashTimeLock.Lock memory l = IHashTimeLock.Lock(
            parties[to % 3],
            parties[from % 3],
            tokenOf(kind),
            1 + amount % 1000,
            sha256(abi.encode(bytes32(1 + secret % 5))),
            uint40(block.timestamp + life % 2000)
        );
        bytes32 id = locks.idOf(l);
        vm.prank(parties[from % 3]);
        (bool success,) =
            address(locks).call{value: l.token == address(0) ? l.amount : 0}(abi.encodeCall(IHashTimeLock.lock, (l)));
        if (!success) return;
        check(life % 2000 >= 10 minutes, "no lock is too short");
        check(secretOf[id] == 0, "no lock twice");
        all.push(l);
        secretOf[id] = 1 + secret % 5;
        owed[l.token] += l.amount;
    }

    function redeem(uint256 i, uint256 secret, uint256 who) external {
        if (all.length == 0) return;
        IHashTimeLock.Lock memory l = all[i % all.length];
        bytes32 id = locks.idOf(l);
        bytes memory data = abi.encodeCall(IHashTimeLock.redeem, (l, bytes32(1 + secret % 5)));
        bool may = payments[id] == 0 && 1 + secret % 5 == secretOf[id] && block.timestamp < l.expiry;
        if (pay(l, id, l.recipient, data, may, who)) ++redeemed;
    }

    function refund(uint256 i, uint256 who) external {
        if (all.length == 0) return;
        IHashTimeLock.Lock memory l = all[i % all.length];
        bytes32 id = locks.idOf(l);
        bool may = payments[id] == 0 && block.timestamp >= l.expiry;
        if (pay(l, id, l.refundTo, abi.encodeCall(IHashTimeLock.refund, (l)), may, who)) ++refunded;
    }

    /// @dev Names somebody else as the recipient, or another amount.
    function forge(uint256 i, uint256 amount, bool other) external {
        if (all.length == 0) return;
        IHashTimeLock.Lock memory l = all[i % all.length];
        bytes32 secret = bytes32(secretOf[locks.idOf(l)]);
        if (other) (l.recipient, l.refundTo) = (STRANGER, STRANGER);
        else l.amount += 1 + amount % 1000;
        if (secretOf[locks.idOf(l)] != 0) return;
        vm.prank(STRANGER);
        (bool success,) = address(locks).call(abi.encodeCall(IHashTimeLock.redeem, (l, secret)));
        check(!success, "no redeeming of what was not locked");
        vm.prank(STRANGER);
        (success,) = address(locks).call(abi.encodeCall(IHashTimeLock.refund, (l)));
        check(!success, "no refund of what was not locked");
    }

    function behave(uint256 manner, bool refusing, uint256 i) external {
        bytes memory attack;
        if (all.length > 0) {
            IHashTimeLock.Lock memory l = all[i % all.length];
            attack = abi.encodeCall(IHashTimeLock.redeem, (l, bytes32(secretOf[locks.idOf(l)])));
        }
        cheating.behave(TestToken.Manner(manner % 6), address(locks), attack);
        purse.behave(refusing, address(locks), attack);
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 600);
    }

    function pay(IHashTimeLock.Lock memory l, bytes32 id, address to, bytes memory data, bool may, uint256 who)
        private
        returns (bool success)
    {
        uint256 before = balance(l.token, to);
        (success,) = send(who % 2 == 0 ? STRANGER : to, address(locks), data);
        if (success) {
            check(may, "paid only when it may be");
            ++payments[id];
            owed[l.token] -= l.amount;
            if (l.token != address(cheating)) eq(balance(l.token, to) - before, l.amount, "paid in full");
        } else {
            bool excused = l.token == address(cheating) || (l.token == address(0) && to == address(purse));
            check(!may || excused, "refused only when it must be");
        }
    }

    function balance(address token, address of_) public view returns (uint256) {
        return token == address(0) ? of_.balance : TestToken(token).balanceOf(of_);
    }

    function tokenOf(uint256 kind) private view returns (address) {
        if (kind % 3 == 0) return address(0);
        return kind % 3 == 1 ? address(honest) : address(cheating);
    }

    function count() external view returns (uint256) {
        return all.length;
    }

    function at_(uint256 i) external view returns (IHashTimeLock.Lock memory) {
        return all[i];
    }
}

contract HashTimeLockInvariantTest is SubchainTest, InvariantTest {
    HashTimeLockHandler internal handler;

    function setUp() public override {
        handler = new HashTimeLockHandler();
        target(address(handler));
    }

    /// @dev The invariants mean something only if the handler gets this far.
    function test_handlerReachesEverything() public {
        handler.lock(0, 1, 1, 5, 0, 1000);
        handler.lock(1, 0, 0, 5, 0, 1000);
        handler.forge(0, 1, true);
        handler.redeem(0, 0, 0);
        handler.pass(599);
        handler.pass(599);
        handler.refund(1, 0);
        eq(handler.redeemed(), 1, "redeemed");
        eq(handler.refunded(), 1, "refunded");
    }

    /// @dev What is locked is there: no lock is paid out of another, whatever the cheating token does. The cheating token
    /// itself may cheat its own holders only.
    function invariant_everyLockIsCovered() public view {
        address locks = address(handler.locks());
        eq(locks.balance, handler.owed(address(0)), "native");
        eq(handler.honest().balanceOf(locks), handler.owed(address(handler.honest())), "honest token");
        check(handler.cheating().balanceOf(locks) >= handler.owed(address(handler.cheating())), "cheating token");
    }

    function invariant_everyLockIsPaidAtMostOnce() public view {
        IHashTimeLock locks = handler.locks();
        for (uint256 i = 0; i < handler.count(); ++i) {
            bytes32 id = locks.idOf(handler.at_(i));
            IHashTimeLock.LockStatus status = locks.statusOf(id);
            eq(handler.payments(id), status == IHashTimeLock.LockStatus.Locked ? 0 : 1, "payments");
        }
    }
}
