// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Packing} from "./base/Packing.sol";
import {TransactionTest} from "./base/TransactionTest.sol";

/// @title The vectors that Java's encoder and decoder are tested with as well.
contract PackedEntriesTest is TransactionTest {
    bytes32 private constant FIRST = keccak256("transaction 1");
    bytes32 private constant SECOND = keccak256("transaction 2");
    bytes32 private constant THIRD = keccak256("transaction 3");

    function test_recordsTheSharedVectors() public {
        string memory vectors = vm.readFile("test/vectors/packed-batches.json");
        eq(block.timestamp, 1_800_000_000, "time that the vectors begin at");
        uint256[4] memory by = [uint256(0), 0, 1, 0];
        string[4] memory at = [".batches[0]", ".batches[1]", ".batches[2]", ".batches[3]"];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory entries = vm.parseJsonBytes(vectors, string.concat(at[i], ".entries"));
            bytes memory expected = vm.parseJsonBytes(vectors, string.concat(at[i], ".results"));
            bytes memory actual = send(by[i], entries);
            eq(actual.length, expected.length, "results");
            eq(keccak256(actual), keccak256(expected), "results");
            eq(Packing.unpack(entries).length, expected.length, "entries as the tests read them");
        }
        status(FIRST, ITransactions.Status.Settled);
        status(SECOND, ITransactions.Status.Compensated);
        status(THIRD, ITransactions.Status.Compensated);
    }
}
