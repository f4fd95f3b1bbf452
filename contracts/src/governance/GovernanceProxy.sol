// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

/// @title The proxy in front of each governance contract. It begins uninitialised: the genesis file is made in two steps
/// (code by `script/Genesis.s.sol`, then the `initialize` calls) and carries the state after both.
contract GovernanceProxy is ERC1967Proxy {
    constructor(address implementation) payable ERC1967Proxy(implementation, "") {}

    function _unsafeAllowUninitialized() internal pure override returns (bool) {
        return true;
    }
}
