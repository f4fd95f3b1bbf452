// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {IPipelines} from "../../src/governance/interfaces/IPipelines.sol";
import {IServices} from "../../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../../src/governance/interfaces/ISubchains.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./ConsortiumTest.sol";

/// @title A consortium in which registry (0) and notary (1) have paired proxies, a subchain, an application and an evidence
/// contract each, and pipeline 1 leads from registry to notary.
abstract contract PipelineTest is ConsortiumTest {
    bytes32 internal constant STORE = keccak256("store(bytes32,string)");
    bytes32 internal constant WITHDRAW = keccak256("withdraw(bytes32,string)");
    bytes32 internal constant FIND = keccak256("find(bytes32)(string,address,uint64,bool)");
    bytes32 internal constant PIPELINE = keccak256("registry/evidence");

    function setUp() public virtual override {
        super.setUp();
        equip(0);
        equip(1);
        connect("evidence", 0, 1);
    }

    /// @dev Registers everything that a side of a pipeline needs.
    function equip(uint256 i) internal {
        vm.startPrank(operator(i));
        bytes32 subchainProxy = services.register(
            "subchain-proxy", IServices.Kind.SubchainProxy, crossChain(i), "https://127.0.0.1:9441", keccak256("s")
        );
        bytes32 crosschainProxy = services.register(
            "crosschain-proxy", IServices.Kind.CrosschainProxy, crossChain(i), "https://127.0.0.1:9443", keccak256("c")
        );
        services.pair(subchainProxy, crosschainProxy);
        bytes32 chain = subchains.registerSubchain(
            "chain", "evm", uint64(8600 + i), subchainProxy, ISubchains.Rule.NodeAgreement, abi.encode(uint8(1), rpc())
        );
        vm.stopPrank();
        bytes memory key = publicKeyOf(keyOf(i, 50));
        vm.startPrank(operator(i));
        subchains.registerApplication("app", chain, key, keccak256("app certificate"));
        subchains.registerContract("store", chain, "0x00000000000000000000000000000000000000aa", evidenceFunctions());
        vm.stopPrank();
    }

    function connect(string memory code, uint256 source, uint256 target) internal returns (bytes32 id) {
        vm.prank(operator(source));
        id = pipelines.request(code, side(source), side(target), termsUntil(block.timestamp + 365 days));
        authorise(target, id);
    }

    /// @dev By an operator who was shown what the registry holds.
    function authorise(uint256 who, bytes32 id) internal {
        bytes32 constraint = constraintOf(pipelines.pipeline(id).number);
        vm.prank(operator(who));
        pipelines.authorise(id, constraint);
    }

    function accept(uint256 who, uint32 number) internal {
        bytes32 constraint = constraintOf(number);
        vm.prank(operator(who));
        pipelines.acceptAmendment(PIPELINE, number, constraint);
    }

    /// @dev What agreeing on this version now would fix, computed as a client does it.
    function constraintOf(uint32 number) internal view returns (bytes32) {
        IPipelines.Pipeline memory p = pipelines.pipelineByNumber(number);
        bytes32 sourceTrust = trustOf(p.source.subchain);
        bytes32 targetTrust = trustOf(p.target.subchain);
        return keccak256(
            abi.encode(
                block.chainid, Addresses.PIPELINES, p.id, number, p.source, p.target, p.terms, sourceTrust, targetTrust
            )
        );
    }

    function trustOf(bytes32 subchain) internal view returns (bytes32) {
        ISubchains.Subchain memory s = subchains.subchain(subchain);
        return keccak256(abi.encode(s.rule, s.trustAnchors));
    }

    function termsUntil(uint256 time) internal pure returns (IPipelines.Terms memory) {
        return IPipelines.Terms(uint48(time), ISubchains.DataClass.General, 0, 0);
    }

    function side(uint256 i) internal view returns (IPipelines.Side memory) {
        bytes32[] memory functions = new bytes32[](3);
        functions[0] = STORE;
        functions[1] = WITHDRAW;
        functions[2] = FIND;
        return IPipelines.Side({
            institution: keccak256(bytes(codes[i])),
            subchain: path(i, "chain"),
            service: path(i, "crosschain-proxy"),
            application: path(i, "app"),
            businessContract: path(i, "store"),
            functions: functions
        });
    }

    function path(uint256 i, string memory code) internal view returns (bytes32) {
        return keccak256(bytes(string.concat(codes[i], "/", code)));
    }

    function evidenceFunctions() internal pure returns (ISubchains.ContractFunction[] memory f) {
        f = new ISubchains.ContractFunction[](3);
        f[0] = ISubchains.ContractFunction("store(bytes32,string)", ISubchains.FunctionKind.Write, WITHDRAW);
        f[1] = ISubchains.ContractFunction("withdraw(bytes32,string)", ISubchains.FunctionKind.Write, 0);
        f[2] = ISubchains.ContractFunction("find(bytes32)(string,address,uint64,bool)", ISubchains.FunctionKind.Read, 0);
    }

    function rpc() internal pure returns (string[] memory urls) {
        urls = new string[](1);
        urls[0] = "http://127.0.0.1:8600";
    }
}
