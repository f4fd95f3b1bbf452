// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IAlliances} from "../src/governance/interfaces/IAlliances.sol";
import {IContracts} from "../src/governance/interfaces/IContracts.sol";
import {ICredit} from "../src/governance/interfaces/ICredit.sol";
import {IDataLedger} from "../src/governance/interfaces/IDataLedger.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../src/governance/interfaces/ISubchains.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {CreditTest} from "./base/CreditTest.sol";

/// @title Gas of what `GasSnapshotTest` has no room for, measured in the same way into the same file.
/// forge-config: default.isolate = true
contract GasSnapshotThingsTest is CreditTest {
    bytes32 private constant PARCELS = keccak256("registry/parcels");

    function test_gasOfCredit() public {
        creditRecord(0, 1, 100, 0, 0);
        snapshot("creditFirstDealings");
        vm.warp(block.timestamp + 1 days);
        creditRecord(0, 1, 100, 0, 0);
        snapshot("creditFirstOfWindow");
        creditRecord(0, 1, 100, 0, 0);
        snapshot("creditWithinBounds");
        ICredit.Rules memory r = credit.rules();
        (r.threshold, r.mostLoss) = (600, 600);
        decided("creditSetRules", Addresses.CREDIT, abi.encodeCall(ICredit.setRules, (r)));
        creditRecord(0, 1, 0, 0xffff * FAILED, 0xffff * FAILED);
        snapshot("creditBothRestricted");
        decided("creditRestore", Addresses.CREDIT, abi.encodeCall(ICredit.restore, (REGISTRY, 600)));
        decided("creditSetAffiliated", Addresses.CREDIT, abi.encodeCall(ICredit.setAffiliated, (REGISTRY, TAX, true)));
    }

    function test_gasOfPipelineAmendments() public {
        IPipelines.Side memory source = side(0);
        IPipelines.Side memory target = side(1);
        vm.prank(operator(0));
        pipelines.amend(PIPELINE, source, target, termsUntil(block.timestamp + 365 days));
        snapshot("pipelineAmend");
        accept(1, 2);
        snapshot("pipelineAcceptAmendment");
        vm.warp(block.timestamp + 1);
        openPlan(keccak256("first"), 1, descriptor(2, true, 1));
        openPlan(keccak256("fresh"), 1, descriptor(2, true, 1));
        snapshot("transactionOpenOneStep");
        vm.startPrank(operator(0));
        services.suspend(path(0, "crosschain-proxy"));
        services.resume(path(0, "crosschain-proxy"));
        vm.stopPrank();
        openPlan(keccak256("disturbed"), 1, descriptor(2, true, 1));
        snapshot("transactionOpenOneStepDisturbed");
        vm.warp(block.timestamp + 1);
        pipelines.refresh(2);
        snapshot("pipelineRefresh");
    }

    function test_gasOfFreezes() public {
        bytes32 service = path(0, "crosschain-proxy");
        decided("serviceFreeze", Addresses.SERVICES, abi.encodeCall(IServices.freeze, (service)));
        decided("serviceUnfreeze", Addresses.SERVICES, abi.encodeCall(IServices.unfreeze, (service)));
        bytes memory call = abi.encodeCall(ISubchains.freeze, (ISubchains.Item.Subchain, path(0, "chain")));
        decided("subchainFreeze", Addresses.SUBCHAINS, call);
        call = abi.encodeCall(ISubchains.unfreeze, (ISubchains.Item.Subchain, path(0, "chain")));
        decided("subchainUnfreeze", Addresses.SUBCHAINS, call);
        call = abi.encodeCall(ISubchains.freeze, (ISubchains.Item.Contract, path(0, "store")));
        decided("contractFreeze", Addresses.SUBCHAINS, call);
        call = abi.encodeCall(ISubchains.freeze, (ISubchains.Item.Application, path(0, "app")));
        decided("applicationFreeze", Addresses.SUBCHAINS, call);
    }

    function test_gasOfDeployment() public {
        bytes memory code = vm.getCode("EvidenceStore.sol:EvidenceStore");
        bytes memory call = abi.encodeCall(IContracts.deploy, ("Evidence", keccak256(code), ""));
        decided("directoryDeploy", Addresses.CONTRACTS, call);
        contracts.construct("Evidence", code);
        snapshot("directoryConstructEvidenceStore");
    }

    function test_gasOfAlliances() public {
        vm.prank(operator(0));
        bytes32 land = alliances.found("land", "Land and tax", "real-estate", 0);
        snapshot("allianceFound");
        vm.prank(operator(0));
        alliances.invite(land, NOTARY);
        snapshot("allianceInvite");
        vm.prank(operator(1));
        alliances.join(land);
        snapshot("allianceJoin");
        bytes32 chain = path(1, "chain");
        vm.prank(operator(1));
        alliances.addSubchain(land, chain);
        snapshot("allianceAddSubchain");
        vm.prank(operator(0));
        alliances.setRole(land, NOTARY, IAlliances.Role.Steward);
        snapshot("allianceSetRole");
        vm.prank(operator(1));
        alliances.leave(land);
        snapshot("allianceLeave");
    }

    function test_gasOfDataLedger() public {
        IDataLedger.Description memory d =
            IDataLedger.Description("Parcels", "table", keccak256("parcels"), 1 << 30, 250_000);
        vm.prank(operator(0));
        dataLedger.register("parcels", IDataLedger.Sensitivity.General, d);
        snapshot("dataSetRegister");
        d.digest = keccak256("parcels of 2027");
        vm.prank(operator(0));
        dataLedger.describe(PARCELS, d);
        snapshot("dataSetDescribe");
        vm.prank(operator(0));
        dataLedger.grant(PARCELS, NOTARY, uint48(block.timestamp + 1 days), keccak256("agreement"));
        snapshot("dataSetGrant");
        vm.prank(crossChain(1));
        dataLedger.recordUse(PARCELS, keccak256("what was used"), 0);
        snapshot("dataSetFirstUse");
        vm.prank(crossChain(1));
        dataLedger.recordUse(PARCELS, keccak256("what was used"), 0);
        snapshot("dataSetUse");
        decided("dataSetFreeze", Addresses.DATA_LEDGER, abi.encodeCall(IDataLedger.freeze, (PARCELS)));
        decided("dataSetUnfreeze", Addresses.DATA_LEDGER, abi.encodeCall(IDataLedger.unfreeze, (PARCELS)));
    }

    function decided(string memory key, address target, bytes memory call) private {
        decide(target, call);
        snapshot(key);
    }

    function snapshot(string memory key) private {
        vm.snapshotValue("governance", key, vm.lastCallGas().gasTotalUsed);
    }
}
