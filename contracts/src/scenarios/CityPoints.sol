// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Example of an asset with a home chain: points that a city grants to its citizens.
/// @notice Lock them in a PegVault, and they circulate on another city's chain as a PeggedToken.
contract CityPoints is ERC20 {
    address public immutable city;

    error NotTheCity(address actual, address expected);

    constructor(address city_) ERC20("City points", "POINT") {
        city = city_;
    }

    function grant(address citizen, uint256 amount) external {
        if (msg.sender != city) revert NotTheCity(msg.sender, city);
        _mint(citizen, amount);
    }

    /// @notice Points are whole.
    function decimals() public pure override returns (uint8) {
        return 0;
    }
}
