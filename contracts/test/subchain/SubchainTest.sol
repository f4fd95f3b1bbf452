// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../../script/Vm.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {Checks} from "../base/Checks.sol";

/// @title Two business chains in one machine, each with its gateway, and the proxies between them as plain functions.
/// @dev Tests load compiled code and import interfaces only, as everywhere here.
abstract contract TwoChains is Checks {
    uint256 internal constant START = 1_800_000_000;
    bytes32 internal constant PIPELINE = keccak256("registry/evidence");
    bytes32 internal constant OTHER_PIPELINE = keccak256("tax/evidence");
    bytes32 internal constant REGISTRY = keccak256("registry");
    bytes32 internal constant COURT = keccak256("court");
    bytes32 internal constant T1 = keccak256("transaction 1");
    bytes32 internal constant T2 = keccak256("transaction 2");

    uint256 internal constant HOME_CHAIN = 1001;
    uint256 internal constant FAR_CHAIN = 1002;

    address internal constant OWNER = address(0xA11CE);
    address internal constant PROXY = address(0xB0B);
    address internal constant SUCCESSOR = address(0xB0C);
    address internal constant STRANGER = address(0xBAD);

    /// The chain that asks.
    IGateway internal home;
    /// The chain that is asked.
    IGateway internal far;

    function start() internal virtual {
        vm.warp(START);
        home = newGateway(HOME_CHAIN);
        far = newGateway(FAR_CHAIN);
    }

    function newGateway(uint256 chain) internal returns (IGateway gateway) {
        vm.chainId(chain);
        gateway = IGateway(deploy("Gateway.sol:Gateway", abi.encode(OWNER)));
        vm.prank(OWNER);
        gateway.registerAccount(PROXY);
    }

    function deploy(string memory artifact, bytes memory arguments) internal returns (address created) {
        bytes memory code = bytes.concat(vm.getCode(artifact), arguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
        }
        check(created != address(0), string.concat("constructed ", artifact));
    }

    /// @dev Constructs what must refuse, and returns with what.
    function refusedBy(string memory artifact, bytes memory arguments) internal returns (bytes memory reason) {
        bytes memory code = bytes.concat(vm.getCode(artifact), arguments);
        address created;
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
            reason := mload(0x40)
            mstore(reason, returndatasize())
            returndatacopy(add(reason, 0x20), 0, returndatasize())
            mstore(0x40, add(reason, add(0x20, and(add(returndatasize(), 0x1f), not(0x1f)))))
        }
        check(created == address(0), string.concat("refused ", artifact));
    }

    function onHome() internal {
        vm.chainId(HOME_CHAIN);
    }

    function onFar() internal {
        vm.chainId(FAR_CHAIN);
    }

    function openPort(IGateway gateway, bytes32 pipeline, bytes32 source, address receiver)
        internal
        returns (address port)
    {
        vm.prank(OWNER);
        port = gateway.openPort(pipeline, source, receiver);
    }

    function allow(IGateway gateway, bytes32 pipeline, address caller) internal {
        vm.prank(OWNER);
        gateway.setCaller(pipeline, caller, true);
    }

    // ---- what a proxy does

    /// @dev The calldata that adapter-evm sends: the call, then the tag.
    function tagged(bytes memory call, bytes32 transaction, uint8 step, uint8 action)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(call, transaction, step, action);
    }

    function execute(address port, bytes32 transaction, uint8 step, bytes memory call)
        internal
        returns (bool success, bytes memory result)
    {
        return send(PROXY, port, tagged(call, transaction, step, 0));
    }

    function compensate(address port, bytes32 transaction, uint8 step, bytes memory call)
        internal
        returns (bool success, bytes memory result)
    {
        return send(PROXY, port, tagged(call, transaction, step, 1));
    }

    function send(address account, address to, bytes memory data) internal returns (bool success, bytes memory result) {
        vm.prank(account);
        return to.call(data);
    }

    function answer(IGateway gateway, bytes32 id, IGateway.CallStatus outcome, bytes32 transaction) internal {
        vm.prank(PROXY);
        gateway.answer(id, outcome, transaction, "");
    }

    /// @dev What the proxy of the asking chain reads from `CallRequested`.
    struct Found {
        address gateway;
        bytes32 id;
        uint64 number;
        bytes32 pipeline;
        address caller;
        bytes32 functionDigest;
        bytes32 argumentsDigest;
        bytes arguments;
        uint40 deadline;
        uint24 callbackGas;
    }

    function find(Vm.Log[] memory logs) internal pure returns (Found[] memory found) {
        uint256 count;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IGateway.CallRequested.selector) ++count;
        }
        found = new Found[](count);
        for (uint256 i = logs.length; i > 0; --i) {
            Vm.Log memory log = logs[i - 1];
            if (log.topics[0] == IGateway.CallRequested.selector) found[--count] = read(log);
        }
    }

    function read(Vm.Log memory log) private pure returns (Found memory f) {
        f.gateway = log.emitter;
        f.id = log.topics[1];
        f.number = uint64(uint256(log.topics[2]));
        f.pipeline = log.topics[3];
        (f.caller, f.functionDigest, f.argumentsDigest, f.arguments, f.deadline, f.callbackGas) =
            abi.decode(log.data, (address, bytes32, bytes32, bytes, uint40, uint24));
    }

    /// @dev The call on the other chain that a request stands for.
    function callOf(Found memory f) internal pure returns (bytes memory) {
        return bytes.concat(bytes4(f.functionDigest), f.arguments);
    }

    // ---- assertions

    function fails(bool success, bytes memory result, bytes memory expected) internal pure {
        check(!success, "reverted");
        same(result, expected, "revert data");
    }

    function same(bytes memory actual, bytes memory expected, string memory what) internal pure {
        if (keccak256(actual) != keccak256(expected)) revert UnequalBytes(what, actual, expected);
    }

    error UnequalBytes(string what, bytes actual, bytes expected);
}

/// @title Tests that begin with both chains.
abstract contract SubchainTest is TwoChains {
    function setUp() public virtual {
        start();
    }
}
