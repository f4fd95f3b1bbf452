// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {PeggedToken} from "../subchain/PeggedToken.sol";
import {IGateway} from "../subchain/interfaces/IGateway.sol";

/// @title Example of a pegged token: another city's points (CityPoints), as they circulate here.
contract PeggedPoints is PeggedToken {
    constructor(IGateway gateway_, bytes32 pipeline_, address owner, uint208 limit, uint48 window)
        PeggedToken("Pegged city points", "pPOINT", 0, gateway_, pipeline_, owner, limit, window)
    {}
}
