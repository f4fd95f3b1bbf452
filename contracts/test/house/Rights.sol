// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GenesisPermissions} from "../../src/governance/lib/GenesisPermissions.sol";
import {GenesisPolicies} from "../../src/governance/lib/GenesisPolicies.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Roles} from "../../src/governance/lib/Roles.sol";

/// @title Everything that a role or a work order may call: what a contract gets later is found here by itself.
contract Rights {
    struct Right {
        address target;
        bytes4 selector;
        bool open;
    }

    Right[] private _all;

    constructor() {
        GenesisPermissions.Permission[] memory p = GenesisPermissions.all();
        for (uint256 i = 0; i < p.length; ++i) {
            _all.push(Right(p[i].target, p[i].selector, p[i].role == Roles.PUBLIC));
        }
        IWorkOrders.PolicyRule[] memory r = GenesisPolicies.all();
        for (uint256 i = 0; i < r.length; ++i) {
            _all.push(Right(r[i].target, r[i].selector, false));
        }
    }

    /// @return Whatever `choice` hits; `open` when anybody may call it.
    function some(uint256 choice) external view returns (Right memory) {
        return _all[choice % _all.length];
    }
}
