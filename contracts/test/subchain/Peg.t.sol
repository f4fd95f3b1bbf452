// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {vm} from "../../script/Vm.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {IGatewayBound} from "../../src/subchain/interfaces/IGatewayBound.sol";
import {IPegVault} from "../../src/subchain/interfaces/IPegVault.sol";
import {IPeggedToken} from "../../src/subchain/interfaces/IPeggedToken.sol";
import {IWindowLimit} from "../../src/subchain/interfaces/IWindowLimit.sol";
import {PegTest} from "./PegTest.sol";
import {TestToken} from "./Tokens.sol";

interface ICityPoints {
    error NotTheCity(address actual, address expected);

    function grant(address citizen, uint256 amount) external;
    function decimals() external view returns (uint8);
}

/// @title Out and home again, what goes wrong on the way, and what a thief may not.
contract PegContractsTest is PegTest {
    address internal constant ALICE = address(0xA11);
    address internal constant BOB = address(0xB22);

    function setUp() public override {
        super.setUp();
        fund(ALICE, 1000);
    }

    // ---- out and home

    function test_pointsGoOutAndHome() public {
        Found memory out = depositAs(ALICE, 100, BOB);
        backed(100, 0);
        (bool success,) = carryMint(out, T1);
        check(success, "minted");
        eq(pegged.balanceOf(BOB), 100, "pegged");
        onHome();
        answer(home, out.id, IGateway.CallStatus.Succeeded, T1);
        eq(vault.depositOf(out.id).amount, 0, "deposit ended");

        Found memory back = burnAs(BOB, 30, ALICE);
        backed(100, 70);
        (success,) = carryRelease(back, T2);
        check(success, "released");
        onFar();
        answer(far, back.id, IGateway.CallStatus.Succeeded, T2);
        backed(70, 70);
        eq(points.balanceOf(ALICE), 930, "home again");
        eq(token().burnOf(back.id).amount, 0, "burn ended");
    }

    function test_depositComesBack_whenNothingWasMinted() public {
        IGateway.CallStatus[3] memory outcomes =
            [IGateway.CallStatus.Failed, IGateway.CallStatus.Compensated, IGateway.CallStatus.Expired];
        for (uint256 i = 0; i < 3; ++i) {
            Found memory out = depositAs(ALICE, 100, BOB);
            bool expired = outcomes[i] == IGateway.CallStatus.Expired;
            if (expired) vm.warp(START + 1 days);
            answer(home, out.id, outcomes[i], expired ? bytes32(0) : T1);
            eq(points.balanceOf(ALICE), 1000, "returned");
            backed(0, 0);
        }
    }

    function test_burnComesBack_whenNothingWasReleased() public {
        Found memory out = depositAs(ALICE, 100, BOB);
        carryMint(out, T1);
        Found memory back = burnAs(BOB, 30, ALICE);
        answer(far, back.id, IGateway.CallStatus.Failed, T2);
        eq(pegged.balanceOf(BOB), 100, "minted again");
        backed(100, 100);
    }

    function test_mintIsUndone_thenTheDepositComesBack() public {
        Found memory out = depositAs(ALICE, 100, BOB);
        carryMint(out, T1);
        (bool success,) = compensate(tokenPort, T1, 0, abi.encodeCall(IPeggedToken.undoMint, (BOB, 100)));
        check(success, "undone");
        onHome();
        answer(home, out.id, IGateway.CallStatus.Compensated, T1);
        eq(points.balanceOf(ALICE), 1000, "returned");
        backed(0, 0);
    }

    function testRevert_undoMint_whenPaused() public {
        mintTo(T1, 100);
        vm.prank(OWNER);
        token().pause();
        (bool success, bytes memory result) =
            compensate(tokenPort, T1, 0, abi.encodeCall(IPeggedToken.undoMint, (STRANGER, 100)));
        fails(success, result, abi.encodeWithSelector(Pausable.EnforcedPause.selector));
    }

    function testRevert_undoMint_whenItWasSpent() public {
        Found memory out = depositAs(ALICE, 100, BOB);
        carryMint(out, T1);
        vm.prank(BOB);
        pegged.transfer(ALICE, 1);
        (bool success, bytes memory result) =
            compensate(tokenPort, T1, 0, abi.encodeCall(IPeggedToken.undoMint, (BOB, 100)));
        fails(success, result, abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, BOB, 99, 100));
    }

    /// @dev With a stolen account, minting one point to oneself must not open the way to burning everybody else's.
    function testRevert_undoMint_whenItIsNotOfWhatTheStepMinted() public {
        Found memory out = depositAs(ALICE, 100, BOB);
        carryMint(out, T1);
        mintTo(T2, 1);
        bytes memory others = abi.encodeCall(IPeggedToken.undoMint, (BOB, 100));
        (bool success, bytes memory result) = compensate(tokenPort, T2, 0, others);
        fails(
            success,
            result,
            abi.encodeWithSelector(
                IGateway.ArgumentsDiffer.selector,
                T2,
                0,
                bytes23(keccak256(abi.encode(BOB, 100))),
                bytes23(keccak256(abi.encode(STRANGER, 1)))
            )
        );
        eq(pegged.balanceOf(BOB), 100, "still Bob's");
    }

    function test_pointsAreWhole_onBothSides() public {
        eq(ICityPoints(address(points)).decimals(), 0, "home");
        eq(ICityPoints(address(pegged)).decimals(), 0, "far");
        vm.expectRevert(abi.encodeWithSelector(ICityPoints.NotTheCity.selector, STRANGER, CITY));
        vm.prank(STRANGER);
        ICityPoints(address(points)).grant(STRANGER, 1);
    }

    // ---- each once

    function test_mintAndRelease_onceForEachStep() public {
        Found memory out = depositAs(ALICE, 100, BOB);
        carryMint(out, T1);
        (bool success,) = carryMint(out, T1);
        check(success, "repeated");
        eq(pegged.totalSupply(), 100, "minted once");
        Found memory back = burnAs(BOB, 30, ALICE);
        carryRelease(back, T2);
        carryRelease(back, T2);
        backed(70, 70);
        (success,) = execute(vaultPort, T2, 0, abi.encodeCall(IPegVault.release, (STRANGER, 30)));
        check(!success, "the step is taken");
    }

    // ---- who may

    function testRevert_mintAndRelease_whenNotThroughTheGateway() public {
        address[4] memory callers = [STRANGER, PROXY, OWNER, CITY];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGatewayBound.NotTheGateway.selector, callers[i], address(far)));
            vm.prank(callers[i]);
            token().mint(STRANGER, 1);
            vm.expectRevert(abi.encodeWithSelector(IGatewayBound.NotTheGateway.selector, callers[i], address(far)));
            vm.prank(callers[i]);
            token().undoMint(STRANGER, 1);
            vm.expectRevert(abi.encodeWithSelector(IGatewayBound.NotTheGateway.selector, callers[i], address(home)));
            vm.prank(callers[i]);
            vault.release(STRANGER, 1);
        }
    }

    function test_release_ofAllThatIsLocked() public {
        depositAs(ALICE, 100, BOB);
        (bool success,) = execute(vaultPort, T2, 0, abi.encodeCall(IPegVault.release, (BOB, 100)));
        check(success, "released");
        backed(0, 0);
    }

    function testRevert_release_whenMoreThanLocked() public {
        depositAs(ALICE, 100, BOB);
        bytes memory call = abi.encodeCall(IPegVault.release, (STRANGER, 101));
        (bool success, bytes memory result) = execute(vaultPort, T2, 0, call);
        fails(success, result, abi.encodeWithSelector(IPegVault.NotEnoughLocked.selector, 101, 100));
    }

    function testRevert_whenArgumentsAreSenseless() public {
        vm.expectRevert(abi.encodeWithSelector(IPegVault.AmountTooSmall.selector, 0, 1));
        vault.deposit(0, BOB, uint40(START + 1));
        vm.expectRevert(abi.encodeWithSelector(IPegVault.RecipientUnusable.selector, address(0)));
        vault.deposit(1, address(0), uint40(START + 1));
        vm.expectRevert(abi.encodeWithSelector(IPeggedToken.AmountTooSmall.selector, 0, 1));
        token().burn(0, BOB, uint40(START + 1));
        vm.expectRevert(abi.encodeWithSelector(IPeggedToken.RecipientUnusable.selector, address(0)));
        token().burn(1, address(0), uint40(START + 1));
        refusedRelease(address(0), 1, abi.encodeWithSelector(IPegVault.RecipientUnusable.selector, address(0)));
        refusedRelease(address(vault), 1, abi.encodeWithSelector(IPegVault.RecipientUnusable.selector, address(vault)));
        refusedRelease(BOB, 0, abi.encodeWithSelector(IPegVault.AmountTooSmall.selector, 0, 1));
        (bool success, bytes memory result) = execute(tokenPort, T1, 0, abi.encodeCall(IPeggedToken.mint, (BOB, 0)));
        fails(success, result, abi.encodeWithSelector(IPeggedToken.AmountTooSmall.selector, 0, 1));
        same(
            refusedBy("PegVault.sol:PegVault", abi.encode(home, STRANGER, PIPELINE, OWNER, uint208(1), uint48(1))),
            abi.encodeWithSelector(IPegVault.TokenUnusable.selector, STRANGER),
            "reason"
        );
    }

    // ---- brakes

    function test_limit_boundsWhatAStolenKeyMints() public {
        (bool success, bytes memory result) = mintTo(T1, 1001);
        fails(success, result, abi.encodeWithSelector(IWindowLimit.LimitExceeded.selector, 1001, 1000));
        (success,) = mintTo(T1, 1000);
        check(success, "the whole limit");
        vm.warp(START + WINDOW / 10);
        (success, result) = mintTo(T2, 101);
        fails(success, result, abi.encodeWithSelector(IWindowLimit.LimitExceeded.selector, 101, 100));
        (success,) = mintTo(T2, 100);
        check(success, "refilled evenly");
        (uint256 limit, uint48 window, uint256 available) = token().limitState();
        eq(limit, 1000, "limit");
        eq(window, WINDOW, "window");
        eq(available, 0, "available");
    }

    /// @dev In a stretch of a window's length passes at most twice the limit, however it is tried.
    function testFuzz_limit_holdsInEveryWindow(uint256[8] calldata amounts, uint256[8] calldata pauses) public {
        uint256 passed;
        uint256 until = START + 10 * WINDOW;
        vm.warp(until);
        for (uint256 i = 0; i < 8; ++i) {
            (bool success,) = mintTo(keccak256(abi.encode(i)), 1 + amounts[i] % 1000);
            if (success) passed += 1 + amounts[i] % 1000;
            uint256 next = block.timestamp + pauses[i] % (WINDOW / 4);
            if (next >= until + WINDOW) break;
            vm.warp(next);
        }
        check(passed <= 2000, "twice the limit");
    }

    function test_limit_ofReleases_countsNoReturns() public {
        fund(ALICE, 5000);
        vm.prank(OWNER);
        IWindowLimit(address(vault)).setLimit(100, WINDOW);
        Found memory out = depositAs(ALICE, 500, BOB);
        answer(home, out.id, IGateway.CallStatus.Failed, T1);
        eq(points.balanceOf(ALICE), 6000, "returned in full");
        depositAs(ALICE, 500, BOB);
        refusedRelease(BOB, 101, abi.encodeWithSelector(IWindowLimit.LimitExceeded.selector, 101, 100));
    }

    function testRevert_setLimit_whenNotTheOwnerOrMalformed() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        vault.setLimit(1, 1);
        vm.expectRevert(abi.encodeWithSelector(IWindowLimit.LimitMalformed.selector, 1, 0));
        vm.prank(OWNER);
        vault.setLimit(1, 0);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        vault.pause();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        vault.unpause();
    }

    function testRevert_renounceOwnership_always() public {
        vm.expectRevert(abi.encodeWithSelector(IWindowLimit.OwnerRequired.selector, OWNER));
        vm.prank(OWNER);
        Ownable(address(vault)).renounceOwnership();
        vm.expectRevert(abi.encodeWithSelector(IWindowLimit.OwnerRequired.selector, OWNER));
        vm.prank(OWNER);
        Ownable(address(pegged)).renounceOwnership();
    }

    function test_pause_stopsBothSides_andReturnsWait() public {
        Found memory out = depositAs(ALICE, 100, BOB);
        vm.prank(OWNER);
        vault.pause();
        vm.prank(OWNER);
        token().pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        vault.deposit(1, BOB, uint40(START + 1));
        vm.expectRevert(Pausable.EnforcedPause.selector);
        token().burn(1, BOB, uint40(START + 1));
        refusedRelease(BOB, 1, abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        (bool success, bytes memory result) = mintTo(T1, 1);
        fails(success, result, abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        onHome();
        answer(home, out.id, IGateway.CallStatus.Failed, T1);
        check(home.callOf(out.id).undelivered, "waits");
        vm.prank(OWNER);
        vault.unpause();
        home.retryCallback(out.id, T1, "");
        eq(points.balanceOf(ALICE), 1000, "returned");
    }

    // ---- tokens that cheat

    function testRevert_deposit_whenTheTokenDoesNotArriveWhole() public {
        (IPegVault other, TestToken cheating) = cheatingVault();
        cheating.give(address(other), 500);
        cheating.behave(TestToken.Manner.TakingFee, address(0), "");
        mismatch(other, cheating, 99);
        cheating.behave(TestToken.Manner.Lying, address(0), "");
        mismatch(other, cheating, 0);
        eq(other.locked(), 0, "nothing locked");
    }

    function test_reentrantToken_depositsOnce() public {
        (IPegVault other, TestToken cheating) = cheatingVault();
        cheating.behave(
            TestToken.Manner.Reentering,
            address(other),
            abi.encodeCall(IPegVault.deposit, (1, BOB, uint40(START + 1 hours)))
        );
        vm.prank(ALICE);
        bytes32 id = other.deposit(100, BOB, uint40(START + 1 hours));
        check(!cheating.inner(), "refused");
        eq(other.locked(), 100, "locked once");
        answer(home, id, IGateway.CallStatus.Failed, T1);
        check(!cheating.inner(), "refused on the way back");
        eq(other.locked(), 0, "returned once");
        eq(cheating.balanceOf(ALICE), 1000, "all of it");
    }

    function test_blockedDepositor_isReturnedWhenUnblocked() public {
        (IPegVault other, TestToken cheating) = cheatingVault();
        vm.prank(ALICE);
        bytes32 id = other.deposit(100, BOB, uint40(START + 1 hours));
        cheating.block_(ALICE);
        answer(home, id, IGateway.CallStatus.Failed, T1);
        check(home.callOf(id).undelivered, "waits");
        eq(other.locked(), 100, "still locked");
        cheating.block_(address(0));
        home.retryCallback(id, T1, "");
        eq(cheating.balanceOf(ALICE), 1000, "returned");
    }

    function cheatingVault() private returns (IPegVault other, TestToken cheating) {
        onHome();
        cheating = new TestToken();
        other = IPegVault(
            deploy("PegVault.sol:PegVault", abi.encode(home, cheating, OTHER_PIPELINE, OWNER, uint208(1000), WINDOW))
        );
        allow(home, OTHER_PIPELINE, address(other));
        cheating.give(ALICE, 1000);
        vm.prank(ALICE);
        cheating.approve(address(other), 1000);
    }

    function mismatch(IPegVault other, TestToken cheating, uint256 actual) private {
        vm.expectRevert(abi.encodeWithSelector(IPegVault.AmountMismatch.selector, address(cheating), actual, 100));
        vm.prank(ALICE);
        other.deposit(100, BOB, uint40(START + 1 hours));
    }

    function refusedRelease(address recipient, uint256 amount, bytes memory expected) private {
        (bool success, bytes memory result) =
            execute(vaultPort, T2, 0, abi.encodeCall(IPegVault.release, (recipient, amount)));
        fails(success, result, expected);
    }

    function mintTo(bytes32 transaction, uint256 amount) private returns (bool success, bytes memory result) {
        return execute(tokenPort, transaction, 0, abi.encodeCall(IPeggedToken.mint, (STRANGER, amount)));
    }

    function backed(uint256 locked, uint256 supply) private view {
        eq(vault.locked(), locked, "locked");
        eq(points.balanceOf(address(vault)), locked, "in the vault");
        eq(IERC20(address(pegged)).totalSupply(), supply, "supply");
    }
}
