// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../../script/Vm.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {PipelineTest} from "./PipelineTest.sol";

/// @title Words for tests about transactions: open, accepted, rejected, status.
abstract contract TransactionTest is PipelineTest {
    bytes32 internal constant ID = keccak256("a transaction");

    function open(bytes32 id, uint256 steps) internal {
        openPlan(id, 2, steps);
    }

    function openPlan(bytes32 id, uint8 count, uint256 steps) internal {
        eq(uint256(recordOpening(0, id, hourFromNow(), count, steps)), 0, "opening rejected with reason");
    }

    function rejectedOpening(
        uint256 who,
        bytes32 id,
        uint40 deadline,
        uint8 count,
        uint256 steps,
        ITransactions.Rejection expected
    ) internal {
        ITransactions.Status before = transactions.statusOf(id);
        eq(uint256(recordOpening(who, id, deadline, count, steps)), uint256(expected), "reason");
        eq(uint256(transactions.statusOf(id)), uint256(before), "status");
    }

    function accepted(uint256 who, bytes32 id, uint8 step, ITransactions.Entry entry) internal {
        eq(uint256(recordReport(who, id, step, entry)), 0, "entry rejected with reason");
    }

    function rejected(uint256 who, bytes32 id, uint8 step, ITransactions.Entry entry, ITransactions.Rejection expected)
        internal
    {
        bytes32 before = keccak256(abi.encode(transactions.transaction(id)));
        eq(uint256(recordReport(who, id, step, entry)), uint256(expected), "reason");
        eq(keccak256(abi.encode(transactions.transaction(id))), before, "record changed by a rejected entry");
    }

    function status(bytes32 id, ITransactions.Status expected) internal view {
        eq(uint256(transactions.statusOf(id)), uint256(expected), "status");
    }

    /// @dev A failed compensation.
    function escalate(bytes32 id) internal {
        open(id, twoWrites());
        accepted(0, id, 0, ITransactions.Entry.Succeeded);
        accepted(1, id, 1, ITransactions.Entry.Failed);
        accepted(0, id, 0, ITransactions.Entry.CompensationFailed);
    }

    function recordOpening(uint256 who, bytes32 id, uint40 deadline, uint8 count, uint256 steps)
        internal
        returns (ITransactions.Rejection)
    {
        ITransactions.Opening[] memory o = new ITransactions.Opening[](1);
        o[0] = ITransactions.Opening(id, deadline, count, steps);
        vm.recordLogs();
        vm.prank(crossChain(who));
        transactions.record(o, new ITransactions.Report[](0));
        return rejection();
    }

    function recordReport(uint256 who, bytes32 id, uint8 step, ITransactions.Entry entry)
        internal
        returns (ITransactions.Rejection)
    {
        ITransactions.Report[] memory r = new ITransactions.Report[](1);
        r[0] = ITransactions.Report(id, step, entry, keccak256("evidence"));
        vm.recordLogs();
        vm.prank(crossChain(who));
        transactions.record(new ITransactions.Opening[](0), r);
        return rejection();
    }

    /// @dev The reason in the recorded events; None when nothing was rejected.
    function rejection() internal returns (ITransactions.Rejection reason) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == ITransactions.EntryRejected.selector) {
                (,, reason) = abi.decode(logs[i].data, (uint8, ITransactions.Entry, ITransactions.Rejection));
            }
        }
    }

    function twoWrites() internal pure returns (uint256) {
        return uint256(descriptor(1, true, 0)) | (uint256(descriptor(1, true, 1)) << 32);
    }

    function descriptor(uint32 pipeline, bool write, uint8 side_) internal pure returns (uint32) {
        return (pipeline << 2) | (write ? 2 : 0) | side_;
    }

    function hourFromNow() internal view returns (uint40) {
        return uint40(block.timestamp + 1 hours);
    }
}
