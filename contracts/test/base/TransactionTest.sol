// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../../script/Vm.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {Packing} from "./Packing.sol";
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
        return rejection(uint8(send(who, Packing.opening(id, deadline, count, steps))[0]));
    }

    function recordReport(uint256 who, bytes32 id, uint8 step, ITransactions.Entry entry)
        internal
        returns (ITransactions.Rejection)
    {
        return rejection(uint8(send(who, Packing.report(id, step, entry, keccak256("evidence")))[0]));
    }

    /// @return results of the batch, which must be recorded in one event
    function send(uint256 who, bytes memory entries) internal returns (bytes memory results) {
        vm.recordLogs();
        vm.prank(crossChain(who));
        transactions.record(entries);
        bytes memory recorded;
        (recorded, results) = abi.decode(onlyLog(ITransactions.Recorded.selector).data, (bytes, bytes));
        eq(keccak256(recorded), keccak256(entries), "recorded entries");
    }

    function onlyLog(bytes32 topic) internal returns (Vm.Log memory found) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 count;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != topic) continue;
            found = logs[i];
            ++count;
        }
        eq(count, 1, "events of that kind");
    }

    function rejection(uint8 result) internal pure returns (ITransactions.Rejection) {
        return result >= 0x80 ? ITransactions.Rejection(result & 0x7f) : ITransactions.Rejection.None;
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
