// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GatewayBound} from "./GatewayBound.sol";
import {ICrossChainCallback} from "./interfaces/ICrossChainCallback.sol";
import {IGateway} from "./interfaces/IGateway.sol";

/// @title Base of business contracts that ask for calls on other chains.
/// @notice `_onOutcome` runs at most once per call and only with an outcome that the gateway recorded. When it reverts, the
/// outcome waits in the gateway and anybody may have it delivered again: revert only for what passes.
/// Between the request and the outcome any time may pass, and other calls may be answered before: keep what a call was
/// about by its id.
abstract contract CrossChainCaller is GatewayBound, ICrossChainCallback {
    /// @inheritdoc ICrossChainCallback
    function onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata result)
        external
        override
    {
        _requireGateway();
        _onOutcome(id, outcome, transaction, result);
    }

    /// @dev Asks with arguments that readers of this chain may see.
    function _requestCall(
        bytes32 pipeline,
        string memory signature,
        bytes memory arguments,
        uint40 deadline,
        uint24 callbackGas
    ) internal returns (bytes32 id) {
        return gateway.request(
            IGateway.Call({
                pipeline: pipeline,
                functionDigest: keccak256(bytes(signature)),
                argumentsDigest: bytes32(0),
                arguments: arguments,
                deadline: deadline,
                callbackGas: callbackGas
            })
        );
    }

    /// @dev Every outcome but Succeeded says that the call is not in effect on the other chain.
    function _onOutcome(bytes32 id, IGateway.CallStatus outcome, bytes32 transaction, bytes calldata result)
        internal
        virtual;
}
