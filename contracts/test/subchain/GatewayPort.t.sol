// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {vm, Vm} from "../../script/Vm.sol";
import {ICrossChainCallback} from "../../src/subchain/interfaces/ICrossChainCallback.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {Puppet} from "./HostileCallers.sol";
import {SubchainTest} from "./SubchainTest.sol";

/// @title Incoming calls: what passes a port and what does not.
contract GatewayPortTest is SubchainTest {
    Puppet internal puppet;
    address internal port;
    address internal otherPort;
    bytes internal act;
    bytes internal undo;

    function setUp() public override {
        super.setUp();
        onFar();
        puppet = new Puppet(far);
        port = openPort(far, PIPELINE, REGISTRY, address(puppet));
        otherPort = openPort(far, OTHER_PIPELINE, COURT, address(puppet));
        act = abi.encodeCall(Puppet.act, (41));
        undo = abi.encodeCall(Puppet.undo, (41));
    }

    // ---- ports

    function test_openPort_isRecorded() public view {
        IGateway.Port memory p = far.portOf(otherPort);
        eq(p.pipeline, OTHER_PIPELINE, "pipeline");
        eq(p.source, COURT, "source");
        eq(p.receiver, address(puppet), "receiver");
        eq(p.number, 2, "number");
        check(p.open, "open");
        eq(far.portAt(1), port, "first");
        eq(far.portAt(3), address(0), "none");
    }

    function testRevert_openPort_whenUnusable() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.PortAlreadyOpened.selector, port));
        openPort(far, PIPELINE, COURT, address(puppet));
        vm.expectRevert(abi.encodeWithSelector(IGateway.ReceiverUnusable.selector, STRANGER));
        openPort(far, PIPELINE, COURT, STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IGateway.ReceiverUnusable.selector, address(far)));
        openPort(far, PIPELINE, COURT, address(far));
        vm.expectRevert(abi.encodeWithSelector(IGateway.IdentifierMissing.selector, bytes32(0), COURT));
        openPort(far, bytes32(0), COURT, address(puppet));
        vm.expectRevert(abi.encodeWithSelector(IGateway.IdentifierMissing.selector, PIPELINE, bytes32(0)));
        openPort(far, PIPELINE, bytes32(0), address(puppet));
        vm.expectRevert(abi.encodeWithSelector(IGateway.NotAPort.selector, STRANGER));
        vm.prank(OWNER);
        far.setPortOpen(STRANGER, true);
    }

    // ---- what passes

    function test_taggedCall_reachesTheReceiver_withItsContext() public {
        (bool success, bytes memory result) = execute(port, T1, 3, act);
        check(success, "executed");
        eq(abi.decode(result, (uint256)), 42, "result");
        same(puppet.lastData(), act, "the call without its tag");
        (bytes32 transaction, bytes32 pipeline, bytes32 source, uint8 step, bool compensation) = puppet.lastContext();
        eq(transaction, T1, "transaction");
        eq(pipeline, PIPELINE, "pipeline");
        eq(source, REGISTRY, "source");
        eq(step, 3, "step");
        check(!compensation, "action");
        executed(T1, 3, IGateway.StepStatus.Executed, 1);
        vm.expectRevert(abi.encodeWithSelector(IGateway.NoDelivery.selector, address(this)));
        far.context();
    }

    function test_delivery_isAnnounced() public {
        vm.recordLogs();
        execute(otherPort, T1, 0, act);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        eq(logs[0].topics[0], IGateway.StepDelivered.selector, "event");
        eq(logs[0].topics[1], T1, "transaction");
        eq(logs[0].topics[2], OTHER_PIPELINE, "pipeline");
        same(
            logs[0].data, abi.encode(uint8(0), false, address(puppet), bytes32(Puppet.act.selector), PROXY), "the rest"
        );
    }

    function test_untaggedCall_isARead() public {
        (bool success, bytes memory result) = send(STRANGER, port, abi.encodeCall(Puppet.look, (21)));
        check(success, "read");
        eq(abi.decode(result, (uint256)), 42, "result");
        (success,) = send(PROXY, port, act);
        check(!success, "cannot write");
        eq(puppet.calls(), 0, "calls");
    }

    function testFuzz_onlyTaggedCallsChangeAnything(bytes calldata data) public {
        send(PROXY, port, data);
        if (data.length % 32 != 6) {
            eq(puppet.calls(), 0, "calls");
            eq(puppet.callbacks(), 0, "callbacks");
        }
    }

    function testFuzz_everyArgumentArrives(uint256 value, bytes32 transaction, uint8 step) public {
        vm.assume(transaction != 0 && value < type(uint256).max);
        step = step % 8;
        (bool success, bytes memory result) = execute(port, transaction, step, abi.encodeCall(Puppet.act, (value)));
        check(success, "executed");
        eq(abi.decode(result, (uint256)), value + 1, "result");
        executed(transaction, step, IGateway.StepStatus.Executed, 1);
    }

    function test_functionWithoutArguments_passes() public {
        (bool success,) = execute(port, T1, 0, abi.encodeCall(Puppet.bump, ()));
        check(success, "executed");
        eq(puppet.calls(), 1, "calls");
    }

    function test_twoDeliveriesInOneTransaction_haveTheirOwnContexts() public {
        execute(port, T1, 3, act);
        execute(otherPort, T2, 0, act);
        (bytes32 transaction, bytes32 pipeline,, uint8 step,) = puppet.lastContext();
        eq(transaction, T2, "transaction");
        eq(pipeline, OTHER_PIPELINE, "pipeline");
        eq(step, 0, "step");
    }

    function test_revertOfTheReceiver_isPassedOn_andLeavesNoTrace() public {
        puppet.behave(Puppet.Manner.Reverting, address(0), "");
        (bool success, bytes memory result) = execute(port, T1, 0, act);
        fails(success, result, abi.encodeWithSelector(Puppet.Unwilling.selector));
        executed(T1, 0, IGateway.StepStatus.None, 0);
        puppet.behave(Puppet.Manner.Obedient, address(0), "");
        (success,) = execute(port, T1, 0, act);
        check(success, "executed later");
    }

    // ---- at most once

    function test_repetition_hasNoEffect_andSucceeds_alsoAfterRotation() public {
        execute(port, T1, 0, act);
        vm.prank(OWNER);
        far.rotateAccount(PROXY, SUCCESSOR, 0);
        vm.recordLogs();
        (bool success,) = send(SUCCESSOR, port, tagged(act, T1, 0, 0));
        check(success, "a truth told twice");
        eq(vm.getRecordedLogs()[0].topics[0], IGateway.StepRepeated.selector, "announced");
        eq(puppet.calls(), 1, "calls");
    }

    function testRevert_deliver_whenTheStepIsTakenByAnotherCallOrPort() public {
        execute(port, T1, 0, act);
        (bool success, bytes memory result) = execute(port, T1, 0, abi.encodeCall(Puppet.act, (1)));
        fails(success, result, taken(1, 1));
        (success, result) = execute(otherPort, T1, 0, act);
        fails(success, result, taken(1, 2));
        eq(puppet.calls(), 1, "calls");
        (success,) = execute(port, T1, 1, act);
        check(success, "another step");
        (success,) = execute(port, T2, 0, act);
        check(success, "another transaction");
    }

    function test_compensation_onlyOfWhatWasExecuted_onceAndForGood() public {
        (bool success, bytes memory result) = compensate(port, T1, 0, undo);
        fails(success, result, nothing(IGateway.StepStatus.None, 0, 1));
        execute(port, T1, 0, act);
        (success, result) = compensate(otherPort, T1, 0, undo);
        fails(success, result, nothing(IGateway.StepStatus.Executed, 1, 2));
        (success,) = compensate(port, T1, 0, undo);
        check(success, "compensated");
        (,,,, bool compensation) = puppet.lastContext();
        check(compensation, "said so");
        (success,) = compensate(port, T1, 0, undo);
        check(success, "repeated");
        eq(puppet.calls(), 0, "undone once");
        (success, result) = compensate(port, T1, 0, abi.encodeCall(Puppet.undo, (7)));
        fails(success, result, nothing(IGateway.StepStatus.Compensated, 1, 1));
        (success, result) = execute(port, T1, 0, act);
        fails(
            success,
            result,
            abi.encodeWithSelector(IGateway.StepTaken.selector, T1, 0, IGateway.StepStatus.Compensated, 1, 1)
        );
        executed(T1, 0, IGateway.StepStatus.Compensated, 1);
    }

    function testRevert_compensation_whenItHasOtherArgumentsThanItsStep() public {
        execute(port, T1, 0, act);
        bytes memory other = abi.encodeCall(Puppet.undo, (42));
        (bool success, bytes memory result) = compensate(port, T1, 0, other);
        fails(
            success,
            result,
            abi.encodeWithSelector(
                IGateway.ArgumentsDiffer.selector,
                T1,
                0,
                bytes23(keccak256(abi.encode(42))),
                bytes23(keccak256(abi.encode(41)))
            )
        );
        eq(puppet.calls(), 1, "not undone");
        executed(T1, 0, IGateway.StepStatus.Executed, 1);
        (success,) = compensate(port, T1, 0, undo);
        check(success, "undone by its own arguments");
    }

    function testRevert_compensation_whenAnotherFunctionRepeatsIt() public {
        execute(port, T1, 0, act);
        compensate(port, T1, 0, undo);
        (bool success, bytes memory result) = compensate(port, T1, 0, act);
        fails(success, result, nothing(IGateway.StepStatus.Compensated, 1, 1));
    }

    function test_closedPort_onlyCompensates() public {
        execute(port, T1, 0, act);
        vm.prank(OWNER);
        far.setPortOpen(port, false);
        (bool success, bytes memory result) = execute(port, T2, 0, act);
        fails(success, result, abi.encodeWithSelector(IGateway.PortClosed.selector, port));
        (success,) = compensate(port, T1, 0, undo);
        check(success, "compensated");
        vm.prank(OWNER);
        far.setPortOpen(port, true);
        (success,) = execute(port, T2, 0, act);
        check(success, "open again");
    }

    // ---- what does not pass

    function testRevert_deliver_whenNotFromAPort() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.NotAPort.selector, PROXY));
        vm.prank(PROXY);
        far.deliver(PROXY, tagged(act, T1, 0, 0));
    }

    function testRevert_deliver_whenAccountIsNotActive() public {
        (bool success, bytes memory result) = send(STRANGER, port, tagged(act, T1, 0, 0));
        fails(success, result, abi.encodeWithSelector(IGateway.AccountNotActive.selector, STRANGER, 0, 0));
        vm.prank(OWNER);
        far.retireAccount(PROXY, 60);
        vm.warp(START + 60);
        (success, result) = execute(port, T1, 0, act);
        fails(success, result, abi.encodeWithSelector(IGateway.AccountNotActive.selector, PROXY, START, START + 60));
    }

    function testRevert_deliver_whenTagIsMalformed() public {
        malformed(bytes32(0), 0, 0);
        malformed(T1, 8, 0);
        malformed(T1, 0, 2);
        malformed(T1, 255, 255);
        // 6 bytes are 6 modulo 32 too, and hold no tag.
        (bool success, bytes memory result) = send(PROXY, port, new bytes(6));
        fails(success, result, abi.encodeWithSelector(IGateway.TagMissing.selector, 6, 38));
    }

    function testRevert_deliver_whenItForgesAnOutcome() public {
        bytes memory forged =
            abi.encodeCall(ICrossChainCallback.onOutcome, (T2, IGateway.CallStatus.Succeeded, T1, bytes("")));
        (bool success, bytes memory result) = execute(port, T1, 0, forged);
        fails(
            success,
            result,
            abi.encodeWithSelector(IGateway.SelectorReserved.selector, ICrossChainCallback.onOutcome.selector)
        );
    }

    function testRevert_deliver_whenPaused() public {
        vm.prank(OWNER);
        far.pause();
        (bool success, bytes memory result) = execute(port, T1, 0, act);
        fails(success, result, abi.encodeWithSelector(Pausable.EnforcedPause.selector));
    }

    function test_valueIsRefused() public {
        vm.deal(PROXY, 1 ether);
        vm.prank(PROXY);
        (bool success,) = port.call{value: 1}(tagged(act, T1, 0, 0));
        check(!success, "ports take no value");
    }

    // ---- reentrant receiver

    function test_receiver_cannotComeBackThroughAPort() public {
        vm.prank(OWNER);
        far.registerAccount(address(puppet));
        puppet.behave(Puppet.Manner.Reentering, otherPort, tagged(act, T2, 0, 0));
        (bool success,) = execute(port, T1, 0, act);
        check(success, "executed");
        check(!puppet.inner(), "refused");
        eq(
            bytes32(bytes4(puppet.innerResult())),
            bytes32(bytes4(keccak256("ReentrancyGuardReentrantCall()"))),
            "as reentrant"
        );
        (bytes32 transaction,,,,) = puppet.lastContext();
        eq(transaction, T1, "context unharmed");
        executed(T2, 0, IGateway.StepStatus.None, 0);
    }

    function malformed(bytes32 transaction, uint8 step, uint8 action) private {
        (bool success, bytes memory result) = send(PROXY, port, tagged(act, transaction, step, action));
        fails(success, result, abi.encodeWithSelector(IGateway.TagMalformed.selector, transaction, step, action, 7, 1));
    }

    function executed(bytes32 transaction, uint8 step, IGateway.StepStatus expected, uint32 number) private view {
        (IGateway.StepStatus status, uint32 p) = far.stepOf(transaction, step);
        check(status == expected, "status of the step");
        eq(p, number, "port of the step");
    }

    function taken(uint32 actual, uint32 expected) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(IGateway.StepTaken.selector, T1, 0, IGateway.StepStatus.Executed, actual, expected);
    }

    function nothing(IGateway.StepStatus status, uint32 actual, uint32 expected) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IGateway.NothingToCompensate.selector, T1, 0, status, actual, expected);
    }
}
