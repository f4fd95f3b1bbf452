// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm} from "../script/Vm.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../src/governance/interfaces/ISubchains.sol";
import {PipelineTest} from "./base/PipelineTest.sol";

/// @title Services and Subchains.
contract RegistriesTest is PipelineTest {
    string internal constant URL = "https://h:1";

    function test_servicesArePaired() public view {
        IServices.Service memory s = services.service(path(0, "subchain-proxy"));
        eq(s.pairedWith, path(0, "crosschain-proxy"), "paired with");
        eq(services.service(s.pairedWith).pairedWith, s.id, "and back");
        eq(s.account, crossChain(0), "account");
        eq(s.endpoint, "https://127.0.0.1:9441", "endpoint");
        eq(services.serviceCount(), 4, "count");
        eq(services.services(3, 9)[0].code, "crosschain-proxy", "last");
        check(services.service(0).status == IServices.Status.None, "unknown");
    }

    function testRevert_register_whenPathIsTaken() public {
        registerRefused(
            "subchain-proxy", abi.encodeWithSelector(IGovernanceErrors.PathTaken.selector, path(0, "subchain-proxy"))
        );
        registerRefused("Bad", abi.encodeWithSelector(IGovernanceErrors.CodeMalformed.selector, "Bad"));
    }

    function testRevert_register_whenAccountIsNotAnActiveCrossChainAccountOfTheInstitution() public {
        address[3] memory wrong = [operator(0), crossChain(1), address(5)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IServices.AccountNotCrossChain.selector, wrong[i], REGISTRY));
            vm.prank(operator(0));
            services.register("x", IServices.Kind.SubchainProxy, wrong[i], URL, keccak256("c"));
        }
    }

    function testRevert_register_whenEndpointOrFingerprintIsBad() public {
        vm.expectRevert(abi.encodeWithSelector(IServices.EndpointMalformed.selector, "http://h:1", "https://host:port"));
        vm.prank(operator(0));
        services.register("x", IServices.Kind.SubchainProxy, crossChain(0), "http://h:1", keccak256("c"));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.Missing.selector, "tlsFingerprint"));
        vm.prank(operator(0));
        services.register("x", IServices.Kind.SubchainProxy, crossChain(0), URL, 0);
    }

    function testRevert_register_whenCallerIsNoOperator() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, governor(0)));
        vm.prank(governor(0));
        services.register("x", IServices.Kind.SubchainProxy, crossChain(0), URL, keccak256("c"));
    }

    function testRevert_change_whenServiceIsAnothers() public {
        bytes32 id = path(0, "subchain-proxy");
        bytes memory expected = abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, NOTARY, REGISTRY);
        vm.startPrank(operator(1));
        vm.expectRevert(expected);
        services.suspend(id);
        vm.expectRevert(expected);
        services.update(id, crossChain(1), URL, keccak256("c"));
        vm.expectRevert(expected);
        services.pair(id, path(1, "crosschain-proxy"));
        vm.stopPrank();
    }

    function testRevert_pair_whenPairedOrOfTheWrongKind() public {
        bytes32 a = path(0, "subchain-proxy");
        bytes32 b = path(0, "crosschain-proxy");
        vm.startPrank(operator(0));
        vm.expectRevert(abi.encodeWithSelector(IServices.ServiceAlreadyPaired.selector, a, b));
        services.pair(a, b);
        vm.expectRevert(
            abi.encodeWithSelector(
                IServices.ServiceKindWrong.selector, b, IServices.Kind.CrosschainProxy, IServices.Kind.SubchainProxy
            )
        );
        services.pair(b, a);
        vm.stopPrank();
    }

    function test_serviceLifeCycle() public {
        bytes32 a = path(0, "subchain-proxy");
        vm.startPrank(operator(0));
        services.suspend(a);
        check(services.service(a).status == IServices.Status.Suspended, "suspended");
        services.resume(a);
        vm.expectRevert();
        services.resume(a);
        services.retire(a);
        check(services.service(a).status == IServices.Status.Retired, "retired");
        eq(services.service(path(0, "crosschain-proxy")).pairedWith, 0, "partner is free");
        vm.expectRevert(abi.encodeWithSelector(IServices.ServiceRetired.selector, a));
        services.resume(a);
        vm.stopPrank();
    }

    function test_subchainsApplicationsAndContractsAreReadable() public view {
        ISubchains.Subchain memory s = subchains.subchain(path(1, "chain"));
        eq(s.chainId, 8601, "chain id");
        eq(s.kind, "evm", "kind");
        eq(s.service, path(1, "subchain-proxy"), "service");
        ISubchains.Application memory a = subchains.application(path(1, "app"));
        eq(a.key, vm.addr(keyOf(1, 50)), "key");
        ISubchains.BusinessContract memory c = subchains.businessContract(path(1, "store"));
        eq(c.functions.length, 3, "functions");
        eq(c.functions[0].compensator, WITHDRAW, "compensator");
        eq(subchains.functionOf(c.id, FIND).signature, evidenceFunctions()[2].signature, "function");
        check(subchains.functionOf(c.id, 0).kind == ISubchains.FunctionKind.None, "unknown function");
        eq(subchains.subchainCount() + subchains.applicationCount() + subchains.businessContractCount(), 6, "counts");
        eq(subchains.subchains(0, 9).length, 2, "subchains");
        eq(subchains.applications(1, 9).length, 1, "applications");
        eq(subchains.businessContracts(2, 9).length, 0, "contracts");
    }

    function testRevert_registerContract_whenFunctionsAreBad() public {
        ISubchains.ContractFunction[] memory f = evidenceFunctions();
        f[0].compensator = FIND;
        contractRefused(f, abi.encodeWithSelector(ISubchains.CompensatorUnknown.selector, f[0].signature, FIND));
        f = evidenceFunctions();
        f[1].signature = "withdraw(bytes32)";
        f[0].compensator = keccak256("withdraw(bytes32)");
        contractRefused(
            f, abi.encodeWithSelector(ISubchains.CompensatorUnknown.selector, f[0].signature, f[0].compensator)
        );
        f = evidenceFunctions();
        f[2].compensator = STORE;
        contractRefused(f, abi.encodeWithSelector(ISubchains.CompensatorUnknown.selector, f[2].signature, STORE));
        f = evidenceFunctions();
        f[1] = f[0];
        contractRefused(f, abi.encodeWithSelector(ISubchains.FunctionDuplicate.selector, f[0].signature));
        f = evidenceFunctions();
        f[1].kind = ISubchains.FunctionKind.None;
        contractRefused(f, abi.encodeWithSelector(ISubchains.FunctionKindMissing.selector, f[1].signature));
        contractRefused(
            new ISubchains.ContractFunction[](0),
            abi.encodeWithSelector(ISubchains.FunctionCountOutOfRange.selector, 0, 1, 32)
        );
    }

    function testFuzz_registerContract_refusesMalformedSignatures(bytes memory text) public {
        vm.assume(text.length <= 64);
        uint256 depth;
        bool closed;
        uint256 start = text.length;
        for (uint256 i = 0; i < text.length && !closed; ++i) {
            if (text[i] == "(") {
                if (start == text.length) start = i;
                ++depth;
            } else if (text[i] == ")" && start != text.length) {
                closed = --depth == 0;
            }
        }
        ISubchains.ContractFunction[] memory f = new ISubchains.ContractFunction[](1);
        f[0] = ISubchains.ContractFunction(string(text), ISubchains.FunctionKind.Write, 0);
        vm.prank(operator(0));
        try subchains.registerContract("fuzzed", path(0, "chain"), "0x1", f) {
            check(closed && start > 0, "accepted");
        } catch {
            check(!closed || start == 0, "refused");
        }
    }

    function testRevert_register_whenSubchainIsAnothersOrSuspended() public {
        bytes memory key = publicKeyOf(5);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, REGISTRY, NOTARY));
        vm.prank(operator(0));
        subchains.registerApplication("x", path(1, "chain"), key, keccak256("c"));
        vm.startPrank(operator(0));
        subchains.setSubchainStatus(path(0, "chain"), ISubchains.Status.Suspended);
        vm.expectRevert(
            abi.encodeWithSelector(ISubchains.SubchainNotActive.selector, path(0, "chain"), ISubchains.Status.Suspended)
        );
        subchains.registerApplication("x", path(0, "chain"), key, keccak256("c"));
        vm.stopPrank();
    }

    function testRevert_registerSubchain_whenServiceIsNotItsSubchainProxy() public {
        bytes32[3] memory wrong = [path(0, "crosschain-proxy"), path(1, "subchain-proxy"), bytes32(0)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISubchains.ServiceNotSubchainProxy.selector, wrong[i]));
            vm.prank(operator(0));
            subchains.registerSubchain("x", "evm", 1, wrong[i], ISubchains.Rule.QbftSeals, hex"01");
        }
        bytes32 proxy = path(0, "subchain-proxy");
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "rule", 0, 1, 2));
        vm.prank(operator(0));
        subchains.registerSubchain("x", "evm", 1, proxy, ISubchains.Rule.None, hex"01");
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.Missing.selector, "trustAnchors"));
        vm.prank(operator(0));
        subchains.registerSubchain("x", "evm", 1, proxy, ISubchains.Rule.QbftSeals, "");
    }

    function test_statusChanges_untilRetired() public {
        bytes32 id = path(0, "store");
        vm.startPrank(operator(0));
        subchains.setContractStatus(id, ISubchains.Status.Suspended);
        subchains.setContractStatus(id, ISubchains.Status.Active);
        subchains.setContractStatus(id, ISubchains.Status.Retired);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISubchains.StatusChangeRefused.selector, id, ISubchains.Status.Retired, ISubchains.Status.Active
            )
        );
        subchains.setContractStatus(id, ISubchains.Status.Active);
        subchains.setApplicationStatus(path(0, "app"), ISubchains.Status.Suspended);
        subchains.updateTrustAnchors(path(0, "chain"), ISubchains.Rule.QbftSeals, hex"02");
        vm.stopPrank();
        check(subchains.subchain(path(0, "chain")).rule == ISubchains.Rule.QbftSeals, "rule");
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, NOTARY, REGISTRY));
        vm.prank(operator(1));
        subchains.setApplicationStatus(path(0, "app"), ISubchains.Status.Active);
    }

    function registerRefused(string memory code, bytes memory expected) private {
        vm.expectRevert(expected);
        vm.prank(operator(0));
        services.register(code, IServices.Kind.SubchainProxy, crossChain(0), URL, keccak256("c"));
    }

    function contractRefused(ISubchains.ContractFunction[] memory f, bytes memory expected) private {
        bytes32 chain = path(0, "chain");
        vm.expectRevert(expected);
        vm.prank(operator(0));
        subchains.registerContract("x", chain, "0x1", f);
    }
}
