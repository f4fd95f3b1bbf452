// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../src/governance/interfaces/ISubchains.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {TransactionTest} from "./base/TransactionTest.sol";

/// @title A pipeline is as good as what it leads through: once a subchain, proxy, application or contract of a side is not in
/// order, nothing is opened by it from that block on, and all is well again as soon as they are.
contract PipelineOrderTest is TransactionTest {
    function test_stops_whenAnythingOfASideIsSuspended_andGoesOnWithIt() public {
        for (uint256 i = 0; i < 2; ++i) {
            bytes32[5] memory ids = things(i);
            for (uint256 k = 0; k < 5; ++k) {
                set(i, k, ids[k], false);
                stopped();
                set(i, k, ids[k], true);
                runs();
            }
        }
    }

    function test_stops_whenAnythingOfASideIsFrozenByVote() public {
        for (uint256 i = 0; i < 2; ++i) {
            bytes32[5] memory ids = things(i);
            for (uint256 k = 0; k < 5; ++k) {
                decide(k < 2 ? Addresses.SERVICES : Addresses.SUBCHAINS, freezing(k, ids[k], true));
                stopped();
                decide(k < 2 ? Addresses.SERVICES : Addresses.SUBCHAINS, freezing(k, ids[k], false));
                runs();
            }
        }
    }

    function test_stopsForGood_whenSomethingIsRetired() public {
        vm.startPrank(operator(1));
        services.retire(path(1, "subchain-proxy"));
        vm.stopPrank();
        stopped();
        vm.warp(block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.PipelineOutOfOrder.selector, 1));
        pipelines.refresh(1);
    }

    function test_stops_whenASubchainGoesToAnotherInstitution() public {
        bytes32 chain = path(1, "chain");
        vm.prank(operator(1));
        subchains.offerSubchain(chain, TAX);
        runs();
        vm.startPrank(operator(2));
        bytes32 proxy =
            services.register("sp", IServices.Kind.SubchainProxy, crossChain(2), "https://h:1", keccak256("c"));
        subchains.acceptSubchain(chain, proxy);
        vm.stopPrank();
        stopped();
    }

    function test_stops_whenAContractIsClassifiedHigher() public {
        bytes32 store = path(1, "store");
        vm.prank(operator(1));
        subchains.classifyContract(store, ISubchains.DataClass.Important);
        stopped();
        decide(
            Addresses.SUBCHAINS, abi.encodeCall(ISubchains.declassifyContract, (store, ISubchains.DataClass.General))
        );
        runs();
    }

    function test_stopsForCoreData_whenBlocksAreNoLongerVerifiedBySeals() public {
        for (uint256 i = 0; i < 2; ++i) {
            anchor(i, ISubchains.Rule.QbftSeals);
        }
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        IPipelines.Terms memory core =
            IPipelines.Terms(uint48(block.timestamp + 1 days), ISubchains.DataClass.Core, 9, 60);
        vm.prank(operator(0));
        bytes32 id = pipelines.request("core", a, b, core);
        authorise(1, id);
        check(usable(2) && pipelines.trustHolds(2), "as agreed");
        anchor(1, ISubchains.Rule.NodeAgreement);
        check(!usable(2) && usable(1), "too weak for core data only");
        check(!pipelines.trustHolds(2), "not what was agreed");
        anchor(1, ISubchains.Rule.QbftSeals);
        check(usable(2) && pipelines.trustHolds(2), "as agreed again");
    }

    function test_trustHolds_asLongAsRuleAndAnchorsAreThose() public {
        check(pipelines.trustHolds(1), "as agreed");
        check(!pipelines.trustHolds(2) && !pipelines.trustHolds(0), "unknown");
        bytes32 chain = path(0, "chain");
        vm.prank(operator(0));
        subchains.updateTrustAnchors(chain, ISubchains.Rule.NodeAgreement, hex"02");
        check(!pipelines.trustHolds(1), "other anchors");
        check(usable(1), "which is for the parties to judge");
        vm.prank(operator(0));
        subchains.updateTrustAnchors(chain, ISubchains.Rule.NodeAgreement, abi.encode(uint8(1), rpc()));
        check(pipelines.trustHolds(1), "as agreed again");
    }

    /// @dev What is remembered is never remembered past a disturbance, not even within a block.
    function test_refreshingIsForAnybody_andNeverHidesADisturbance() public {
        pipelines.refresh(1);
        bytes32 store = path(1, "store");
        vm.prank(operator(1));
        subchains.setContractStatus(store, ISubchains.Status.Suspended);
        stopped();
        vm.warp(block.timestamp + 1);
        stopped();
        vm.expectRevert(abi.encodeWithSelector(IPipelines.PipelineOutOfOrder.selector, 1));
        pipelines.refresh(1);
        vm.prank(operator(1));
        subchains.setContractStatus(store, ISubchains.Status.Active);
        vm.prank(address(0xabc));
        pipelines.refresh(1);
        runs();
        vm.prank(operator(1));
        subchains.setContractStatus(store, ISubchains.Status.Suspended);
        stopped();
        vm.expectRevert(abi.encodeWithSelector(IPipelines.PipelineOutOfOrder.selector, 9));
        pipelines.refresh(9);
    }

    function test_whatIsOpenGoesOn() public {
        open(ID, twoWrites());
        bytes32 store = path(1, "store");
        vm.prank(operator(1));
        subchains.setContractStatus(store, ISubchains.Status.Retired);
        accepted(0, ID, 0, ITransactions.Entry.Succeeded);
        accepted(1, ID, 1, ITransactions.Entry.Failed);
        accepted(0, ID, 0, ITransactions.Entry.Compensated);
        status(ID, ITransactions.Status.Compensated);
    }

    function test_stops_whenAnInstitutionIsSuspended() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (NOTARY)));
        check(!usable(1), "suspended");
        vm.prank(Addresses.WORK_ORDERS);
        institutions.reinstate(NOTARY);
        check(usable(1), "reinstated");
    }

    function test_aRequestIsFrozenToo() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.prank(operator(0));
        bytes32 id = pipelines.request("asked", a, b, termsUntil(block.timestamp + 30 days));
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.freeze, (id)));
        bytes32 constraint = constraintOf(2);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPipelines.PipelineStatusWrong.selector, id, IPipelines.Status.Frozen, IPipelines.Status.Requested
            )
        );
        vm.prank(operator(1));
        pipelines.authorise(id, constraint);
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.unfreeze, (id)));
        check(pipelines.pipeline(id).status == IPipelines.Status.Requested && !usable(2), "asked for as before");
        authorise(1, id);
        check(usable(2), "agreed");
    }

    function testRevert_freeze_whenFrozenClosedOrUnknown() public {
        vm.startPrank(Addresses.WORK_ORDERS);
        pipelines.freeze(PIPELINE);
        wrong(IPipelines.Status.Frozen, IPipelines.Status.Active);
        pipelines.freeze(PIPELINE);
        pipelines.unfreeze(PIPELINE);
        wrong(IPipelines.Status.Active, IPipelines.Status.Frozen);
        pipelines.unfreeze(PIPELINE);
        vm.stopPrank();
        vm.prank(operator(0));
        pipelines.close(PIPELINE);
        vm.startPrank(Addresses.WORK_ORDERS);
        wrong(IPipelines.Status.Closed, IPipelines.Status.Active);
        pipelines.freeze(PIPELINE);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.UnknownPipeline.selector, keccak256("unknown")));
        pipelines.freeze(keccak256("unknown"));
        vm.stopPrank();
    }

    function testRevert_takeAndDisturb_whenNotByTheirContracts() public {
        vm.expectRevert(abi.encodeWithSelector(IPipelines.NotTheRecord.selector, address(this), Addresses.TRANSACTIONS));
        pipelines.take(1, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPipelines.NotARegistry.selector, address(this), Addresses.SUBCHAINS, Addresses.SERVICES
            )
        );
        pipelines.disturb();
    }

    function test_theTargetNeedsNoApplication() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        b.application = 0;
        vm.prank(operator(0));
        bytes32 id = pipelines.request("to-a-contract", a, b, termsUntil(block.timestamp + 30 days));
        authorise(1, id);
        set(1, 3, path(1, "app"), false);
        check(usable(2) && !usable(1), "which is then none of its concern");
    }

    function testRevert_suspend_whenNotRunning() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.prank(operator(0));
        bytes32 id = pipelines.request("asked", a, b, termsUntil(block.timestamp + 30 days));
        notRunning(id, IPipelines.Status.Requested);
        vm.prank(Addresses.WORK_ORDERS);
        pipelines.freeze(id);
        notRunning(id, IPipelines.Status.Frozen);
        vm.prank(operator(1));
        pipelines.close(id);
        notRunning(id, IPipelines.Status.Closed);
    }

    function notRunning(bytes32 id, IPipelines.Status actual) private {
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IPipelines.PipelineStatusWrong.selector, id, actual, IPipelines.Status.Active)
            );
            vm.prank(operator(i));
            pipelines.suspend(id);
        }
    }

    // ---- proxies (0 cross-chain, 1 subchain), then subchain, application, contract

    function things(uint256 i) private view returns (bytes32[5] memory) {
        return
            [path(i, "crosschain-proxy"), path(i, "subchain-proxy"), path(i, "chain"), path(i, "app"), path(i, "store")];
    }

    function set(uint256 i, uint256 k, bytes32 id, bool active) private {
        ISubchains.Status to = active ? ISubchains.Status.Active : ISubchains.Status.Suspended;
        vm.prank(operator(i));
        if (k < 2) active ? services.resume(id) : services.suspend(id);
        else if (k == 2) subchains.setSubchainStatus(id, to);
        else if (k == 3) subchains.setApplicationStatus(id, to);
        else subchains.setContractStatus(id, to);
    }

    function freezing(uint256 k, bytes32 id, bool on) private pure returns (bytes memory) {
        if (k < 2) return on ? abi.encodeCall(IServices.freeze, (id)) : abi.encodeCall(IServices.unfreeze, (id));
        ISubchains.Item item = ISubchains.Item(k - 1);
        return on ? abi.encodeCall(ISubchains.freeze, (item, id)) : abi.encodeCall(ISubchains.unfreeze, (item, id));
    }

    function anchor(uint256 i, ISubchains.Rule rule) private {
        bytes32 chain = path(i, "chain");
        vm.prank(operator(i));
        subchains.updateTrustAnchors(chain, rule, hex"01");
    }

    function wrong(IPipelines.Status actual, IPipelines.Status expected) private {
        vm.expectRevert(abi.encodeWithSelector(IPipelines.PipelineStatusWrong.selector, PIPELINE, actual, expected));
    }

    function stopped() private {
        check(!usable(1), "usable");
        rejectedOpening(
            0, keccak256("stopped"), hourFromNow(), 2, twoWrites(), ITransactions.Rejection.PipelineUnusable
        );
    }

    uint256 private opened;

    function runs() private {
        check(usable(1), "not usable");
        open(keccak256(abi.encode(++opened)), twoWrites());
    }

    function usable(uint32 number) private view returns (bool answer) {
        (,, answer,) = pipelines.parties(number);
    }
}
