// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGateway} from "./interfaces/IGateway.sol";
import {IGatewayBound} from "./interfaces/IGatewayBound.sol";

/// @title A contract that trusts one gateway, for good.
/// @dev Immutable on purpose: a gateway remembers which steps took effect; another one would let them through again.
abstract contract GatewayBound is IGatewayBound {
    IGateway public immutable override gateway;

    constructor(IGateway gateway_) {
        if (address(gateway_).code.length == 0) revert GatewayUnusable(address(gateway_));
        gateway = gateway_;
    }

    function _requireGateway() internal view {
        if (msg.sender != address(gateway)) revert NotTheGateway(msg.sender, address(gateway));
    }
}
