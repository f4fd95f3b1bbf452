// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {ICrossChainCallback} from "../../src/subchain/interfaces/ICrossChainCallback.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {IGatewayBound} from "../../src/subchain/interfaces/IGatewayBound.sol";
import {IGovernedReceiver} from "../../src/subchain/interfaces/IGovernedReceiver.sol";
import {LaxGateway} from "./HostileCallers.sol";
import {SubchainTest} from "./SubchainTest.sol";

interface IEvidenceSharing {
    enum Sharing {
        None,
        Requested,
        Shared,
        NotShared
    }

    struct Evidence {
        address by;
        uint40 at;
        Sharing sharing;
        bytes32 transaction;
    }

    error SharedAlready(bytes32 digest, Sharing actual);
    error NotTheOwner(bytes32 digest, address actual, address expected);

    function share(bytes32 digest, string calldata metadata, uint40 deadline) external returns (bytes32 call);
    function evidenceOf(bytes32 digest) external view returns (Evidence memory);
}

interface IEvidenceArchive {
    error AlreadyStored(bytes32 digest, bytes32 source, uint40 at);
    error NotStoredBy(bytes32 digest, bytes32 actual, bytes32 expected);

    function store(bytes32 digest, string calldata metadata) external;
    function withdraw(bytes32 digest, string calldata metadata) external;
    function find(bytes32 digest)
        external
        view
        returns (string memory metadata, bytes32 source, bytes32 transaction, uint40 at, bool active);
}

/// @title From chain to chain: a contract asks on one, a contract is asked on the other, the outcome comes back.
contract EvidenceSharingTest is SubchainTest {
    bytes32 internal constant DIGEST = keccak256("deed 2031");
    IEvidenceSharing internal sharing;
    IEvidenceArchive internal archive;
    address internal port;

    function setUp() public override {
        super.setUp();
        onHome();
        sharing = IEvidenceSharing(deploy("EvidenceSharing.sol:EvidenceSharing", abi.encode(home, PIPELINE)));
        allow(home, PIPELINE, address(sharing));
        onFar();
        archive = IEvidenceArchive(deploy("EvidenceArchive.sol:EvidenceArchive", abi.encode(far)));
        port = openPort(far, PIPELINE, REGISTRY, address(archive));
    }

    function test_evidenceIsSharedChainToChain() public {
        Found memory f = share();
        sharingIs(IEvidenceSharing.Sharing.Requested, bytes32(0));

        // The proxies: what the event asks for is one step of a governed transaction.
        onFar();
        (bool success,) = execute(port, T1, 0, callOf(f));
        check(success, "stored on the other chain");
        stored(T1, true);

        onHome();
        answer(home, f.id, IGateway.CallStatus.Succeeded, T1);
        sharingIs(IEvidenceSharing.Sharing.Shared, T1);
        vm.expectRevert(
            abi.encodeWithSelector(IEvidenceSharing.SharedAlready.selector, DIGEST, IEvidenceSharing.Sharing.Shared)
        );
        sharing.share(DIGEST, "deed 2031", uint40(START + 60));
    }

    function test_whatFailsMayBeSharedAgain_byItsOwner() public {
        Found memory f = share();
        answer(home, f.id, IGateway.CallStatus.Failed, T1);
        sharingIs(IEvidenceSharing.Sharing.NotShared, T1);
        vm.expectRevert(abi.encodeWithSelector(IEvidenceSharing.NotTheOwner.selector, DIGEST, STRANGER, address(this)));
        vm.prank(STRANGER);
        sharing.share(DIGEST, "deed 2031", uint40(START + 60));
        Found memory again = share();
        check(again.id != f.id, "another call");
    }

    function test_disputedEvidenceIsWithdrawn() public {
        Found memory f = share();
        onFar();
        execute(port, T1, 0, callOf(f));
        (bool success,) = compensate(port, T1, 0, abi.encodeCall(IEvidenceArchive.withdraw, (DIGEST, "deed 2031")));
        check(success, "withdrawn");
        stored(T1, false);
        onHome();
        answer(home, f.id, IGateway.CallStatus.Compensated, T1);
        sharingIs(IEvidenceSharing.Sharing.NotShared, T1);
    }

    function test_archiveIsReadThroughThePort() public {
        onFar();
        execute(port, T1, 0, abi.encodeCall(IEvidenceArchive.store, (DIGEST, "deed 2031")));
        (, bytes32 source,,, bool active) = IEvidenceArchive(port).find(DIGEST);
        eq(source, REGISTRY, "source");
        check(active, "active");
    }

    function test_contractsOwnErrors_passThePort() public {
        onFar();
        bytes memory call = abi.encodeCall(IEvidenceArchive.store, (DIGEST, "deed 2031"));
        execute(port, T1, 0, call);
        (bool success, bytes memory result) = execute(port, T2, 0, call);
        fails(success, result, abi.encodeWithSelector(IEvidenceArchive.AlreadyStored.selector, DIGEST, REGISTRY, START));
    }

    function testRevert_withdraw_whenAnotherTransactionStored() public {
        LaxGateway lax = new LaxGateway();
        address kept = deploy("EvidenceArchive.sol:EvidenceArchive", abi.encode(lax));
        IGateway.Context memory c = IGateway.Context(T1, PIPELINE, REGISTRY, 0, false);
        (bool success,) = lax.deliver(kept, c, abi.encodeCall(IEvidenceArchive.store, (DIGEST, "")));
        check(success, "stored");
        (c.transaction, c.compensation) = (T2, true);
        bytes memory result;
        (success, result) = lax.deliver(kept, c, abi.encodeCall(IEvidenceArchive.withdraw, (DIGEST, "")));
        fails(success, result, abi.encodeWithSelector(IEvidenceArchive.NotStoredBy.selector, DIGEST, T2, T1));
    }

    // ---- what a receiver refuses

    function testRevert_receiver_whenCalledPastTheGateway() public {
        onFar();
        address[3] memory callers = [PROXY, OWNER, port];
        for (uint256 i = 0; i < callers.length; ++i) {
            (bool success, bytes memory result) = send(
                callers[i], address(archive), tagged(abi.encodeCall(IEvidenceArchive.store, (DIGEST, "")), T1, 0, 0)
            );
            fails(
                success, result, abi.encodeWithSelector(IGatewayBound.NotTheGateway.selector, callers[i], address(far))
            );
        }
    }

    function testRevert_receiver_whenTheActionIsWrong() public {
        onFar();
        bytes memory store = abi.encodeCall(IEvidenceArchive.store, (DIGEST, ""));
        bytes memory withdraw = abi.encodeCall(IEvidenceArchive.withdraw, (DIGEST, ""));
        (bool success, bytes memory result) = execute(port, T1, 0, withdraw);
        fails(success, result, wrong(IEvidenceArchive.withdraw.selector, false, true));
        execute(port, T1, 0, store);
        (success, result) = compensate(port, T1, 0, store);
        fails(success, result, wrong(IEvidenceArchive.store.selector, true, false));
    }

    function testRevert_receiver_whenTheGatewayIsNotDelivering() public {
        onFar();
        vm.expectRevert(abi.encodeWithSelector(IGateway.NoDelivery.selector, address(archive)));
        vm.prank(address(far));
        archive.store(DIGEST, "");
    }

    function testRevert_callback_whenNotFromTheGateway() public {
        bytes32 id = share().id;
        vm.expectRevert(abi.encodeWithSelector(IGatewayBound.NotTheGateway.selector, PROXY, address(home)));
        vm.prank(PROXY);
        ICrossChainCallback(address(sharing)).onOutcome(id, IGateway.CallStatus.Succeeded, T1, "");
    }

    function testRevert_construction_whenGatewayIsNoContract() public {
        same(
            refusedBy("EvidenceArchive.sol:EvidenceArchive", abi.encode(STRANGER)),
            abi.encodeWithSelector(IGatewayBound.GatewayUnusable.selector, STRANGER),
            "reason"
        );
    }

    function share() private returns (Found memory) {
        onHome();
        vm.recordLogs();
        sharing.share(DIGEST, "deed 2031", uint40(START + 60));
        return find(vm.getRecordedLogs())[0];
    }

    function sharingIs(IEvidenceSharing.Sharing expected, bytes32 transaction) private view {
        IEvidenceSharing.Evidence memory e = sharing.evidenceOf(DIGEST);
        check(e.sharing == expected, "sharing");
        eq(e.transaction, transaction, "transaction");
    }

    function stored(bytes32 expected, bool expectedActive) private view {
        (string memory metadata, bytes32 source, bytes32 transaction, uint40 time, bool active) = archive.find(DIGEST);
        eq(metadata, "deed 2031", "metadata");
        eq(source, REGISTRY, "source");
        eq(transaction, expected, "transaction");
        eq(time, START, "time");
        check(active == expectedActive, "active");
    }

    function wrong(bytes4 selector, bool actual, bool expected) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IGovernedReceiver.WrongAction.selector, selector, actual, expected);
    }
}
