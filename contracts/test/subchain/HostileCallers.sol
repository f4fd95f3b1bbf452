// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ICrossChainCallback} from "../../src/subchain/interfaces/ICrossChainCallback.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";

/// @title A contract behind a gateway that can be told to behave in every bad way, both when it is called back and when a
/// governed call reaches it.
contract Puppet is ICrossChainCallback {
    enum Manner {
        Obedient,
        Reverting,
        BurningGas,
        ReturningMuch,
        RevertingWithMuch,
        Reentering
    }

    error Unwilling();

    IGateway public immutable gateway;
    Manner public manner;
    address public target;
    bytes public data;
    bool public inner;
    bytes public innerResult;

    uint256 public callbacks;
    bytes32 public lastId;
    IGateway.CallStatus public lastOutcome;
    bytes32 public lastTransaction;
    bytes public lastResult;
    uint256 public lastGas;

    uint256 public calls;
    IGateway.Context public lastContext;
    bytes public lastData;

    constructor(IGateway gateway_) {
        gateway = gateway_;
    }

    function behave(Manner manner_, address target_, bytes calldata data_) external {
        (manner, target, data) = (manner_, target_, data_);
    }

    function ask(IGateway.Call calldata call) external returns (bytes32) {
        return gateway.request(call);
    }

    function onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata result)
        external
        override
    {
        lastGas = gasleft();
        misbehave();
        ++callbacks;
        (lastId, lastOutcome, lastTransaction, lastResult) = (id, outcome, transaction, result);
    }

    function act(uint256 value) external returns (uint256) {
        misbehave();
        ++calls;
        lastContext = gateway.context();
        lastData = msg.data;
        return value + 1;
    }

    function undo(uint256 value) external returns (uint256) {
        lastContext = gateway.context();
        --calls;
        return value - 1;
    }

    function bump() external {
        ++calls;
    }

    function look(uint256 value) external pure returns (uint256) {
        return value * 2;
    }

    function misbehave() private {
        if (manner == Manner.Reverting) revert Unwilling();
        if (manner == Manner.BurningGas) {
            for (uint256 i = 0;; ++i) {
                lastId = bytes32(i);
            }
        }
        if (manner == Manner.ReturningMuch || manner == Manner.RevertingWithMuch) {
            flood(manner == Manner.ReturningMuch);
        }
        if (manner == Manner.Reentering) (inner, innerResult) = target.call(data);
    }

    function flood(bool quietly) private pure {
        assembly ("memory-safe") {
            if quietly { return(0, 50000) }
            revert(0, 50000)
        }
    }
}

/// @title A gateway without guards: what a receiver refuses by itself is seen behind it.
contract LaxGateway {
    IGateway.Context public context;

    function deliver(address receiver, IGateway.Context calldata context_, bytes calldata call)
        external
        returns (bool success, bytes memory result)
    {
        context = context_;
        return receiver.call(call);
    }
}
