// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {vm} from "../../script/Vm.sol";
import {IHashTimeLock} from "../../src/subchain/interfaces/IHashTimeLock.sol";
import {SubchainTest} from "./SubchainTest.sol";
import {Purse, TestToken} from "./Tokens.sol";

contract HashTimeLockTest is SubchainTest {
    bytes32 internal constant SECRET = keccak256("secret");
    address internal constant ALICE = address(0xA11);
    address internal constant BOB = address(0xB22);
    bytes4 internal constant REENTRANT = bytes4(keccak256("ReentrancyGuardReentrantCall()"));

    IHashTimeLock internal locks;
    TestToken internal token;

    function setUp() public override {
        super.setUp();
        locks = IHashTimeLock(deploy("HashTimeLock.sol:HashTimeLock", ""));
        token = new TestToken();
        token.give(ALICE, 1000);
        vm.deal(ALICE, 1000);
        vm.prank(ALICE);
        token.approve(address(locks), type(uint256).max);
    }

    // ---- the three ways

    function test_secretPaysTheRecipient_whoeverSendsIt() public {
        IHashTimeLock.Lock memory l = terms(100);
        bytes32 id = lock(l);
        eq(token.balanceOf(address(locks)), 100, "held");
        status(id, IHashTimeLock.LockStatus.Locked);
        vm.prank(STRANGER);
        locks.redeem(l, SECRET);
        eq(token.balanceOf(BOB), 100, "paid");
        eq(token.balanceOf(STRANGER), 0, "nothing for the sender");
        status(id, IHashTimeLock.LockStatus.Redeemed);
        over(l, IHashTimeLock.LockStatus.Redeemed);
    }

    function test_timePaysBack() public {
        IHashTimeLock.Lock memory l = terms(100);
        bytes32 id = lock(l);
        vm.warp(l.expiry);
        vm.prank(STRANGER);
        locks.refund(l);
        eq(token.balanceOf(ALICE), 1000, "paid back");
        status(id, IHashTimeLock.LockStatus.Refunded);
        over(l, IHashTimeLock.LockStatus.Refunded);
    }

    function test_nativeValue_bothWays() public {
        IHashTimeLock.Lock memory l = native(100);
        lock(l);
        locks.redeem(l, SECRET);
        eq(BOB.balance, 100, "paid");
        l.hashLock = sha256("other");
        lock(l);
        vm.warp(l.expiry);
        locks.refund(l);
        eq(ALICE.balance, 900, "paid back");
        eq(address(locks).balance, 0, "nothing left");
    }

    function testFuzz_redeemAndRefundNeverOverlap(uint256 time) public {
        IHashTimeLock.Lock memory l = terms(100);
        lock(l);
        vm.warp(START + time % (3 days));
        bool redeemed = tries(abi.encodeCall(IHashTimeLock.redeem, (l, SECRET)));
        bool refunded = tries(abi.encodeCall(IHashTimeLock.refund, (l)));
        check(redeemed != refunded, "exactly one");
        check(redeemed == (block.timestamp < l.expiry), "by the clock");
        eq(token.balanceOf(address(locks)), 0, "nothing left");
    }

    function testFuzz_idCommitsToEverything(uint256 which, uint256 value) public {
        IHashTimeLock.Lock memory l = terms(100);
        bytes32 id = lock(l);
        which = which % 6;
        if (which == 0) l.recipient = address(uint160(value));
        if (which == 1) l.refundTo = address(uint160(value));
        if (which == 2) l.token = address(uint160(value));
        if (which == 3) l.amount = value;
        if (which == 4) l.hashLock = bytes32(value);
        if (which == 5) l.expiry = uint40(value);
        bytes32 other = locks.idOf(l);
        if (other == id) return;
        vm.expectRevert(abi.encodeWithSelector(IHashTimeLock.NotLocked.selector, other, IHashTimeLock.LockStatus.None));
        locks.redeem(l, SECRET);
        vm.expectRevert(abi.encodeWithSelector(IHashTimeLock.NotLocked.selector, other, IHashTimeLock.LockStatus.None));
        locks.refund(l);
    }

    function test_idDiffers_betweenChainsAndContracts() public {
        IHashTimeLock other = IHashTimeLock(deploy("HashTimeLock.sol:HashTimeLock", ""));
        IHashTimeLock.Lock memory l = terms(100);
        bytes32 here = locks.idOf(l);
        check(other.idOf(l) != here, "contract");
        vm.chainId(4711);
        check(locks.idOf(l) != here, "chain");
    }

    /// @dev The value is what `head -c 32 /dev/zero | sha256sum` prints.
    function test_hashIsSha256OfTheSecret_asOtherChainsComputeIt() public {
        IHashTimeLock.Lock memory l = terms(100);
        l.hashLock = 0x66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925;
        lock(l);
        locks.redeem(l, bytes32(0));
        eq(token.balanceOf(BOB), 100, "paid");
    }

    // ---- refused

    function testRevert_redeem_whenSecretIsWrongOrLate() public {
        IHashTimeLock.Lock memory l = terms(100);
        bytes32 id = lock(l);
        vm.expectRevert(abi.encodeWithSelector(IHashTimeLock.WrongSecret.selector, sha256(abi.encode(T1)), l.hashLock));
        locks.redeem(l, T1);
        vm.warp(l.expiry);
        vm.expectRevert(abi.encodeWithSelector(IHashTimeLock.TooLate.selector, id, l.expiry, l.expiry));
        locks.redeem(l, SECRET);
    }

    function testRevert_refund_whenEarly() public {
        IHashTimeLock.Lock memory l = terms(100);
        bytes32 id = lock(l);
        vm.warp(l.expiry - 1);
        vm.expectRevert(abi.encodeWithSelector(IHashTimeLock.TooEarly.selector, id, l.expiry - 1, l.expiry));
        locks.refund(l);
    }

    function testRevert_lock_whenTermsAreUnsound() public {
        IHashTimeLock.Lock memory l = terms(100);
        l.recipient = address(0);
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.PartyUnusable.selector, address(0), ALICE));
        l.recipient = address(locks);
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.PartyUnusable.selector, address(locks), ALICE));
        l = terms(100);
        l.refundTo = address(0);
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.PartyUnusable.selector, BOB, address(0)));
        l.refundTo = address(locks);
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.PartyUnusable.selector, BOB, address(locks)));
        refused(terms(0), 0, abi.encodeWithSelector(IHashTimeLock.AmountTooSmall.selector, 0, 1));
        l = terms(100);
        l.hashLock = bytes32(0);
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.HashLockMissing.selector, bytes32(0)));
        l = terms(100);
        l.expiry = uint40(START + 10 minutes - 1);
        refused(l, 0, outOfRange(l.expiry));
        l.expiry = uint40(START + 30 days + 1);
        refused(l, 0, outOfRange(l.expiry));
        refused(terms(100), 1, abi.encodeWithSelector(IHashTimeLock.ValueMismatch.selector, 1, 0));
        refused(native(100), 99, abi.encodeWithSelector(IHashTimeLock.ValueMismatch.selector, 99, 100));
        l = terms(100);
        l.token = STRANGER;
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.TokenUnusable.selector, STRANGER));
        l.token = address(locks);
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.TokenUnusable.selector, address(locks)));
    }

    function test_expiryBounds_areInclusive() public {
        IHashTimeLock.Lock memory l = terms(100);
        l.expiry = uint40(START + 10 minutes);
        lock(l);
        l.expiry = uint40(START + 30 days);
        lock(l);
    }

    function testRevert_lock_whenLockedBefore() public {
        IHashTimeLock.Lock memory l = terms(100);
        bytes32 id = lock(l);
        refused(l, 0, abi.encodeWithSelector(IHashTimeLock.AlreadyLocked.selector, id, IHashTimeLock.LockStatus.Locked));
    }

    // ---- tokens and parties that cheat

    function testRevert_lock_whenTheTokenDoesNotArriveWhole() public {
        // Somebody else's tokens are there, and must not stand in.
        token.give(address(locks), 500);
        token.behave(TestToken.Manner.TakingFee, address(0), "");
        refused(terms(100), 0, mismatch(99));
        token.behave(TestToken.Manner.Lying, address(0), "");
        refused(terms(100), 0, mismatch(0));
        token.behave(TestToken.Manner.ReturningFalse, address(0), "");
        refused(terms(100), 0, abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        token.behave(TestToken.Manner.ReturningNothing, address(0), "");
        lock(terms(100));
    }

    function test_reentrantToken_getsNothingTwice() public {
        IHashTimeLock.Lock memory l = terms(100);
        lock(l);
        IHashTimeLock.Lock memory other = terms(200);
        lock(other);
        bytes[3] memory attacks = [
            abi.encodeCall(IHashTimeLock.redeem, (l, SECRET)),
            abi.encodeCall(IHashTimeLock.redeem, (other, SECRET)),
            abi.encodeCall(IHashTimeLock.lock, (terms(1)))
        ];
        for (uint256 i = 0; i < attacks.length; ++i) {
            token.behave(TestToken.Manner.Reentering, address(locks), attacks[i]);
            l.hashLock = sha256(abi.encode(bytes32(i)));
            lock(l);
            refusedInside(token.inner(), token.innerResult());
            locks.redeem(l, bytes32(i));
            refusedInside(token.inner(), token.innerResult());
        }
        eq(token.balanceOf(address(locks)), 300, "what is locked");
    }

    function test_reentrantPurse_isPaidOnce() public {
        Purse purse = new Purse();
        IHashTimeLock.Lock memory l = native(100);
        l.recipient = address(purse);
        lock(l);
        lock(native(50));
        purse.behave(false, address(locks), abi.encodeCall(IHashTimeLock.redeem, (l, SECRET)));
        locks.redeem(l, SECRET);
        refusedInside(purse.inner(), purse.innerResult());
        eq(address(purse).balance, 100, "once");
        eq(address(locks).balance, 50, "the rest");
    }

    function test_refusingPurse_keepsOnlyItselfFromItsValue() public {
        Purse purse = new Purse();
        purse.behave(true, address(0), "");
        IHashTimeLock.Lock memory l = native(100);
        l.recipient = address(purse);
        bytes32 id = lock(l);
        vm.expectRevert(Purse.Refusing.selector);
        locks.redeem(l, SECRET);
        status(id, IHashTimeLock.LockStatus.Locked);
        vm.warp(l.expiry);
        locks.refund(l);
        eq(ALICE.balance, 1000, "paid back");
    }

    function terms(uint256 amount) private view returns (IHashTimeLock.Lock memory) {
        return
            IHashTimeLock.Lock(BOB, ALICE, address(token), amount, sha256(abi.encode(SECRET)), uint40(START + 1 days));
    }

    function native(uint256 amount) private view returns (IHashTimeLock.Lock memory l) {
        l = terms(amount);
        l.token = address(0);
    }

    function lock(IHashTimeLock.Lock memory l) private returns (bytes32 id) {
        vm.prank(ALICE);
        id = locks.lock{value: l.token == address(0) ? l.amount : 0}(l);
        eq(id, locks.idOf(l), "id");
    }

    function refused(IHashTimeLock.Lock memory l, uint256 value, bytes memory expected) private {
        vm.expectRevert(expected);
        vm.prank(ALICE);
        locks.lock{value: value}(l);
    }

    function over(IHashTimeLock.Lock memory l, IHashTimeLock.LockStatus s) private {
        bytes memory expected = abi.encodeWithSelector(IHashTimeLock.NotLocked.selector, locks.idOf(l), s);
        vm.expectRevert(expected);
        locks.redeem(l, SECRET);
        vm.warp(l.expiry);
        vm.expectRevert(expected);
        locks.refund(l);
    }

    function tries(bytes memory call) private returns (bool success) {
        (success,) = address(locks).call(call);
    }

    function status(bytes32 id, IHashTimeLock.LockStatus expected) private view {
        check(locks.statusOf(id) == expected, "status");
    }

    function mismatch(uint256 actual) private view returns (bytes memory) {
        return abi.encodeWithSelector(IHashTimeLock.AmountMismatch.selector, address(token), actual, 100);
    }

    function outOfRange(uint256 actual) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(IHashTimeLock.ExpiryOutOfRange.selector, actual, START + 10 minutes, START + 30 days);
    }

    function refusedInside(bool success, bytes memory result) private pure {
        check(!success, "refused");
        eq(bytes32(bytes4(result)), bytes32(REENTRANT), "as reentrant");
    }
}
