// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Reads a validator list from a contract that cannot be trusted to answer well.
library ValidatorList {
    uint256 internal constant LONGEST = 100;

    /// @notice Asks `source` for its validators with no more than `gasLimit`. The answer is checked by hand, since a
    /// decoder would revert on a bad one: exact ABI encoding of `address[]`, not empty, no zero address, no address twice.
    function read(address source, uint256 gasLimit) internal view returns (bool usable, address[] memory validators) {
        bytes memory question = abi.encodeWithSignature("getValidators()");
        bool success;
        uint256 size;
        assembly ("memory-safe") {
            // The output is not copied here: an endless answer must not be paid for by the caller.
            success := staticcall(gasLimit, source, add(question, 0x20), mload(question), 0, 0)
            size := returndatasize()
        }
        if (!success || size < 0x60 || size > 0x40 + 0x20 * LONGEST) return (false, validators);

        bytes memory answer = new bytes(size);
        assembly ("memory-safe") {
            returndatacopy(add(answer, 0x20), 0, size)
        }
        uint256 length = _word(answer, 1);
        if (_word(answer, 0) != 0x20 || length > LONGEST || size != 0x40 + 0x20 * length) return (false, validators);

        validators = new address[](length);
        for (uint256 i = 0; i < length; ++i) {
            uint256 word = _word(answer, 2 + i);
            if (word == 0 || word > type(uint160).max) return (false, validators);
            // forge-lint: disable-next-line(unsafe-typecast) - compared with the largest address above
            validators[i] = address(uint160(word));
            for (uint256 j = 0; j < i; ++j) {
                if (validators[j] == validators[i]) return (false, validators);
            }
        }
        return (true, validators);
    }

    function _word(bytes memory data, uint256 index) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 0x20), mul(index, 0x20)))
        }
    }
}
