// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";

/// @title Packs and unpacks entries by the documented format, byte by byte and apart from the contract's own reader.
library Packing {
    struct Entry {
        bytes32 transaction;
        uint8 step;
        ITransactions.Entry kind;
        bytes32 digest;
        uint40 deadline;
        uint8 stepCount;
        uint256 steps;
    }

    function opening(bytes32 id, uint40 deadline, uint8 count, uint256 steps) internal pure returns (bytes memory b) {
        return bytes.concat(openings(count, 1), opened(id, deadline, count, steps));
    }

    /// @dev Begins a run of openings, to be joined with what `opened` makes.
    function openings(uint8 steps, uint8 number_) internal pure returns (bytes memory) {
        return abi.encodePacked(uint8(0x80 + steps), number_);
    }

    function opened(bytes32 id, uint40 deadline, uint8 count, uint256 steps) internal pure returns (bytes memory b) {
        b = abi.encodePacked(id, deadline);
        for (uint256 i = count; i > 0; --i) {
            b = abi.encodePacked(b, uint32(steps >> (32 * (i - 1))));
        }
    }

    /// @dev Begins a run of reports, to be joined with transactions and digests.
    function reports(bytes memory whats, uint8 number_) internal pure returns (bytes memory) {
        return abi.encodePacked(uint8(whats.length), whats, number_);
    }

    function what(uint8 step, ITransactions.Entry entry) internal pure returns (bytes1) {
        return bytes1(uint8((uint256(entry) << 4) | (step & 15)));
    }

    function report(bytes32 id, uint8 step, ITransactions.Entry entry, bytes32 digest)
        internal
        pure
        returns (bytes memory)
    {
        bytes memory head = reports(bytes.concat(what(step, entry)), 1);
        return entry == ITransactions.Entry.Accepted ? bytes.concat(head, id) : bytes.concat(head, id, digest);
    }

    function unpack(bytes memory entries) internal pure returns (Entry[] memory all) {
        all = new Entry[](256);
        uint256 count;
        uint256 at;
        while (at < entries.length) {
            uint256 head = uint8(entries[at]);
            if (head > 0x80) {
                uint8 steps = uint8(head - 0x80);
                uint256 number_ = uint8(entries[at + 1]);
                for (at += 2; number_ > 0; --number_) {
                    bytes32 id = bytes32(number(entries, at, 32));
                    uint40 deadline = uint40(number(entries, at + 32, 5));
                    uint256 plan = number(entries, at + 37, 4 * steps);
                    all[count++] = Entry(id, 15, ITransactions.Entry.Opened, 0, deadline, steps, plan);
                    at += 37 + 4 * uint256(steps);
                }
            } else {
                (at, count) = unpackReports(entries, at, all, count);
            }
        }
        assembly {
            mstore(all, count)
        }
    }

    function unpackReports(bytes memory entries, uint256 at, Entry[] memory all, uint256 count)
        private
        pure
        returns (uint256, uint256)
    {
        uint256 whats = at + 1;
        uint256 head = uint8(entries[at]);
        uint256 number_ = uint8(entries[whats + head]);
        for (at = whats + head + 1; number_ > 0; --number_) {
            bytes32 id = bytes32(number(entries, at, 32));
            at += 32;
            for (uint256 i = 0; i < head; ++i) {
                uint256 what_ = uint8(entries[whats + i]);
                ITransactions.Entry kind = ITransactions.Entry(what_ >> 4);
                bytes32 digest;
                if (kind != ITransactions.Entry.Accepted) {
                    digest = bytes32(number(entries, at, 32));
                    at += 32;
                }
                all[count++] = Entry(id, uint8(what_ & 15), kind, digest, 0, 0, 0);
            }
        }
        return (at, count);
    }

    function number(bytes memory b, uint256 offset, uint256 size) internal pure returns (uint256 value) {
        for (uint256 i = 0; i < size; ++i) {
            value = (value << 8) | uint8(b[offset + i]);
        }
    }
}
