// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {IHashTimeLock} from "../../src/subchain/interfaces/IHashTimeLock.sol";
import {SubchainTest} from "./SubchainTest.sol";
import {TestToken} from "./Tokens.sol";

interface IAssetExchange {
    error ExpiryTooEarly(uint256 actual, uint256 earliest);
    error ExpiryTooLate(uint256 actual, uint256 latest);
    error FirstLockTooShort(uint256 actual, uint256 earliest);

    function lockFirst(IHashTimeLock.Lock calldata terms) external payable returns (bytes32 id);
    function lockSecond(IHashTimeLock.Lock calldata terms, uint40 firstExpiry) external payable returns (bytes32 id);
}

/// @title Alice's tokens of the home chain against Bob's native value of the far chain.
contract AssetExchangeTest is SubchainTest {
    bytes32 internal constant SECRET = keccak256("secret");
    address internal constant ALICE = address(0xA11);
    address internal constant BOB = address(0xB22);
    uint256 internal constant MARGIN = 1 hours;

    IHashTimeLock internal homeLocks;
    IHashTimeLock internal farLocks;
    IAssetExchange internal homeExchange;
    IAssetExchange internal farExchange;
    TestToken internal token;
    bytes32 internal hashLock;

    function setUp() public override {
        super.setUp();
        hashLock = sha256(abi.encode(SECRET));
        onHome();
        homeLocks = IHashTimeLock(deploy("HashTimeLock.sol:HashTimeLock", ""));
        homeExchange = IAssetExchange(deploy("AssetExchange.sol:AssetExchange", abi.encode(homeLocks, MARGIN)));
        token = new TestToken();
        token.give(ALICE, 100);
        vm.prank(ALICE);
        token.approve(address(homeExchange), 100);
        onFar();
        farLocks = IHashTimeLock(deploy("HashTimeLock.sol:HashTimeLock", ""));
        farExchange = IAssetExchange(deploy("AssetExchange.sol:AssetExchange", abi.encode(farLocks, MARGIN)));
        vm.deal(BOB, 7);
    }

    function test_assetsChangeHands() public {
        (IHashTimeLock.Lock memory first, IHashTimeLock.Lock memory second) = bothLock(START + 3 * MARGIN, 0);
        onFar();
        farLocks.redeem(second, SECRET);
        onHome();
        homeLocks.redeem(first, SECRET);
        eq(token.balanceOf(BOB), 100, "Bob has the tokens");
        eq(ALICE.balance, 7, "Alice has the value");
        eq(token.balanceOf(address(homeExchange)) + address(farExchange).balance, 0, "the exchange has nothing");
    }

    function test_nobodyLoses_whenTheSecretIsNeverShown() public {
        (IHashTimeLock.Lock memory first, IHashTimeLock.Lock memory second) = bothLock(START + 3 * MARGIN, 0);
        vm.warp(second.expiry);
        farLocks.refund(second);
        onHome();
        vm.warp(first.expiry);
        homeLocks.refund(first);
        eq(token.balanceOf(ALICE), 100, "Alice");
        eq(BOB.balance, 7, "Bob");
    }

    /// @dev The worst case: Alice waits until the last second. Bob still has a whole margin.
    function testFuzz_whoLearnsTheSecretLast_hasAMargin(uint256 life, uint256 delay, uint256 secondLife) public {
        life = 3 * MARGIN + life % 20 days;
        delay = delay % (life - 2 * MARGIN);
        uint256 firstExpiry = START + life;
        uint256 latest = firstExpiry - MARGIN;
        uint256 earliest = START + delay + MARGIN;
        uint256 secondExpiry = earliest + secondLife % (latest - earliest + 1);
        IHashTimeLock.Lock memory first = firstTerms(firstExpiry);
        vm.prank(ALICE);
        homeExchange.lockFirst(first);
        vm.warp(START + delay);
        IHashTimeLock.Lock memory second = secondTerms(secondExpiry);
        vm.prank(BOB);
        farExchange.lockSecond{value: 7}(second, uint40(firstExpiry));
        check(secondExpiry - block.timestamp >= MARGIN, "Alice has a margin");
        vm.warp(secondExpiry - 1);
        farLocks.redeem(second, SECRET);
        vm.warp(secondExpiry - 1 + MARGIN);
        homeLocks.redeem(first, SECRET);
        eq(token.balanceOf(BOB), 100, "Bob has the tokens");
    }

    function test_lockSecond_atTheBoundsOfTheRule() public {
        vm.prank(BOB);
        farExchange.lockSecond{value: 7}(secondTerms(START + MARGIN), uint40(START + 2 * MARGIN + 1));
        eq(address(farLocks).balance, 7, "locked");
    }

    function testRevert_lockFirst_whenShort() public {
        vm.expectRevert(
            abi.encodeWithSelector(IAssetExchange.ExpiryTooEarly.selector, START + 3 * MARGIN - 1, START + 3 * MARGIN)
        );
        vm.prank(ALICE);
        homeExchange.lockFirst(firstTerms(START + 3 * MARGIN - 1));
    }

    function testRevert_lockSecond_whenAMarginIsMissing() public {
        uint256 firstExpiry = START + 3 * MARGIN;
        refusesSecond(
            START + 2 * MARGIN + 1,
            firstExpiry,
            abi.encodeWithSelector(IAssetExchange.ExpiryTooLate.selector, START + 2 * MARGIN + 1, START + 2 * MARGIN)
        );
        refusesSecond(
            START + MARGIN - 1,
            firstExpiry,
            abi.encodeWithSelector(IAssetExchange.ExpiryTooEarly.selector, START + MARGIN - 1, START + MARGIN)
        );
        refusesSecond(
            START + MARGIN,
            START + 2 * MARGIN,
            abi.encodeWithSelector(
                IAssetExchange.FirstLockTooShort.selector, START + 2 * MARGIN, START + 2 * MARGIN + 1
            )
        );
    }

    function testRevert_lock_whenTheTokenTakesAFee() public {
        token.behave(TestToken.Manner.TakingFee, address(0), "");
        vm.expectRevert();
        vm.prank(ALICE);
        homeExchange.lockFirst(firstTerms(START + 3 * MARGIN));
        eq(token.balanceOf(ALICE), 100, "nothing taken");
    }

    function testRevert_lock_whenValueAndTokenAreMixed() public {
        vm.deal(ALICE, 1);
        vm.expectRevert(abi.encodeWithSelector(IHashTimeLock.ValueMismatch.selector, 1, 0));
        vm.prank(ALICE);
        homeExchange.lockFirst{value: 1}(firstTerms(START + 3 * MARGIN));
    }

    function bothLock(uint256 firstExpiry, uint256 delay)
        private
        returns (IHashTimeLock.Lock memory first, IHashTimeLock.Lock memory answer_)
    {
        onHome();
        first = firstTerms(firstExpiry);
        vm.prank(ALICE);
        homeExchange.lockFirst(first);
        vm.warp(START + delay);
        onFar();
        answer_ = secondTerms(firstExpiry - MARGIN);
        vm.prank(BOB);
        farExchange.lockSecond{value: 7}(answer_, uint40(firstExpiry));
    }

    function refusesSecond(uint256 expiry, uint256 firstExpiry, bytes memory expected) private {
        vm.expectRevert(expected);
        vm.prank(BOB);
        farExchange.lockSecond{value: 7}(secondTerms(expiry), uint40(firstExpiry));
    }

    function firstTerms(uint256 expiry) private view returns (IHashTimeLock.Lock memory) {
        return IHashTimeLock.Lock(BOB, ALICE, address(token), 100, hashLock, uint40(expiry));
    }

    function secondTerms(uint256 expiry) private view returns (IHashTimeLock.Lock memory) {
        return IHashTimeLock.Lock(ALICE, BOB, address(0), 7, hashLock, uint40(expiry));
    }
}
