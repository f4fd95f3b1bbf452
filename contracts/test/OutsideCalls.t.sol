// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../script/Vm.sol";
import {IContracts} from "../src/governance/interfaces/IContracts.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {CreditTest} from "./base/CreditTest.sol";
import {Packing} from "./base/Packing.sol";

/// @dev Answers as Pipelines does, of a pipeline with a limit, and hears nothing.
contract DeafPipelines {
    function parties(uint32) external pure returns (bytes32, bytes32, bool, uint256) {
        return (keccak256("registry"), keccak256("notary"), true, 9);
    }

    function take(uint32, uint24) external pure {
        revert();
    }
}

/// @title A record that depends on nobody: Credit and Pipelines frozen, failing, greedy or lying, and callers who would
/// have them fail.
contract OutsideCallsTest is CreditTest {
    bytes private constant REVERTS = hex"5f5ffd";
    bytes private constant BURNS_ALL_GAS = hex"fe";
    /// @dev An endless loop, and an answer of a hundred thousand bytes.
    bytes private constant LOOPS = hex"5b5f56";
    bytes private constant ANSWERS_MUCH = hex"620186a05ff3";
    bytes private constant ANSWERS_NOTHING = hex"00";
    /// @dev 128 bytes, all ones.
    bytes private constant ANSWERS_ONES = hex"5f195f525f196020525f196040525f1960605260805ff3";

    function test_settles_whateverBecomesOfCredit() public {
        bytes[5] memory broken = [REVERTS, BURNS_ALL_GAS, LOOPS, ANSWERS_MUCH, ANSWERS_ONES];
        for (uint256 i = 0; i < broken.length; ++i) {
            bytes32 id = keccak256(abi.encode(i));
            nearlySettled(id);
            bytes memory code = Addresses.CREDIT.code;
            vm.etch(Addresses.CREDIT, broken[i]);
            vm.recordLogs();
            vm.prank(crossChain(0));
            transactions.record(lastWord(id));
            uint256 told = count(vm.getRecordedLogs(), ITransactions.CreditNotRecorded.selector);
            eq(told, i < 3 ? 1 : 0, "what was not credited");
            vm.etch(Addresses.CREDIT, code);
            status(id, ITransactions.Status.Settled);
        }
        scored(0, 600);
    }

    function test_tellsWhatWasNotCredited_whileCreditIsFrozen() public {
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.freeze, ("Credit")));
        nearlySettled(ID);
        vm.recordLogs();
        vm.prank(crossChain(0));
        transactions.record(lastWord(ID));
        Vm.Log memory log = onlyLog(ITransactions.CreditNotRecorded.selector);
        check(log.topics[1] == bytes32(name(0)) && log.topics[2] == bytes32(name(1)), "who");
        eq(keccak256(log.data), keccak256(abi.encode(2, 0, 0)), "what");
        scored(0, 600);
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.unfreeze, ("Credit")));
        nearlySettled(keccak256("after"));
        send(0, lastWord(keccak256("after")));
        scored(0, 602);
    }

    /// @dev With any amount of gas a batch either counts for the credit or is refused as a whole.
    function test_nobodyStarvesTheCredit() public {
        nearlySettled(ID);
        bytes memory call = abi.encodeCall(ITransactions.record, (lastWord(ID)));
        uint256 refused;
        for (uint256 gas_ = 40_000; gas_ < 700_000; gas_ += 10_000) {
            vm.prank(crossChain(0));
            (bool success, bytes memory answer) = Addresses.TRANSACTIONS.call{gas: gas_}(call);
            if (success) break;
            if (bytes4(answer) == ITransactions.GasTooLow.selector) ++refused;
            status(ID, ITransactions.Status.Open);
        }
        check(refused > 10, "refused for want of gas");
        status(ID, ITransactions.Status.Settled);
        scored(0, 602);
    }

    function test_nobodyIsRefusedAnOpening_forWantOfGas() public {
        bytes memory call = abi.encodeCall(ITransactions.record, (Packing.opening(ID, hourFromNow(), 2, twoWrites())));
        uint256 refused;
        for (uint256 gas_ = 40_000; transactions.statusOf(ID) == ITransactions.Status.None; gas_ += 10_000) {
            vm.prank(crossChain(0));
            (bool success, bytes memory answer) = Addresses.TRANSACTIONS.call{gas: gas_}(call);
            if (success) status(ID, ITransactions.Status.Open);
            else if (bytes4(answer) == ITransactions.GasTooLow.selector) ++refused;
        }
        check(refused > 5, "refused for want of gas");
    }

    function test_openingsAreRejected_andReportsGoOn_whenPipelinesIsBroken() public {
        bytes[5] memory broken = [REVERTS, BURNS_ALL_GAS, LOOPS, ANSWERS_NOTHING, ANSWERS_ONES];
        for (uint256 i = 0; i < broken.length; ++i) {
            bytes32 id = keccak256(abi.encode(i));
            open(id, twoWrites());
            bytes memory code = Addresses.PIPELINES.code;
            vm.etch(Addresses.PIPELINES, broken[i]);
            bytes memory results = send(
                0,
                bytes.concat(
                    Packing.opening(keccak256(abi.encode("another", i)), hourFromNow(), 2, twoWrites()),
                    Packing.report(id, 0, ITransactions.Entry.Succeeded, keccak256("evidence"))
                )
            );
            eq(keccak256(results), keccak256(hex"8511"), "unusable; taken in");
            vm.etch(Addresses.PIPELINES, code);
        }
    }

    function test_tellsWhichCallsWereNotCounted() public {
        bytes memory code = address(new DeafPipelines()).code;
        vm.etch(Addresses.PIPELINES, code);
        vm.recordLogs();
        vm.prank(crossChain(0));
        transactions.record(Packing.opening(ID, hourFromNow(), 2, twoWrites()));
        Vm.Log memory log = onlyLog(ITransactions.CallsNotCounted.selector);
        check(uint256(log.topics[1]) == 1 && abi.decode(log.data, (uint24)) == 2, "two calls through number 1");
        status(ID, ITransactions.Status.Open);
    }

    /// @dev Not even a Pipelines that lies gives a transaction to others than those it was opened between.
    function test_endsOfANumberAreForEver() public {
        open(ID, twoWrites());
        bytes memory code = Addresses.PIPELINES.code;
        // Answers: tax, police, usable, no limit.
        bytes memory lies =
            bytes.concat(hex"7f", TAX, hex"5f527f", POLICE, hex"6020526001604052", hex"5f1960605260805ff3");
        vm.etch(Addresses.PIPELINES, lies);
        rejectedOpening(2, keccak256("stolen"), hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(0, keccak256("other"), hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable);
        rejected(2, ID, 0, ITransactions.Entry.Succeeded, ITransactions.Rejection.NotResponsible);
        vm.etch(Addresses.PIPELINES, code);
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
    }

    function test_pipelineZeroIsUnusable() public {
        rejectedOpening(0, ID, hourFromNow(), 1, 0, ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(0, ID, hourFromNow(), 8, 0, ITransactions.Rejection.PipelineUnusable);
        uint256 mixed = uint256(descriptor(1, true, 0)) | (uint256(descriptor(0, true, 0)) << 32);
        rejectedOpening(0, ID, hourFromNow(), 2, mixed, ITransactions.Rejection.PipelineUnusable);
        rejectedOpening(
            0, ID, hourFromNow(), 1, descriptor((1 << 30) - 1, true, 0), ITransactions.Rejection.PipelineUnusable
        );
        rejectedOpening(0, ID, hourFromNow(), 1, descriptor(8, true, 0), ITransactions.Rejection.PipelineUnusable);
    }

    function nearlySettled(bytes32 id) private {
        open(id, twoWrites());
        accepted(0, id, 0, ITransactions.Entry.Succeeded);
        accepted(1, id, 1, ITransactions.Entry.Succeeded);
        accepted(1, id, 0, ITransactions.Entry.Accepted);
    }

    function lastWord(bytes32 id) private pure returns (bytes memory) {
        return Packing.report(id, 1, ITransactions.Entry.Accepted, 0);
    }

    function count(Vm.Log[] memory logs, bytes32 topic) private pure returns (uint256 number) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) ++number;
        }
    }
}
