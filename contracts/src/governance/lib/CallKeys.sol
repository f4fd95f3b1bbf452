// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title A function of a contract in one word: the address, then the selector.
library CallKeys {
    function pack(address location, bytes4 function_) internal pure returns (bytes24) {
        return bytes24(bytes.concat(bytes20(location), function_));
    }

    function target(bytes24 key) internal pure returns (address) {
        // forge-lint: disable-next-line(unsafe-typecast) - the address is in front
        return address(bytes20(key));
    }

    function selector(bytes24 key) internal pure returns (bytes4) {
        // forge-lint: disable-next-line(unsafe-typecast) - the selector is what follows 160 bits of address
        return bytes4(key << 160);
    }
}
