// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {ISubchains} from "../src/governance/interfaces/ISubchains.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {Packing} from "./base/Packing.sol";
import {TransactionTest} from "./base/TransactionTest.sol";

/// @title How much goes through a pipeline: calls per window, whatever shape the batches have, and terms by data class.
contract PipelineLimitsTest is TransactionTest {
    function test_takesNoMoreCallsThanAgreed() public {
        uint32 number = limitedPipeline("limited", 5, 1 hours);
        openPlan(keccak256("a"), 2, plan(number, 2));
        openPlan(keccak256("b"), 2, plan(number, 2));
        left(number, 1);
        rejectedOpening(0, keccak256("c"), hourFromNow(), 2, plan(number, 2), ITransactions.Rejection.LimitReached);
        left(number, 1);
        openPlan(keccak256("d"), 1, plan(number, 1));
        left(number, 0);
        rejectedOpening(0, keccak256("e"), hourFromNow(), 1, plan(number, 1), ITransactions.Rejection.LimitReached);
        // Other pipelines have limits of their own.
        open(keccak256("f"), twoWrites());
    }

    function test_beginsAnewWithTheWindow() public {
        uint32 number = limitedPipeline("limited", 1, 1 hours);
        vm.warp((block.timestamp / 1 hours + 1) * 1 hours - 1);
        openPlan(keccak256("a"), 1, plan(number, 1));
        left(number, 0);
        vm.warp(block.timestamp + 1);
        left(number, 1);
        openPlan(keccak256("b"), 1, plan(number, 1));
        rejectedOpening(0, keccak256("c"), hourFromNow(), 1, plan(number, 1), ITransactions.Rejection.LimitReached);
    }

    function test_aRunStopsAtTheLimit() public {
        uint32 number = limitedPipeline("limited", 7, 1 hours);
        bytes memory entries = Packing.openings(2, 5);
        for (uint256 i = 0; i < 5; ++i) {
            entries = bytes.concat(entries, Packing.opened(keccak256(abi.encode(i)), hourFromNow(), 2, plan(number, 2)));
        }
        eq(keccak256(send(0, entries)), keccak256(hex"0101018383"), "results");
        left(number, 1);
    }

    /// @dev Number 2 and number 10 share a place in the batch's memory; both are limited, and they take turns.
    function test_countsAll_whenLimitedPipelinesTakeTurns() public {
        uint32 two = limitedPipeline("p2", 3, 1 hours);
        for (uint256 i = 3; i < 10; ++i) {
            limitedPipeline(string.concat("p", vm.toString(i)), 100, 1 hours);
        }
        uint32 ten = limitedPipeline("p10", 4, 1 hours);
        check(two == 2 && ten == 10, "numbers");
        bytes memory entries = Packing.openings(1, 10);
        for (uint256 i = 0; i < 10; ++i) {
            uint256 steps = plan(i % 2 == 0 ? two : ten, 1);
            entries = bytes.concat(entries, Packing.opened(keccak256(abi.encode(i)), hourFromNow(), 1, steps));
        }
        eq(keccak256(send(0, entries)), keccak256(hex"01010101010183018383"), "results");
        left(two, 0);
        left(ten, 0);
    }

    function test_countsAll_whenStepsOfOnePlanTakeTurns() public {
        uint32 two = limitedPipeline("p2", 2, 1 hours);
        for (uint256 i = 3; i < 10; ++i) {
            limitedPipeline(string.concat("p", vm.toString(i)), 100, 1 hours);
        }
        uint32 ten = limitedPipeline("p10", 5, 1 hours);
        uint256 steps = uint256(descriptor(two, true, 0)) | (uint256(descriptor(ten, true, 0)) << 32)
            | (uint256(descriptor(two, true, 1)) << 64) | (uint256(descriptor(ten, true, 1)) << 96);
        openPlan(ID, 4, steps);
        left(two, 0);
        left(ten, 3);
        rejectedOpening(0, keccak256("b"), hourFromNow(), 4, steps, ITransactions.Rejection.LimitReached);
        left(ten, 3);
    }

    /// @dev A report in between makes the batch forget the pipeline: what was opened before still counts.
    function test_countsAll_whenReportsComeBetween() public {
        uint32 number = limitedPipeline("p2", 2, 1 hours);
        for (uint256 i = 3; i < 11; ++i) {
            limitedPipeline(string.concat("p", vm.toString(i)), 100, 1 hours);
        }
        openPlan(ID, 1, descriptor(10, true, 0));
        bytes memory report = Packing.report(ID, 0, ITransactions.Entry.Failed, keccak256("reason"));
        bytes memory results = send(
            0,
            bytes.concat(
                Packing.opening(keccak256("a"), hourFromNow(), 1, plan(number, 1)),
                report,
                Packing.opening(keccak256("b"), hourFromNow(), 1, plan(number, 1)),
                Packing.opening(keccak256("c"), hourFromNow(), 1, plan(number, 1))
            )
        );
        eq(keccak256(results), keccak256(hex"01140183"), "results");
        left(number, 0);
    }

    /// @dev Any limit, any batch of openings: what is opened and what is left make the limit.
    function testFuzz_openedAndLeftMakeTheLimit(uint24 most, uint8[12] memory sizes) public {
        most = 1 + most % 40;
        uint32 number = limitedPipeline("limited", most, 1 hours);
        uint256 calls;
        bytes memory entries;
        for (uint256 i = 0; i < sizes.length; ++i) {
            uint8 size = 1 + sizes[i] % 8;
            entries = bytes.concat(
                entries, Packing.opening(keccak256(abi.encode(i)), hourFromNow(), size, plan(number, size))
            );
        }
        bytes memory results = send(0, entries);
        for (uint256 i = 0; i < sizes.length; ++i) {
            uint256 size = 1 + sizes[i] % 8;
            if (results[i] == 0x01) calls += size;
            else check(results[i] == 0x83 && calls + size > most, "rejected below the limit");
        }
        left(number, most - calls);
    }

    function testRevert_request_whenTermsDoNotSuitTheDataClass() public {
        ISubchains.DataClass important = ISubchains.DataClass.Important;
        ISubchains.DataClass core = ISubchains.DataClass.Core;
        refused(ISubchains.DataClass.General, 1 days, 5, 0, missing(ISubchains.DataClass.General, 5, 0));
        refused(ISubchains.DataClass.General, 1 days, 0, 5, missing(ISubchains.DataClass.General, 0, 5));
        refused(important, 1 days, 0, 0, missing(important, 0, 0));
        refused(core, 1 days, 0, 0, missing(core, 0, 0));
        refused(important, 3 * 366 days + 1, 5, 60, tooLong(important, 3 * 366 days + 1, 3 * 366 days));
        refused(core, 366 days + 1, 5, 60, tooLong(core, 366 days + 1, 366 days));
        refused(
            core,
            366 days,
            5,
            60,
            abi.encodeWithSelector(
                IPipelines.RuleTooWeak.selector,
                path(0, "chain"),
                ISubchains.Rule.NodeAgreement,
                ISubchains.Rule.QbftSeals
            )
        );
        refused(
            ISubchains.DataClass.General,
            uint256(type(uint40).max) - block.timestamp + 1,
            0,
            0,
            abi.encodeWithSelector(IPipelines.ValidityTooLong.selector, uint256(1) << 40, type(uint40).max)
        );
    }

    function test_agreesOnImportantAndCoreData_byTheirTerms() public {
        request("important", terms(ISubchains.DataClass.Important, 3 * 366 days, 5, 60));
        for (uint256 i = 0; i < 2; ++i) {
            bytes32 chain = path(i, "chain");
            vm.prank(operator(i));
            subchains.updateTrustAnchors(chain, ISubchains.Rule.QbftSeals, hex"01");
        }
        request("core", terms(ISubchains.DataClass.Core, 366 days, 5, 60));
        classify(1, ISubchains.DataClass.Core);
        refused(
            ISubchains.DataClass.Important,
            1 days,
            5,
            60,
            abi.encodeWithSelector(
                IPipelines.DataClassTooLow.selector,
                path(1, "store"),
                ISubchains.DataClass.Important,
                ISubchains.DataClass.Core
            )
        );
    }

    function limitedPipeline(string memory code, uint24 calls, uint24 window) private returns (uint32 number) {
        bytes32 id = request(code, terms(ISubchains.DataClass.General, 30 days, calls, window));
        authorise(1, id);
        number = pipelines.pipeline(id).number;
        vm.warp(block.timestamp + 1);
    }

    function request(string memory code, IPipelines.Terms memory t) private returns (bytes32) {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.prank(operator(0));
        return pipelines.request(code, a, b, t);
    }

    function refused(ISubchains.DataClass c, uint256 life, uint24 calls, uint24 window, bytes memory expected) private {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        IPipelines.Terms memory t = terms(c, life, calls, window);
        vm.expectRevert(expected);
        vm.prank(operator(0));
        pipelines.request("x", a, b, t);
    }

    function classify(uint256 i, ISubchains.DataClass c) private {
        bytes32 id = path(i, "store");
        vm.prank(operator(i));
        subchains.classifyContract(id, c);
    }

    function terms(ISubchains.DataClass c, uint256 life, uint24 calls, uint24 window)
        private
        view
        returns (IPipelines.Terms memory)
    {
        return IPipelines.Terms(uint48(block.timestamp + life), c, calls, window);
    }

    function missing(ISubchains.DataClass c, uint24 calls, uint24 window) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPipelines.LimitMissing.selector, c, calls, window);
    }

    function tooLong(ISubchains.DataClass c, uint256 actual, uint256 limit) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPipelines.ValidTooLong.selector, c, actual, limit);
    }

    /// @dev As many writes of the target.
    function plan(uint32 number, uint8 steps) private pure returns (uint256 all) {
        for (uint256 i = 0; i < steps; ++i) {
            all |= uint256(descriptor(number, true, 1)) << (32 * i);
        }
    }

    function left(uint32 number, uint256 expected) private view {
        (,,, uint256 actual) = pipelines.parties(number);
        eq(actual, expected, "calls left");
    }
}
