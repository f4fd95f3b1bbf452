// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {vm, Vm} from "../../script/Vm.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {Puppet} from "./HostileCallers.sol";
import {SubchainTest} from "./SubchainTest.sol";

/// @title Outgoing calls, their outcomes, and the owner's part.
contract GatewayTest is SubchainTest {
    Puppet internal puppet;

    function setUp() public override {
        super.setUp();
        onHome();
        puppet = new Puppet(home);
        allow(home, PIPELINE, address(puppet));
    }

    // ---- requests

    function test_request_isNumberedAndAnnounced() public {
        vm.recordLogs();
        bytes32 first = puppet.ask(callFor("abc", 100_000));
        bytes32 second = puppet.ask(callFor("", 0));
        Found[] memory found = find(vm.getRecordedLogs());
        eq(found.length, 2, "requests");
        eq(found[0].id, first, "id");
        eq(found[0].number, 1, "first number");
        eq(found[1].number, 2, "second number");
        eq(found[0].pipeline, PIPELINE, "pipeline");
        eq(found[0].caller, address(puppet), "caller");
        eq(found[0].functionDigest, keccak256("store(bytes32,string)"), "function");
        eq(found[0].argumentsDigest, sha256("abc"), "digest");
        same(found[0].arguments, "abc", "arguments");
        eq(found[1].argumentsDigest, sha256(""), "digest of no arguments");
        eq(home.lastCall(), 2, "last");
        eq(home.idOf(2), second, "id of 2");
        IGateway.CallRecord memory c = home.callOf(first);
        eq(c.caller, address(puppet), "recorded caller");
        eq(c.deadline, START + 1 hours, "deadline");
        eq(c.callbackGas, 100_000, "gas");
        check(c.status == IGateway.CallStatus.Requested && !c.undelivered, "status");
    }

    function test_request_keepsSealedArguments() public {
        IGateway.Call memory call = callFor("", 0);
        call.argumentsDigest = keccak256("disclosure");
        vm.recordLogs();
        puppet.ask(call);
        Found[] memory found = find(vm.getRecordedLogs());
        eq(found[0].argumentsDigest, keccak256("disclosure"), "digest");
        eq(found[0].arguments.length, 0, "arguments");
    }

    function test_idsDiffer_betweenGatewaysAndChains() public {
        bytes32 here = home.idOf(1);
        check(here != far.idOf(1), "gateway");
        onFar();
        check(here != home.idOf(1), "chain");
        eq(
            here,
            keccak256(abi.encode(keccak256("govchain.gateway.call.v1"), HOME_CHAIN, address(home), uint64(1))),
            "as specified"
        );
    }

    function testRevert_request_whenCallerIsNotAllowedOnThePipeline() public {
        IGateway.Call memory call = callFor("", 0);
        call.pipeline = OTHER_PIPELINE;
        vm.expectRevert(abi.encodeWithSelector(IGateway.CallerNotAllowed.selector, OTHER_PIPELINE, address(puppet)));
        puppet.ask(call);
        vm.prank(OWNER);
        home.setCaller(PIPELINE, address(puppet), false);
        vm.expectRevert(abi.encodeWithSelector(IGateway.CallerNotAllowed.selector, PIPELINE, address(puppet)));
        puppet.ask(callFor("", 0));
        check(!home.isCaller(PIPELINE, address(puppet)), "withdrawn");
    }

    function testRevert_request_whenOutOfBounds() public {
        IGateway.Call memory call = callFor("", 0);
        call.deadline = uint40(START);
        vm.expectRevert(abi.encodeWithSelector(IGateway.DeadlineOutOfRange.selector, START, START + 1, START + 30 days));
        puppet.ask(call);
        call.deadline = uint40(START + 30 days + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGateway.DeadlineOutOfRange.selector, START + 30 days + 1, START + 1, START + 30 days
            )
        );
        puppet.ask(call);
        vm.expectRevert(abi.encodeWithSelector(IGateway.CallbackGasTooHigh.selector, 2_000_001, 2_000_000));
        puppet.ask(callFor("", 2_000_001));
        vm.expectRevert(abi.encodeWithSelector(IGateway.ArgumentsTooLong.selector, 8193, 8192));
        puppet.ask(callFor(new bytes(8193), 0));
        call = callFor("x", 0);
        call.argumentsDigest = T1;
        vm.expectRevert(abi.encodeWithSelector(IGateway.ArgumentsAmbiguous.selector, 1, T1));
        puppet.ask(call);
        call = callFor(new bytes(8192), 2_000_000);
        call.deadline = uint40(START + 30 days);
        puppet.ask(call);
        call.deadline = uint40(START + 1);
        puppet.ask(call);
        eq(home.lastCall(), 2, "refused requests take no number");
    }

    // ---- answers

    function test_answer_isFinalAndReachesTheCaller() public {
        bytes32 id = puppet.ask(callFor("", 300_000));
        vm.prank(PROXY);
        home.answer(id, IGateway.CallStatus.Succeeded, T1, "result");
        eq(puppet.callbacks(), 1, "callbacks");
        eq(puppet.lastId(), id, "id");
        eq(puppet.lastTransaction(), T1, "transaction");
        same(puppet.lastResult(), "result", "result");
        check(puppet.lastOutcome() == IGateway.CallStatus.Succeeded, "outcome");
        answeredAlready(id, IGateway.CallStatus.Succeeded);
        vm.expectRevert(abi.encodeWithSelector(IGateway.NothingToRetry.selector, id, IGateway.CallStatus.Succeeded));
        home.retryCallback(id, T1, "result");
        eq(puppet.callbacks(), 1, "callbacks after replays");
    }

    function test_answer_takesTheLongestResult() public {
        bytes32 id = puppet.ask(callFor("", 0));
        vm.prank(PROXY);
        home.answer(id, IGateway.CallStatus.Succeeded, T1, new bytes(4096));
        check(home.callOf(id).status == IGateway.CallStatus.Succeeded, "answered");
    }

    function test_answer_withoutCallbackGas_callsNobody() public {
        bytes32 id = puppet.ask(callFor("", 0));
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        eq(puppet.callbacks(), 0, "callbacks");
        check(!home.callOf(id).undelivered, "nothing to deliver");
    }

    function test_reasonOfAFailedCallback_isCutToABoundedLength() public {
        bytes32 id = puppet.ask(callFor("", 200_000));
        puppet.behave(Puppet.Manner.RevertingWithMuch, address(0), "");
        vm.recordLogs();
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory last = logs[logs.length - 1];
        eq(last.topics[0], IGateway.CallbackFailed.selector, "event");
        eq(abi.decode(last.data, (bytes)).length, 256, "length of the reason");
    }

    function testRevert_answer_whenGasIsLow() public {
        bytes32 id = puppet.ask(callFor("", 400_000));
        vm.prank(PROXY);
        (bool success, bytes memory result) =
            address(home).call{gas: 300_000}(abi.encodeCall(IGateway.answer, (id, IGateway.CallStatus.Failed, T1, "")));
        check(!success, "refused");
        eq(bytes32(bytes4(result)), bytes32(IGateway.GasTooLow.selector), "for its gas");
        eq(puppet.callbacks(), 0, "callbacks");
    }

    function testRevert_retryCallback_whenGasIsLow() public {
        bytes32 id = puppet.ask(callFor("", 400_000));
        puppet.behave(Puppet.Manner.Reverting, address(0), "");
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        puppet.behave(Puppet.Manner.Obedient, address(0), "");
        (bool success, bytes memory result) =
            address(home).call{gas: 300_000}(abi.encodeCall(IGateway.retryCallback, (id, T1, "")));
        check(!success, "refused");
        eq(bytes32(bytes4(result)), bytes32(IGateway.GasTooLow.selector), "for its gas");
    }

    function test_answer_takesALateSuccess() public {
        bytes32 id = puppet.ask(callFor("", 300_000));
        vm.warp(START + 2 hours);
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        eq(puppet.callbacks(), 1, "callbacks");
    }

    function test_answer_ignoresTheTagThatAnAdapterAppends() public {
        bytes32 id = puppet.ask(callFor("", 0));
        bytes memory call = abi.encodeCall(IGateway.answer, (id, IGateway.CallStatus.Failed, T1, ""));
        (bool success,) = send(PROXY, address(home), tagged(call, T1, 0, 0));
        check(success, "answered");
        check(home.callOf(id).status == IGateway.CallStatus.Failed, "failed");
    }

    function testRevert_answer_whenNotAnActiveAccount() public {
        bytes32 id = puppet.ask(callFor("", 0));
        vm.expectRevert(abi.encodeWithSelector(IGateway.AccountNotActive.selector, STRANGER, 0, 0));
        vm.prank(STRANGER);
        home.answer(id, IGateway.CallStatus.Succeeded, T1, "");
        vm.expectRevert(abi.encodeWithSelector(IGateway.AccountNotActive.selector, OWNER, 0, 0));
        vm.prank(OWNER);
        home.answer(id, IGateway.CallStatus.Succeeded, T1, "");
    }

    function testRevert_answer_whenUnknownOrNotFinalOrUnbound() public {
        bytes32 unknown = far.idOf(1);
        vm.expectRevert(abi.encodeWithSelector(IGateway.CallNotOpen.selector, unknown, IGateway.CallStatus.None));
        answer(home, unknown, IGateway.CallStatus.Succeeded, T1);
        bytes32 id = puppet.ask(callFor("", 0));
        vm.expectRevert(abi.encodeWithSelector(IGateway.OutcomeNotFinal.selector, id, IGateway.CallStatus.Requested));
        answer(home, id, IGateway.CallStatus.Requested, T1);
        vm.expectRevert(abi.encodeWithSelector(IGateway.OutcomeNotFinal.selector, id, IGateway.CallStatus.None));
        answer(home, id, IGateway.CallStatus.None, T1);
        vm.expectRevert(
            abi.encodeWithSelector(IGateway.TransactionMismatch.selector, id, IGateway.CallStatus.Failed, bytes32(0))
        );
        answer(home, id, IGateway.CallStatus.Failed, bytes32(0));
        vm.expectRevert(abi.encodeWithSelector(IGateway.ResultTooLong.selector, 4097, 4096));
        vm.prank(PROXY);
        home.answer(id, IGateway.CallStatus.Succeeded, T1, new bytes(4097));
    }

    function test_answer_expiredOnlyAfterTheDeadline() public {
        bytes32 id = puppet.ask(callFor("", 300_000));
        vm.warp(START + 1 hours);
        vm.expectRevert(
            abi.encodeWithSelector(IGateway.DeadlineNotPassed.selector, id, START + 1 hours, START + 1 hours)
        );
        answer(home, id, IGateway.CallStatus.Expired, bytes32(0));
        vm.warp(START + 1 hours + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IGateway.TransactionMismatch.selector, id, IGateway.CallStatus.Expired, T1)
        );
        answer(home, id, IGateway.CallStatus.Expired, T1);
        answer(home, id, IGateway.CallStatus.Expired, bytes32(0));
        check(puppet.lastOutcome() == IGateway.CallStatus.Expired, "expired");
        answeredAlready(id, IGateway.CallStatus.Expired);
    }

    function testFuzz_everyOutcomeArrivesAsItWasSaid(uint256 outcome, bytes32 transaction, bytes calldata result)
        public
    {
        vm.assume(transaction != 0 && result.length <= 4096);
        IGateway.CallStatus status = IGateway.CallStatus(2 + outcome % 3);
        bytes32 id = puppet.ask(callFor("", 2_000_000));
        vm.prank(PROXY);
        home.answer(id, status, transaction, result);
        check(puppet.lastOutcome() == status && home.callOf(id).status == status, "outcome");
        eq(puppet.lastTransaction(), transaction, "transaction");
        same(puppet.lastResult(), result, "result");
        answeredAlready(id, status);
    }

    // ---- callers that misbehave

    function test_outcomeIsKept_whenTheCallbackFails_andAnybodyDeliversItLater() public {
        bytes32 id = puppet.ask(callFor("", 200_000));
        puppet.behave(Puppet.Manner.Reverting, address(0), "");
        vm.prank(PROXY);
        home.answer(id, IGateway.CallStatus.Compensated, T1, "r");
        IGateway.CallRecord memory c = home.callOf(id);
        check(c.status == IGateway.CallStatus.Compensated && c.undelivered, "kept");
        answeredAlready(id, IGateway.CallStatus.Compensated);

        vm.expectRevert(
            abi.encodeWithSelector(
                IGateway.CallbackRefused.selector, id, abi.encodeWithSelector(Puppet.Unwilling.selector)
            )
        );
        home.retryCallback(id, T1, "r");
        check(home.callOf(id).undelivered, "still kept");

        puppet.behave(Puppet.Manner.Obedient, address(0), "");
        vm.expectRevert(
            abi.encodeWithSelector(
                IGateway.OutcomeMismatch.selector,
                id,
                keccak256(abi.encode(T2, bytes("r"))),
                keccak256(abi.encode(T1, bytes("r")))
            )
        );
        home.retryCallback(id, T2, "r");
        vm.prank(STRANGER);
        home.retryCallback(id, T1, "r");
        check(puppet.lastOutcome() == IGateway.CallStatus.Compensated, "the outcome that was recorded");
        check(!home.callOf(id).undelivered, "delivered");
        vm.expectRevert(abi.encodeWithSelector(IGateway.NothingToRetry.selector, id, IGateway.CallStatus.Compensated));
        home.retryCallback(id, T1, "r");
        eq(puppet.callbacks(), 1, "callbacks");
    }

    function test_callbackHasAtMostItsGas_andNoLess() public {
        bytes32 id = puppet.ask(callFor("", 500_000));
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        check(puppet.lastGas() <= 500_000 && puppet.lastGas() > 495_000, "gas of the callback");
    }

    function test_answerStands_whenTheCallbackBurnsOrFloods() public {
        Puppet.Manner[3] memory manners =
            [Puppet.Manner.BurningGas, Puppet.Manner.ReturningMuch, Puppet.Manner.RevertingWithMuch];
        for (uint256 i = 0; i < manners.length; ++i) {
            bytes32 id = puppet.ask(callFor("", 200_000));
            puppet.behave(manners[i], address(0), "");
            uint256 before = gasleft();
            answer(home, id, IGateway.CallStatus.Succeeded, T1);
            check(before - gasleft() < 400_000, "bounded gas");
            check(home.callOf(id).status == IGateway.CallStatus.Succeeded, "answered");
            check(home.callOf(id).undelivered == (manners[i] != Puppet.Manner.ReturningMuch), "kept when it failed");
        }
    }

    function testFuzz_answerWithTooLittleGasChangesNothing(uint256 gas) public {
        bytes32 id = puppet.ask(callFor("", 400_000));
        gas = 30_000 + gas % 700_000;
        vm.prank(PROXY);
        (bool success,) =
            address(home).call{gas: gas}(abi.encodeCall(IGateway.answer, (id, IGateway.CallStatus.Succeeded, T1, "")));
        if (success) {
            eq(puppet.callbacks(), 1, "delivered");
            check(!home.callOf(id).undelivered, "not failed for lack of gas");
        } else {
            check(home.callOf(id).status == IGateway.CallStatus.Requested, "still open");
        }
    }

    function test_reentrance_isRefusedOrHarmless() public {
        bytes32 other = puppet.ask(callFor("", 0));
        bytes[3] memory attacks = [
            abi.encodeCall(IGateway.answer, (other, IGateway.CallStatus.Succeeded, T2, bytes(""))),
            abi.encodeCall(IGateway.retryCallback, (other, T2, bytes(""))),
            abi.encodeCall(IGateway.deliver, (PROXY, new bytes(70)))
        ];
        // Even with an account of its own, a caller cannot come back in the middle.
        vm.prank(OWNER);
        home.registerAccount(address(puppet));
        for (uint256 i = 0; i < attacks.length; ++i) {
            bytes32 id = puppet.ask(callFor("", 1_000_000));
            puppet.behave(Puppet.Manner.Reentering, address(home), attacks[i]);
            answer(home, id, IGateway.CallStatus.Succeeded, T1);
            check(!puppet.inner(), "refused");
            eq(bytes32(bytes4(puppet.innerResult())), bytes32(REENTRANT), "as reentrant");
        }
        check(home.callOf(other).status == IGateway.CallStatus.Requested, "untouched");
    }

    function test_callback_mayAskForTheNextCall() public {
        bytes32 id = puppet.ask(callFor("", 1_000_000));
        puppet.behave(Puppet.Manner.Reentering, address(home), abi.encodeCall(IGateway.request, (callFor("next", 0))));
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        check(puppet.inner(), "asked");
        eq(home.lastCall(), 2, "calls");
    }

    // ---- accounts

    function test_rotation_overlaps() public {
        vm.prank(OWNER);
        home.rotateAccount(PROXY, SUCCESSOR, 1 hours);
        check(home.isActive(PROXY) && home.isActive(SUCCESSOR), "both");
        vm.warp(START + 1 hours - 1);
        check(home.isActive(PROXY), "until the last second");
        vm.warp(START + 1 hours);
        check(!home.isActive(PROXY) && home.isActive(SUCCESSOR), "the successor only");
        IGateway.Account memory a = home.accountOf(PROXY);
        eq(a.from, START, "from");
        eq(a.until, START + 1 hours, "until");
        IGateway.Call memory call = callFor("", 0);
        call.deadline = uint40(START + 2 hours);
        bytes32 id = puppet.ask(call);
        vm.expectRevert(abi.encodeWithSelector(IGateway.AccountNotActive.selector, PROXY, START, START + 1 hours));
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        vm.prank(SUCCESSOR);
        home.answer(id, IGateway.CallStatus.Succeeded, T1, "");
    }

    function test_retirement_canBeBroughtForward_neverPutOff() public {
        vm.prank(OWNER);
        home.retireAccount(PROXY, 1 hours);
        vm.expectRevert(
            abi.encodeWithSelector(IGateway.RetirementNotEarlier.selector, PROXY, START + 2 hours, START + 1 hours)
        );
        vm.prank(OWNER);
        home.retireAccount(PROXY, 2 hours);
        vm.prank(OWNER);
        home.retireAccount(PROXY, 0);
        check(!home.isActive(PROXY), "at once");
        vm.expectRevert(abi.encodeWithSelector(IGateway.AccountNotActive.selector, PROXY, START, START));
        vm.prank(OWNER);
        home.retireAccount(PROXY, 0);
        vm.expectRevert(abi.encodeWithSelector(IGateway.AccountAlreadyKnown.selector, PROXY, START, START));
        vm.prank(OWNER);
        home.registerAccount(PROXY);
    }

    function testRevert_retire_whenTheEndStaysTheSame() public {
        vm.prank(OWNER);
        home.retireAccount(PROXY, 1 hours);
        vm.expectRevert(
            abi.encodeWithSelector(IGateway.RetirementNotEarlier.selector, PROXY, START + 1 hours, START + 1 hours)
        );
        vm.prank(OWNER);
        home.retireAccount(PROXY, 1 hours);
    }

    function test_rotation_withTheLongestOverlap() public {
        vm.prank(OWNER);
        home.rotateAccount(PROXY, SUCCESSOR, 30 days);
        eq(home.accountOf(PROXY).until, START + 30 days, "until");
    }

    function testRevert_retire_whenOverlapIsTooLong() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.OverlapTooLong.selector, 30 days + 1, 30 days));
        vm.prank(OWNER);
        home.rotateAccount(PROXY, SUCCESSOR, 30 days + 1);
        check(!home.isActive(SUCCESSOR), "nothing half done");
    }

    // ---- owner

    function testRevert_administration_whenNotTheOwner() public {
        bytes[8] memory calls = [
            abi.encodeCall(IGateway.openPort, (PIPELINE, COURT, address(puppet))),
            abi.encodeCall(IGateway.setPortOpen, (address(puppet), true)),
            abi.encodeCall(IGateway.registerAccount, (STRANGER)),
            abi.encodeCall(IGateway.retireAccount, (PROXY, 0)),
            abi.encodeCall(IGateway.rotateAccount, (PROXY, STRANGER, 0)),
            abi.encodeCall(IGateway.setCaller, (PIPELINE, STRANGER, true)),
            abi.encodeCall(IGateway.pause, ()),
            abi.encodeCall(IGateway.unpause, ())
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success, bytes memory result) = send(PROXY, address(home), calls[i]);
            fails(success, result, abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, PROXY));
        }
    }

    function test_ownership_movesInTwoSteps_andIsNeverGivenUp() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.OwnerRequired.selector, OWNER));
        vm.prank(OWNER);
        Ownable(address(home)).renounceOwnership();
        vm.prank(OWNER);
        Ownable(address(home)).transferOwnership(SUCCESSOR);
        eq(Ownable(address(home)).owner(), OWNER, "until it is accepted");
        (bool success,) = send(SUCCESSOR, address(home), abi.encodeWithSignature("acceptOwnership()"));
        check(success, "accepted");
        eq(Ownable(address(home)).owner(), SUCCESSOR, "owner");
    }

    function test_pause_stopsEverything_andLosesNothing() public {
        bytes32 id = puppet.ask(callFor("", 200_000));
        bytes32 kept = puppet.ask(callFor("", 200_000));
        puppet.behave(Puppet.Manner.Reverting, address(0), "");
        answer(home, kept, IGateway.CallStatus.Failed, T2);
        puppet.behave(Puppet.Manner.Obedient, address(0), "");
        vm.prank(OWNER);
        home.pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        puppet.ask(callFor("", 0));
        vm.expectRevert(Pausable.EnforcedPause.selector);
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        vm.expectRevert(Pausable.EnforcedPause.selector);
        home.retryCallback(kept, T2, "");
        vm.expectRevert(Pausable.EnforcedPause.selector);
        home.deliver(PROXY, new bytes(70));
        vm.prank(OWNER);
        home.unpause();
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        home.retryCallback(kept, T2, "");
        eq(puppet.callbacks(), 2, "callbacks");
    }

    bytes4 private constant REENTRANT = bytes4(keccak256("ReentrancyGuardReentrantCall()"));

    function callFor(bytes memory arguments, uint24 callbackGas) private pure returns (IGateway.Call memory) {
        return IGateway.Call({
            pipeline: PIPELINE,
            functionDigest: keccak256("store(bytes32,string)"),
            argumentsDigest: bytes32(0),
            arguments: arguments,
            deadline: uint40(START + 1 hours),
            callbackGas: callbackGas
        });
    }

    function answeredAlready(bytes32 id, IGateway.CallStatus status) private {
        for (uint256 i = 2; i <= uint256(type(IGateway.CallStatus).max); ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGateway.CallNotOpen.selector, id, status));
            answer(home, id, IGateway.CallStatus(i), T2);
        }
    }
}
