// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGateway} from "./interfaces/IGateway.sol";

/// @title Port: the address under which one receiver is known to one pipeline. Made by a gateway.
/// @notice Takes the receiver's own functions, so that proxies, evidence and auditors see an ordinary call with a step's tag
/// behind it. The address called says which pipeline the call belongs to; the caller could not be believed.
///
/// ABI encoding is 4 bytes and whole words, a tag is 34 bytes: data of `32n + 6` bytes is a governed write and goes to the
/// gateway; anything else is a read, and is passed to the receiver as a STATICCALL, which can change nothing.
/// @dev Has no function of its own, because its selector could be one of the receiver's.
contract GatewayPort {
    uint256 private constant TAGGED_REMAINDER = 6;

    IGateway private immutable _gateway;
    address private immutable _receiver;

    constructor(address receiver) {
        _gateway = IGateway(msg.sender);
        _receiver = receiver;
    }

    // solhint-disable-next-line payable-fallback, no-complex-fallback
    fallback(bytes calldata data) external returns (bytes memory result) {
        if (data.length % 32 == TAGGED_REMAINDER) return _gateway.deliver(msg.sender, data);
        bool success;
        (success, result) = _receiver.staticcall(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }
}
