// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {ICredit} from "../../src/governance/interfaces/ICredit.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {TransactionTest} from "./TransactionTest.sol";

/// @title Words for tests about credit: what it was before, what it is now, what a fault is worth.
abstract contract CreditTest is TransactionTest {
    uint64 internal constant FAILED = 1;
    uint64 internal constant LATE = 1 << 16;
    uint64 internal constant DISPUTED = 1 << 32;
    uint64 internal constant ESCALATED = 1 << 48;

    /// @dev Weights that no two sums of which are the same, and bounds that no test reaches by chance.
    function distinctRules() internal pure returns (ICredit.Rules memory) {
        return ICredit.Rules({
            start: 30_000,
            threshold: 10_000,
            ceiling: 60_000,
            settled: 1,
            failed: 10,
            late: 100,
            disputed: 1000,
            escalated: 5000,
            mostGain: 20_000,
            mostLoss: 25_000,
            window: 1 days
        });
    }

    function rule(ICredit.Rules memory r) internal {
        decide(Addresses.CREDIT, abi.encodeCall(ICredit.setRules, (r)));
    }

    function creditRecord(uint256 source, uint256 target, uint256 settled, uint64 ofSource, uint64 ofTarget) internal {
        vm.prank(Addresses.TRANSACTIONS);
        credit.record(name(source), name(target), settled, ofSource, ofTarget);
    }

    function name(uint256 i) internal view returns (bytes16) {
        return bytes16(keccak256(bytes(codes[i])));
    }

    function scoreOf(uint256 i) internal view returns (uint256) {
        return credit.scoreOf(keccak256(bytes(codes[i]))).score;
    }

    function scored(uint256 i, uint256 expected) internal view {
        eq(scoreOf(i), expected, string.concat("score of ", codes[i]));
    }

    function isRestricted(uint256 i) internal view returns (bool both) {
        both = credit.scoreOf(keccak256(bytes(codes[i]))).restricted;
        check(transactions.isRestricted(keccak256(bytes(codes[i]))) == both, "the record and the credit differ");
    }
}
