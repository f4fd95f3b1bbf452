// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IContracts} from "../src/governance/interfaces/IContracts.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../src/governance/interfaces/INodes.sol";
import {IPipelines} from "../src/governance/interfaces/IPipelines.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../src/governance/interfaces/ISubchains.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {IWorkOrders} from "../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {Packing} from "./base/Packing.sol";
import {INoticeBoard} from "./base/StockGovernor.sol";
import {TransactionTest} from "./base/TransactionTest.sol";

/// @title Gas of every governance operation as a transaction of its own: intrinsic gas, calldata and cold storage
/// included. Written to snapshots/governance.json, or compared with it.
/// forge-config: default.isolate = true
contract GasSnapshotTest is TransactionTest {
    bytes32 internal applicationId;

    function test_gasOfWorkOrder() public {
        bytes memory call = abi.encodeCall(IInstitutions.suspend, (TAX));
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, call);
        vm.prank(governor(0));
        uint256 id = workOrders.propose(t, v, d, "suspend tax");
        snapshot("workOrderPropose");
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        snapshot("workOrderFirstVote");
        vote(2, id, 0);
        snapshot("workOrderSecondVote");
        vote(1, id, 1);
        workOrders.execute(t, v, d, keccak256("suspend tax"));
        snapshot("workOrderExecuteSuspendInstitution");
    }

    /// @dev The same action through work orders (behind their proxy) and through OpenZeppelin's own Governor (without one):
    /// both have decided once before, three voters are in favour, each step is a transaction of its own.
    function test_gasOfWorkOrderAndStockGovernor() public {
        address board = create("NoticeBoard", "");
        address stock = create("StockGovernor", abi.encode(create("StockToken", abi.encode(threeGovernors()))));
        vm.roll(block.number + 1);
        bytes4 selector = INoticeBoard.post.selector;
        decide(
            Addresses.WORK_ORDERS,
            abi.encodeCall(IWorkOrders.setPolicy, (board, selector, IWorkOrders.Policy.Unanimous))
        );
        threeVotes(stock, board, "before");
        uint256 ours = threeVotes(Addresses.WORK_ORDERS, board, "measured");
        uint256 theirs = threeVotes(stock, board, "measured");
        check(INoticeBoard(board).postedAt(hashOf(Addresses.WORK_ORDERS, "measured")) != 0, "ours executed");
        check(INoticeBoard(board).postedAt(hashOf(stock, "measured")) != 0, "theirs executed");
        vm.snapshotValue("governance", "workOrderThreeVotes", ours);
        vm.snapshotValue("governance", "stockGovernorThreeVotes", theirs);
        check(ours <= theirs, "no dearer than the stock Governor");
    }

    function threeVotes(address governor_, address board, string memory name) private returns (uint256 total) {
        IGovernor g = IGovernor(governor_);
        (address[] memory t, uint256[] memory v, bytes[] memory d) =
            single(board, abi.encodeCall(INoticeBoard.post, (hashOf(governor_, name))));
        vm.prank(governor(0));
        uint256 id = g.propose(t, v, d, name);
        total = used();
        vm.warp(block.timestamp + 1);
        vm.roll(block.number + 1);
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(governor(i));
            g.castVote(id, 1);
            total += used();
        }
        vm.warp(block.timestamp + 1);
        // The stock Governor decides at its deadline only.
        vm.roll(block.number + 101);
        g.execute(t, v, d, keccak256(bytes(name)));
        total += used();
    }

    /// @dev From compiled code, which keeps this contract small.
    function create(string memory name, bytes memory arguments) private returns (address created) {
        bytes memory code = bytes.concat(vm.getCode(string.concat("StockGovernor.sol:", name)), arguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
        }
        check(created != address(0), name);
    }

    function hashOf(address governor_, string memory name) private pure returns (bytes32) {
        return keccak256(abi.encode(governor_, name));
    }

    function threeGovernors() private pure returns (address[] memory voters) {
        voters = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            voters[i] = governor(i);
        }
    }

    function test_gasOfWorkOrderAdministration() public {
        string memory description = "cancelled";
        bytes memory call = abi.encodeCall(IInstitutions.suspend, (TAX));
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.INSTITUTIONS, call);
        vm.prank(governor(0));
        workOrders.propose(t, v, d, description);
        vm.prank(governor(0));
        workOrders.cancel(t, v, d, keccak256(bytes(description)));
        snapshot("workOrderCancel");
        IWorkOrders.Policy unanimous = IWorkOrders.Policy.Unanimous;
        decided(
            "policyChange",
            Addresses.WORK_ORDERS,
            abi.encodeCall(IWorkOrders.setPolicy, (Addresses.NODES, INodes.admit.selector, unanimous))
        );
        decided("periodsChange", Addresses.WORK_ORDERS, abi.encodeCall(IWorkOrders.setPeriods, (60, 60)));
    }

    function test_gasOfInstitutions() public {
        vm.prank(contact(3));
        applicationId = institutions.applyForMembership(
            "police", "Police", IInstitutions.Category.Governance, keccak256("document"), "{}"
        );
        snapshot("institutionApply");
        decided("institutionAdmit", Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (applicationId)));
        decided("institutionSuspend", Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        decided("institutionReinstate", Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.reinstate, (TAX)));
        decided("institutionExpel", Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.expel, (POLICE)));
        vm.prank(governor(2));
        institutions.withdraw();
        snapshot("institutionWithdraw");
        vm.prank(contact(3));
        applicationId = institutions.applyForMembership("b", "B", IInstitutions.Category.Audit, 0, "{}");
        vm.prank(contact(3));
        institutions.withdrawApplication(applicationId);
        snapshot("institutionWithdrawApplication");
    }

    function test_gasOfAccounts() public {
        requestAccount(governor(0), 4242, REGISTRY, AccountRole.Operator);
        snapshot("accountRequest");
        decided("accountActivate", Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(4242))));
        vm.prank(governor(0));
        accounts.freeze(vm.addr(4242));
        snapshot("accountFreezeByGovernor");
        decided("accountUnfreeze", Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (vm.addr(4242))));
        decided("accountFreeze", Addresses.ACCOUNTS, abi.encodeCall(IAccounts.freeze, (vm.addr(4242))));
        vm.prank(governor(0));
        accounts.revoke(vm.addr(4242));
        snapshot("accountRevokeByGovernor");
    }

    function test_gasOfNodes() public {
        bytes memory key = publicKeyOf(977);
        bytes memory proof = nodeProof(977, REGISTRY);
        vm.prank(operator(0));
        nodes.request(INodes.Kind.Governance, key, "enode://somewhere", proof);
        snapshot("nodeRequest");
        decided("nodeAdmitValidator", Addresses.NODES, abi.encodeCall(INodes.admit, (keccak256(key))));
        decided("nodeRemoveValidator", Addresses.NODES, abi.encodeCall(INodes.remove, (keccak256(key))));
    }

    function test_gasOfServices() public {
        vm.startPrank(operator(2));
        string memory endpoint = "https://proxy.tax.example:9443";
        bytes32 a = services.register("sp", IServices.Kind.SubchainProxy, crossChain(2), endpoint, keccak256("c"));
        snapshot("serviceRegister");
        bytes32 b = services.register("cp", IServices.Kind.CrosschainProxy, crossChain(2), endpoint, keccak256("c"));
        services.pair(a, b);
        snapshot("servicePair");
        services.update(a, crossChain(2), endpoint, keccak256("new certificate"));
        snapshot("serviceUpdate");
        services.suspend(a);
        snapshot("serviceSuspend");
        services.resume(a);
        snapshot("serviceResume");
        services.retire(a);
        snapshot("serviceRetire");
        vm.stopPrank();
    }

    function test_gasOfSubchains() public {
        bytes memory key = publicKeyOf(978);
        bytes memory anchors = abi.encode(uint8(1), rpc());
        bytes32 proxy = path(0, "subchain-proxy");
        vm.startPrank(operator(0));
        bytes32 chain = subchains.registerSubchain("second", "evm", 1, proxy, ISubchains.Rule.NodeAgreement, anchors);
        snapshot("subchainRegister");
        subchains.registerApplication("second-app", chain, key, keccak256("c"));
        snapshot("applicationRegister");
        subchains.registerContract(
            "second-store", chain, "0x00000000000000000000000000000000000000bb", evidenceFunctions()
        );
        snapshot("contractRegister");
        subchains.updateTrustAnchors(chain, ISubchains.Rule.NodeAgreement, anchors);
        snapshot("subchainUpdateTrustAnchors");
        subchains.setContractStatus(path(0, "second-store"), ISubchains.Status.Suspended);
        snapshot("contractStatus");
        subchains.setApplicationStatus(path(0, "second-app"), ISubchains.Status.Suspended);
        snapshot("applicationStatus");
        subchains.setSubchainStatus(chain, ISubchains.Status.Suspended);
        snapshot("subchainStatus");
        vm.stopPrank();
    }

    function test_gasOfPipelines() public {
        IPipelines.Side memory source = side(0);
        IPipelines.Side memory target = side(1);
        vm.prank(operator(0));
        bytes32 id = pipelines.request("second", source, target, termsUntil(block.timestamp + 365 days));
        snapshot("pipelineRequest");
        authorise(1, id);
        snapshot("pipelineAuthorise");
        vm.prank(operator(1));
        pipelines.suspend(id);
        snapshot("pipelineSuspend");
        vm.prank(operator(1));
        pipelines.resume(id);
        snapshot("pipelineResume");
        decided("pipelineFreeze", Addresses.PIPELINES, abi.encodeCall(IPipelines.freeze, (id)));
        decided("pipelineUnfreeze", Addresses.PIPELINES, abi.encodeCall(IPipelines.unfreeze, (id)));
        vm.prank(operator(0));
        pipelines.close(id);
        snapshot("pipelineClose");
    }

    function test_gasOfContracts() public {
        decided("directoryFreeze", Addresses.CONTRACTS, abi.encodeCall(IContracts.freeze, ("Services")));
        decided("directoryUnfreeze", Addresses.CONTRACTS, abi.encodeCall(IContracts.unfreeze, ("Services")));
        address same = address(uint160(Addresses.SERVICES) + 0x1000);
        decided("directoryUpgrade", Addresses.CONTRACTS, abi.encodeCall(IContracts.upgrade, ("Services", same, "")));
        decided("directoryRetire", Addresses.CONTRACTS, abi.encodeCall(IContracts.retire, ("Services")));
        bytes memory call = abi.encodeCall(IContracts.register, ("Another", Addresses.VALIDATOR_SHIELD));
        decided("directoryRegister", Addresses.CONTRACTS, call);
    }

    function test_gasOfTransactions() public {
        openPlan(keccak256("alone"), 2, twoWrites());
        snapshot("transactionOpenAlone");
        recordReport(0, keccak256("alone"), 0, ITransactions.Entry.Succeeded);
        snapshot("transactionReportAlone");
        escalate(keccak256("stuck"));
        bytes memory call = abi.encodeCall(ITransactions.resolve, (keccak256("stuck"), "settled in writing"));
        decided("transactionResolve", Addresses.TRANSACTIONS, call);
    }

    /// @dev Two writes, opened by the source, each reported by its institution and accepted by the other; what one
    /// institution has to say about its own step and the other's are two reports on each transaction of one run. Every
    /// transaction has a deadline of its own. The two have dealt with each other before; the first batch of their window changes
    /// their credit, later ones of the day find its bounds used up.
    function test_gasOfGovernedTransactions() public {
        settledBatch(1, false);
        vm.warp(block.timestamp + 1 days);
        pipelines.refresh(1);
        vm.warp(block.timestamp + 1);
        uint256 first = settledBatch(2, true);
        vm.snapshotValue("governance", "governedTransactionTwoStepsBatch50FirstOfWindow", first / 50);
        uint256 later = settledBatch(3, true);
        vm.snapshotValue("governance", "governedTransactionTwoStepsBatch50", later / 50);
        check(later / 50 <= 50_000, "too dear");
    }

    function settledBatch(uint256 seed, bool kept) private returns (uint256 total) {
        total = batch(kept ? "batch50Open" : "", seed, 0, true, false, false);
        total += batch(kept ? "batch50Report" : "", seed, 0, false, true, false);
        total += batch(kept ? "batch50ReportAndAccept" : "", seed, 1, false, true, true);
        total += batch(kept ? "batch50AcceptAndSettle" : "", seed, 0, false, false, true);
        for (uint256 i = 0; i < 50; ++i) {
            status(keccak256(abi.encode(seed, i)), ITransactions.Status.Settled);
        }
    }

    function deadlineOf(uint256 i) private view returns (uint40) {
        return hourFromNow() + uint40(i);
    }

    function batch(string memory name, uint256 seed, uint256 who, bool opens, bool reports, bool accepts)
        private
        returns (uint256)
    {
        bytes memory whats;
        if (reports) whats = bytes.concat(Packing.what(uint8(who), ITransactions.Entry.Succeeded));
        if (accepts) whats = bytes.concat(whats, Packing.what(uint8(1 - who), ITransactions.Entry.Accepted));
        bytes memory entries = opens ? Packing.openings(2, 50) : Packing.reports(whats, 50);
        for (uint256 i = 0; i < 50; ++i) {
            bytes32 id = keccak256(abi.encode(seed, i));
            if (opens) entries = bytes.concat(entries, Packing.opened(id, deadlineOf(i), 2, twoWrites()));
            else entries = bytes.concat(entries, id);
            if (reports) entries = bytes.concat(entries, keccak256(abi.encode(id)));
        }
        vm.prank(crossChain(who));
        transactions.record(entries);
        return bytes(name).length == 0 ? used() : snapshot(name);
    }

    /// @dev Votes on the call and takes the gas of its execution, the work order's own part included.
    function decided(string memory name, address target, bytes memory call) private {
        decide(target, call);
        snapshot(name);
    }

    function snapshot(string memory name) private returns (uint256 gas) {
        gas = used();
        vm.snapshotValue("governance", name, gas);
    }

    function used() private view returns (uint256) {
        return vm.lastCallGas().gasTotalUsed;
    }
}
