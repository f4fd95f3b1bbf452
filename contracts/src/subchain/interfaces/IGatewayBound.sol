// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGateway} from "./IGateway.sol";

/// @title What all contracts behind a gateway have in common.
interface IGatewayBound {
    error NotTheGateway(address actual, address expected);
    error GatewayUnusable(address gateway);

    function gateway() external view returns (IGateway);
}
