// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {vm} from "../../script/Vm.sol";
import {IPegVault} from "../../src/subchain/interfaces/IPegVault.sol";
import {IPeggedToken} from "../../src/subchain/interfaces/IPeggedToken.sol";
import {SubchainTest, TwoChains} from "./SubchainTest.sol";

interface IGrants {
    function grant(address citizen, uint256 amount) external;
}

/// @title A city's points with a vault on their home chain and a pegged token on the far one.
abstract contract PegChains is TwoChains {
    address internal constant CITY = address(0xC17);
    uint48 internal constant WINDOW = 1 hours;

    IERC20 internal points;
    IPegVault internal vault;
    IERC20 internal pegged;
    address internal vaultPort;
    address internal tokenPort;

    function start() internal virtual override {
        super.start();
        onHome();
        points = IERC20(deploy("CityPoints.sol:CityPoints", abi.encode(CITY)));
        vault = IPegVault(
            deploy("PegVault.sol:PegVault", abi.encode(home, points, PIPELINE, OWNER, uint208(1000), WINDOW))
        );
        allow(home, PIPELINE, address(vault));
        vaultPort = openPort(home, PIPELINE, COURT, address(vault));
        onFar();
        pegged =
            IERC20(deploy("PeggedPoints.sol:PeggedPoints", abi.encode(far, PIPELINE, OWNER, uint208(1000), WINDOW)));
        allow(far, PIPELINE, address(pegged));
        tokenPort = openPort(far, PIPELINE, REGISTRY, address(pegged));
    }

    function token() internal view returns (IPeggedToken) {
        return IPeggedToken(address(pegged));
    }

    function fund(address citizen, uint256 amount) internal {
        vm.prank(CITY);
        IGrants(address(points)).grant(citizen, amount);
        vm.prank(citizen);
        points.approve(address(vault), type(uint256).max);
    }

    function depositAs(address from, uint256 amount, address recipient) internal returns (Found memory) {
        onHome();
        vm.recordLogs();
        vm.prank(from);
        vault.deposit(amount, recipient, uint40(block.timestamp + 1 hours));
        return find(vm.getRecordedLogs())[0];
    }

    function burnAs(address from, uint256 amount, address recipient) internal returns (Found memory) {
        onFar();
        vm.recordLogs();
        vm.prank(from);
        token().burn(amount, recipient, uint40(block.timestamp + 1 hours));
        return find(vm.getRecordedLogs())[0];
    }

    function carryMint(Found memory f, bytes32 transaction) internal returns (bool success, bytes memory result) {
        onFar();
        return execute(tokenPort, transaction, 0, callOf(f));
    }

    function carryRelease(Found memory f, bytes32 transaction) internal returns (bool success, bytes memory result) {
        onHome();
        return execute(vaultPort, transaction, 0, callOf(f));
    }
}

/// @title Tests that begin with both chains and the peg.
abstract contract PegTest is PegChains, SubchainTest {
    function start() internal override(PegChains, TwoChains) {
        PegChains.start();
    }
}
