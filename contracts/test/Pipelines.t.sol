// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../src/governance/interfaces/ISubchains.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {PipelineTest} from "./base/PipelineTest.sol";

contract PipelinesTest is PipelineTest {
    function test_activePipelineIsUsable() public {
        IPipelines.Pipeline memory p = pipelines.pipeline(PIPELINE);
        eq(p.number, 1, "number");
        eq(p.code, "evidence", "code");
        check(p.status == IPipelines.Status.Active, "active");
        bytes32 constraint = keccak256(
            abi.encode(
                block.chainid, Addresses.PIPELINES, PIPELINE, uint32(1), side(0), side(1), p.terms, trust(), trust()
            )
        );
        eq(p.constraintHash, constraint, "constraint");
        usable(true);
        (bytes32 source, bytes32 target,,) = pipelines.parties(1);
        check(source == REGISTRY && target == NOTARY, "parties");
        eq(pipelines.pipelineByNumber(1).id, PIPELINE, "by number");
        eq(pipelines.pipelineByNumber(2).id, 0, "unknown number");
        eq(pipelines.pipelines(0, 5).length, pipelines.pipelineCount(), "list");
        vm.warp(uint256(p.terms.validUntil) + 1);
        usable(false);
    }

    function testRevert_request_whenAnObjectIsNotItsSides() public {
        IPipelines.Side memory a = side(0);
        a.subchain = path(1, "chain");
        refused(a, side(1), abi.encodeWithSelector(IPipelines.SideInvalid.selector, a.subchain, "subchain"));
        a = side(0);
        a.service = path(0, "subchain-proxy");
        refused(a, side(1), abi.encodeWithSelector(IPipelines.SideInvalid.selector, a.service, "service"));
        a = side(0);
        a.application = 0;
        refused(a, side(1), abi.encodeWithSelector(IPipelines.SideInvalid.selector, a.application, "application"));
        IPipelines.Side memory b = side(1);
        b.application = path(0, "app");
        refused(side(0), b, abi.encodeWithSelector(IPipelines.SideInvalid.selector, b.application, "application"));
        b = side(1);
        b.businessContract = path(0, "store");
        refused(
            side(0), b, abi.encodeWithSelector(IPipelines.SideInvalid.selector, b.businessContract, "business contract")
        );
        b = side(1);
        b.functions[1] = keccak256("steal()");
        refused(
            side(0),
            b,
            abi.encodeWithSelector(IPipelines.FunctionNotInContract.selector, b.businessContract, b.functions[1])
        );
        b = side(1);
        b.functions = new bytes32[](0);
        refused(side(0), b, abi.encodeWithSelector(IPipelines.PipelineFunctionCountOutOfRange.selector, 0, 1, 32));
        refused(side(0), side(0), abi.encodeWithSelector(IPipelines.SidesEqual.selector, REGISTRY));
        b = side(1);
        b.institution = TAX;
        refused(side(0), b, abi.encodeWithSelector(IPipelines.SideInvalid.selector, b.subchain, "subchain"));
        refused(side(1), side(0), abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, REGISTRY, NOTARY));
    }

    function testRevert_request_whenAnObjectIsNotActive() public {
        vm.startPrank(operator(1));
        subchains.setContractStatus(path(1, "store"), ISubchains.Status.Suspended);
        vm.stopPrank();
        refused(
            side(0),
            side(1),
            abi.encodeWithSelector(IPipelines.SideInvalid.selector, path(1, "store"), "business contract")
        );
        vm.startPrank(operator(1));
        services.suspend(path(1, "crosschain-proxy"));
        vm.stopPrank();
        refused(
            side(0),
            side(1),
            abi.encodeWithSelector(IPipelines.SideInvalid.selector, path(1, "crosschain-proxy"), "service")
        );
    }

    function testRevert_request_whenTheProxyServesAnotherSubchain() public {
        vm.startPrank(operator(1));
        bytes32 other =
            services.register("other", IServices.Kind.CrosschainProxy, crossChain(1), "https://h:2", keccak256("c"));
        vm.stopPrank();
        IPipelines.Side memory b = side(1);
        b.service = other;
        refused(side(0), b, abi.encodeWithSelector(IPipelines.SideInvalid.selector, other, "service pairing"));
    }

    function testRevert_request_whenValidityOrPathIsBad() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.ValidityInThePast.selector, block.timestamp, block.timestamp));
        vm.prank(operator(0));
        pipelines.request("x", a, b, termsUntil(block.timestamp));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.PathTaken.selector, PIPELINE));
        vm.prank(operator(0));
        pipelines.request("evidence", a, b, termsUntil(block.timestamp + 1));
    }

    function testRevert_authorise_whenNotByTheTarget() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.prank(operator(0));
        bytes32 id = pipelines.request("x", a, b, termsUntil(block.timestamp + 10));
        (,, bool active,) = pipelines.parties(2);
        check(!active, "not usable before it is authorised");
        bytes32 constraint = constraintOf(2);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, REGISTRY, NOTARY));
        vm.prank(operator(0));
        pipelines.authorise(id, constraint);
        vm.warp(block.timestamp + 10);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.ValidityInThePast.selector, block.timestamp, block.timestamp));
        vm.prank(operator(1));
        pipelines.authorise(id, constraint);
    }

    /// @dev A node may show an official whatever it likes: it gets no agreement to anything else.
    function testRevert_authorise_whenOtherTermsWereShown() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.startPrank(operator(0));
        bytes32 id = pipelines.request("x", a, b, termsUntil(block.timestamp + 10 days));
        pipelines.request("y", a, b, termsUntil(block.timestamp + 1 days));
        vm.stopPrank();
        bytes32 right = constraintOf(2);
        bytes32 other = constraintOf(3);
        vm.startPrank(operator(1));
        vm.expectRevert(abi.encodeWithSelector(IPipelines.ConstraintDiffers.selector, right, other));
        pipelines.authorise(id, other);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.ConstraintDiffers.selector, right, bytes32(0)));
        pipelines.authorise(id, 0);
        check(pipelines.pipeline(id).status == IPipelines.Status.Requested, "nothing was agreed");
        check(pipelines.pipeline(id).constraintHash == 0, "nothing was fixed");
        pipelines.authorise(id, right);
        vm.stopPrank();
        eq(pipelines.pipeline(id).constraintHash, right, "what was shown");
    }

    function testRevert_authorise_whenTrustChangedSinceItWasShown() public {
        IPipelines.Side memory a = side(0);
        IPipelines.Side memory b = side(1);
        vm.prank(operator(0));
        bytes32 id = pipelines.request("x", a, b, termsUntil(block.timestamp + 10 days));
        bytes32 shown = constraintOf(2);
        string[] memory urls = new string[](1);
        urls[0] = "http://127.0.0.1:9999";
        vm.prank(operator(0));
        subchains.updateTrustAnchors(path(0, "chain"), ISubchains.Rule.NodeAgreement, abi.encode(uint8(1), urls));
        bytes32 now_ = constraintOf(2);
        check(now_ != shown, "other anchors are another constraint");
        vm.expectRevert(abi.encodeWithSelector(IPipelines.ConstraintDiffers.selector, now_, shown));
        vm.prank(operator(1));
        pipelines.authorise(id, shown);
    }

    function test_onlyTheSuspenderResumes() public {
        vm.prank(operator(0));
        pipelines.suspend(PIPELINE);
        usable(false);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.NotTheSuspender.selector, NOTARY, REGISTRY));
        vm.prank(operator(1));
        pipelines.resume(PIPELINE);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, TAX, REGISTRY));
        vm.prank(operator(2));
        pipelines.resume(PIPELINE);
        vm.prank(operator(0));
        pipelines.resume(PIPELINE);
        usable(true);
    }

    function test_staysSuspended_untilBothSuspendersResume() public {
        vm.prank(operator(0));
        pipelines.suspend(PIPELINE);
        vm.prank(operator(1));
        pipelines.suspend(PIPELINE);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPipelines.PipelineStatusWrong.selector, PIPELINE, IPipelines.Status.Suspended, IPipelines.Status.Active
            )
        );
        vm.prank(operator(1));
        pipelines.suspend(PIPELINE);
        vm.prank(operator(0));
        pipelines.resume(PIPELINE);
        usable(false);
        check(pipelines.pipeline(PIPELINE).status == IPipelines.Status.Suspended, "the other side has not resumed");
        vm.expectRevert(abi.encodeWithSelector(IPipelines.NotTheSuspender.selector, REGISTRY, NOTARY));
        vm.prank(operator(0));
        pipelines.resume(PIPELINE);
        vm.prank(operator(1));
        pipelines.resume(PIPELINE);
        usable(true);
    }

    function test_unfreezeGivesTheFormerStatusBack() public {
        vm.prank(operator(1));
        pipelines.suspend(PIPELINE);
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.freeze, (PIPELINE)));
        vm.expectRevert(
            abi.encodeWithSelector(
                IPipelines.PipelineStatusWrong.selector, PIPELINE, IPipelines.Status.Frozen, IPipelines.Status.Suspended
            )
        );
        vm.prank(operator(1));
        pipelines.resume(PIPELINE);
        decide(Addresses.PIPELINES, abi.encodeCall(IPipelines.unfreeze, (PIPELINE)));
        check(pipelines.pipeline(PIPELINE).status == IPipelines.Status.Suspended, "suspended");
    }

    function test_closedIsClosedForGood() public {
        vm.prank(operator(1));
        pipelines.close(PIPELINE);
        vm.expectRevert(abi.encodeWithSelector(IPipelines.PipelineClosed.selector, PIPELINE));
        vm.prank(operator(0));
        pipelines.close(PIPELINE);
        vm.expectRevert();
        vm.prank(operator(1));
        pipelines.resume(PIPELINE);
        usable(false);
    }

    function trust() private pure returns (bytes32) {
        return keccak256(abi.encode(ISubchains.Rule.NodeAgreement, abi.encode(uint8(1), rpc())));
    }

    function usable(bool expected) private view {
        (,, bool actual,) = pipelines.parties(1);
        check(actual == expected, "usable");
    }

    function refused(IPipelines.Side memory a, IPipelines.Side memory b, bytes memory expected) private {
        vm.expectRevert(expected);
        vm.prank(operator(0));
        pipelines.request("x", a, b, termsUntil(block.timestamp + 10));
    }
}
