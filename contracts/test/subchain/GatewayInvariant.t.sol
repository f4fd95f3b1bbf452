// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {ICrossChainCallback} from "../../src/subchain/interfaces/ICrossChainCallback.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {InvariantTest} from "../base/InvariantTest.sol";
import {SubchainTest, TwoChains} from "./SubchainTest.sol";

/// @title Counts what reaches it, by step and by call; fails when told to, and comes back with an attack.
contract Counter is ICrossChainCallback {
    IGateway public immutable gateway;
    bool public failing;
    address public target;
    bytes public attack;
    mapping(bytes32 transaction => mapping(uint8 step => uint256)) public executed;
    mapping(bytes32 transaction => mapping(uint8 step => uint256)) public undone;
    mapping(bytes32 id => uint256) public callbacks;
    mapping(bytes32 id => IGateway.CallStatus) public outcomes;

    error Failing();
    error Disturbed();

    constructor(IGateway gateway_) {
        gateway = gateway_;
    }

    function behave(bool failing_, address target_, bytes calldata attack_) external {
        (failing, target, attack) = (failing_, target_, attack_);
    }

    function ask(IGateway.Call calldata call) external returns (bytes32) {
        return gateway.request(call);
    }

    function act(uint256) external {
        IGateway.Context memory c = gateway.context();
        disturb();
        IGateway.Context memory after_ = gateway.context();
        if (c.transaction != after_.transaction || c.step != after_.step) revert Disturbed();
        if (c.compensation) ++undone[c.transaction][c.step];
        else ++executed[c.transaction][c.step];
    }

    function onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32, bytes calldata) external override {
        disturb();
        ++callbacks[id];
        outcomes[id] = outcome;
    }

    function disturb() private {
        if (failing) revert Failing();
        if (target != address(0)) {
            (bool success,) = target.call(attack);
            success;
        }
    }
}

/// @title Proxies, their owner, strangers and a misbehaving contract, in any order. What each attempt must lead to is
/// computed from the handler's own account, not from the gateway.
contract GatewayHandler is TwoChains {
    Counter public counter;
    address[2] public ports;
    address[4] public accounts;
    uint256 public known = 1;

    bytes32[] public ids;
    mapping(bytes32 id => IGateway.CallStatus) public said;
    mapping(bytes32 id => bytes32) public saidTransaction;
    mapping(bytes32 id => bool) public waiting;
    mapping(bytes32 id => uint40) public deadlines;

    mapping(bytes32 key => uint8) public stepStatus;
    mapping(bytes32 key => bytes32) public stepCall;
    uint256 public executions;
    uint256 public answers;
    uint256 public repetitions;
    uint256 public retries;

    constructor() {
        start();
        onFar();
        counter = new Counter(far);
        allow(far, PIPELINE, address(counter));
        ports[0] = openPort(far, PIPELINE, REGISTRY, address(counter));
        ports[1] = openPort(far, OTHER_PIPELINE, COURT, address(counter));
        accounts = [PROXY, SUCCESSOR, STRANGER, address(counter)];
    }

    function gateway() external view returns (IGateway) {
        return far;
    }

    /// @dev Failing, obedient, answering from inside, delivering from inside.
    function behave(uint256 manner, uint256 i) external {
        manner = manner % 4;
        address target = manner < 2 ? address(0) : manner == 2 ? address(far) : ports[i % 2];
        bytes memory attack = manner == 2
            ? abi.encodeCall(IGateway.answer, (pick(i), IGateway.CallStatus.Failed, T1, ""))
            : tagged(abi.encodeCall(Counter.act, (i)), transaction(i), uint8(i % 2), 0);
        counter.behave(manner == 0, target, attack);
    }

    function request(uint256 life, bool wantsCallback) external {
        uint256 deadline = block.timestamp + 1 + life % 1000;
        bytes32 id = counter.ask(call(deadline, wantsCallback ? 400_000 : 0));
        check(said[id] == IGateway.CallStatus.None, "an id of its own");
        ids.push(id);
        said[id] = IGateway.CallStatus.Requested;
        deadlines[id] = uint40(deadline);
        eq(ids.length, far.lastCall(), "no gap");
    }

    function answer(uint256 who, uint256 i, uint256 outcome, uint256 t) external {
        bytes32 id = pick(i);
        IGateway.CallStatus status = IGateway.CallStatus(outcome % 6);
        bytes32 tx_ = status == IGateway.CallStatus.Expired ? bytes32(0) : transaction(t);
        bool allowed = active(accounts[who % 4]) && said[id] == IGateway.CallStatus.Requested
            && status > IGateway.CallStatus.Requested
            && (status != IGateway.CallStatus.Expired || block.timestamp > deadlines[id]);
        uint256 before = counter.callbacks(id);
        bool wants = far.callOf(id).callbackGas != 0;
        vm.prank(accounts[who % 4]);
        (bool success,) = address(far).call(abi.encodeCall(IGateway.answer, (id, status, tx_, "")));
        check(success == allowed, "an answer stands if and only if it may");
        if (!success) return;
        ++answers;
        said[id] = status;
        saidTransaction[id] = tx_;
        waiting[id] = wants && counter.failing();
        eq(counter.callbacks(id), before + (wants && !counter.failing() ? 1 : 0), "called back");
    }

    function retry(uint256 i, bool honest) external {
        bytes32 id = pick(i);
        bool allowed = waiting[id] && honest && !counter.failing();
        vm.prank(STRANGER);
        (bool success,) = address(far)
            .call(abi.encodeCall(IGateway.retryCallback, (id, honest ? saidTransaction[id] : keccak256("lie"), "")));
        check(success == allowed, "a retry succeeds if and only if it may");
        if (!success) return;
        ++retries;
        waiting[id] = false;
    }

    function deliver(uint256 who, uint256 t, uint256 step, uint256 value, bool compensation, uint256 p) external {
        bytes memory data = abi.encodeCall(Counter.act, (value % 2));
        bytes32 key = keccak256(abi.encode(transaction(t), step % 2));
        bytes32 digest = keccak256(abi.encode(data, p % 2));
        bool again = stepStatus[key] == (compensation ? 2 : 1) && stepCall[key] == digest;
        bool fresh = compensation ? stepStatus[key] == 1 && stepCall[key] == digest : stepStatus[key] == 0;
        bool allowed = active(accounts[who % 4]) && (again || (fresh && !counter.failing()));
        data = tagged(data, transaction(t), uint8(step % 2), compensation ? 1 : 0);
        (bool success,) = send(accounts[who % 4], ports[p % 2], data);
        check(success == allowed, "a delivery succeeds if and only if it may");
        if (success && again) ++repetitions;
        if (!success || again) return;
        ++executions;
        stepStatus[key] = compensation ? 2 : 1;
        stepCall[key] = digest;
    }

    /// @dev Past the gateway, past the ports, in the gateway's own words.
    function trespass(uint256 who, uint256 i) external {
        address account = accounts[who % 4];
        vm.prank(account);
        (bool success,) = address(far)
            .call(
                abi.encodeCall(
                    IGateway.deliver, (PROXY, tagged(abi.encodeCall(Counter.act, (i)), transaction(i), 0, 0))
                )
            );
        check(!success, "only ports deliver");
        bytes memory forged =
            abi.encodeCall(ICrossChainCallback.onOutcome, (pick(i), IGateway.CallStatus.Succeeded, T1, bytes("")));
        (success,) = send(account, ports[i % 2], tagged(forged, transaction(i), 1, 0));
        check(!success, "no outcome is forged");
    }

    function rotate(uint256 overlap) external {
        if (known != 1) return;
        known = 2;
        vm.prank(OWNER);
        far.rotateAccount(PROXY, SUCCESSOR, uint40(overlap % 500));
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 200);
    }

    function count() external view returns (uint256) {
        return ids.length;
    }

    function transaction(uint256 i) public pure returns (bytes32) {
        return keccak256(abi.encode("transaction", i % 3));
    }

    function pick(uint256 i) private view returns (bytes32) {
        return ids.length == 0 ? bytes32(i) : ids[i % ids.length];
    }

    function active(address account) private view returns (bool) {
        if (account == SUCCESSOR) return known == 2;
        return account == PROXY && block.timestamp < far.accountOf(PROXY).until;
    }

    function call(uint256 deadline, uint24 callbackGas) private pure returns (IGateway.Call memory) {
        return IGateway.Call(PIPELINE, keccak256("act(uint256)"), bytes32(0), "", uint40(deadline), callbackGas);
    }
}

contract GatewayInvariantTest is SubchainTest, InvariantTest {
    GatewayHandler internal handler;
    IGateway internal gateway;

    function setUp() public override {
        handler = new GatewayHandler();
        gateway = handler.gateway();
        target(address(handler));
    }

    /// @dev The invariants mean something only if the handler gets this far.
    function test_handlerReachesEverything() public {
        handler.request(10, true);
        handler.behave(0, 0);
        handler.answer(0, 0, 2, 0);
        handler.behave(1, 0);
        handler.retry(0, true);
        handler.deliver(0, 0, 0, 0, false, 0);
        handler.rotate(0);
        handler.deliver(1, 0, 0, 0, false, 0);
        handler.deliver(1, 0, 0, 0, true, 0);
        handler.behave(3, 1);
        handler.deliver(1, 1, 1, 0, false, 0);
        eq(handler.answers(), 1, "answers");
        eq(handler.retries(), 1, "retries");
        eq(handler.executions(), 3, "executions");
        eq(handler.repetitions(), 1, "repetitions");
    }

    /// @dev I2: a step takes effect once, is undone once, and only after it took effect.
    function invariant_eachStepOnce() public view {
        Counter counter = handler.counter();
        for (uint256 t = 0; t < 3; ++t) {
            for (uint8 s = 0; s < 2; ++s) {
                bytes32 id = handler.transaction(t);
                uint256 executed = counter.executed(id, s);
                check(executed <= 1 && counter.undone(id, s) <= executed, "once");
                (IGateway.StepStatus status,) = gateway.stepOf(id, s);
                eq(uint256(status), executed + counter.undone(id, s), "the gateway knows");
            }
        }
    }

    /// @dev Every outcome is the one that was said first, reaches its caller at most once, and is lost never.
    function invariant_outcomesAreFinalAndDeliveredOnce() public view {
        Counter counter = handler.counter();
        for (uint256 i = 0; i < handler.count(); ++i) {
            bytes32 id = handler.ids(i);
            IGateway.CallRecord memory c = gateway.callOf(id);
            check(c.status == handler.said(id), "as it was said");
            check(c.undelivered == handler.waiting(id), "kept if and only if it failed");
            uint256 callbacks = counter.callbacks(id);
            bool ended = c.status != IGateway.CallStatus.Requested;
            eq(callbacks, ended && c.callbackGas != 0 && !c.undelivered ? 1 : 0, "callbacks");
            if (callbacks == 1) check(counter.outcomes(id) == c.status, "the same outcome");
        }
    }

    /// @dev Numbers have no gap and every id is derived from its number.
    function invariant_callsAreNumberedWithoutGap() public view {
        eq(gateway.lastCall(), handler.count(), "calls");
        for (uint256 i = 0; i < handler.count(); ++i) {
            eq(handler.ids(i), gateway.idOf(uint64(i + 1)), "id");
        }
    }
}
