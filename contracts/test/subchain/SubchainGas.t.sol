// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {IHashTimeLock} from "../../src/subchain/interfaces/IHashTimeLock.sol";
import {IPeggedToken} from "../../src/subchain/interfaces/IPeggedToken.sol";
import {IEvidenceArchive, IEvidenceSharing} from "./EvidenceSharing.t.sol";
import {PegChains} from "./PegTest.sol";
import {ITravelBooking} from "./TravelBooking.t.sol";

/// @title Gas of every operation on a business chain as a transaction of its own: intrinsic gas, calldata and cold storage
/// included. Written to snapshots/subchain.json, or compared with it.
/// forge-config: default.isolate = true
contract SubchainGasTest is PegChains {
    address internal constant ALICE = address(0xA11);
    address internal constant BOB = address(0xB22);
    address internal constant SELLER = address(0x5E11);
    bytes32 internal constant DIGEST = keccak256("document");
    bytes32 internal constant SECRET = keccak256("secret");

    function setUp() public {
        start();
    }

    function test_gasOfEvidence() public {
        IEvidenceSharing sharing =
            IEvidenceSharing(deploy("EvidenceSharing.sol:EvidenceSharing", abi.encode(home, PIPELINE)));
        allow(home, PIPELINE, address(sharing));
        snapshot("gatewayAllowCaller");
        address archive = deploy("EvidenceArchive.sol:EvidenceArchive", abi.encode(far));
        address port = openPort(far, PIPELINE, REGISTRY, archive);
        snapshot("gatewayOpenPort");
        address plain = deploy("EvidenceStore.sol:EvidenceStore", "");

        bytes32 id = sharing.share(DIGEST, "deed 2031", uint40(START + 60));
        snapshot("evidenceShare");
        bytes memory store = abi.encodeCall(IEvidenceArchive.store, (DIGEST, "deed 2031"));
        send(PROXY, plain, tagged(store, T1, 0, 0));
        snapshot("evidenceStoreUngoverned");
        execute(port, T1, 0, store);
        snapshot("evidenceStoreThroughPort");
        execute(port, T1, 0, store);
        snapshot("stepRepeated");
        compensate(port, T1, 0, abi.encodeCall(IEvidenceArchive.withdraw, (DIGEST, "deed 2031")));
        snapshot("evidenceWithdrawThroughPort");
        answer(home, id, IGateway.CallStatus.Compensated, T1);
        snapshot("gatewayAnswerWithCallback");
    }

    function test_gasOfGateway() public {
        allow(home, PIPELINE, ALICE);
        IGateway.Call memory call = IGateway.Call(PIPELINE, DIGEST, DIGEST, "", uint40(START + 60), 0);
        vm.prank(ALICE);
        bytes32 id = home.request(call);
        snapshot("gatewayRequestSealed");
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        snapshot("gatewayAnswer");
        vm.prank(OWNER);
        home.rotateAccount(PROXY, SUCCESSOR, 60);
        snapshot("gatewayRotateAccount");
    }

    function test_gasOfReservations() public {
        ITravelBooking hotel = ITravelBooking(deploy("TravelBooking.sol:TravelBooking", abi.encode(home, SELLER)));
        address port = openPort(home, PIPELINE, REGISTRY, address(hotel));
        vm.prank(SELLER);
        hotel.offer(DIGEST, 2);
        uint40 expiry = uint40(START + 60);
        execute(port, T1, 0, abi.encodeCall(ITravelBooking.reserve, (T1, DIGEST, 1, expiry)));
        snapshot("reservationReserve");
        execute(port, T1, 1, abi.encodeCall(ITravelBooking.confirm, (T1)));
        snapshot("reservationConfirm");
        execute(port, T2, 0, abi.encodeCall(ITravelBooking.reserve, (T1, DIGEST, 1, expiry)));
        compensate(port, T2, 0, abi.encodeCall(ITravelBooking.cancel, (T1, DIGEST, 1, expiry)));
        snapshot("reservationCancel");
        execute(port, T2, 1, abi.encodeCall(ITravelBooking.reserve, (T2, DIGEST, 1, expiry)));
        vm.warp(expiry);
        hotel.expire(hotel.idOf(PIPELINE, T2, T2));
        snapshot("reservationExpire");
    }

    function test_gasOfHashTimeLock() public {
        IHashTimeLock locks = IHashTimeLock(deploy("HashTimeLock.sol:HashTimeLock", ""));
        fund(ALICE, 100);
        vm.prank(ALICE);
        points.approve(address(locks), 100);
        vm.deal(ALICE, 100);
        IHashTimeLock.Lock memory terms =
            IHashTimeLock.Lock(BOB, ALICE, address(points), 50, sha256(abi.encode(SECRET)), uint40(START + 1 days));
        vm.prank(ALICE);
        locks.lock(terms);
        snapshot("hashTimeLockToken");
        locks.redeem(terms, SECRET);
        snapshot("hashTimeLockRedeemToken");
        terms.token = address(0);
        vm.prank(ALICE);
        locks.lock{value: 50}(terms);
        snapshot("hashTimeLockNative");
        vm.warp(terms.expiry);
        locks.refund(terms);
        snapshot("hashTimeLockRefundNative");
    }

    function test_gasOfPeg() public {
        fund(ALICE, 100);
        onHome();
        vm.prank(ALICE);
        bytes32 id = vault.deposit(60, BOB, uint40(START + 60));
        snapshot("pegDeposit");
        execute(tokenPort, T1, 0, abi.encodeCall(IPeggedToken.mint, (BOB, 60)));
        snapshot("pegMint");
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        snapshot("pegDepositMinted");
        vm.prank(BOB);
        token().burn(20, ALICE, uint40(START + 60));
        snapshot("pegBurn");
        execute(vaultPort, T2, 0, abi.encodeCall(vault.release, (ALICE, 20)));
        snapshot("pegRelease");
    }

    function snapshot(string memory name) private {
        vm.snapshotValue("subchain", name, vm.lastCallGas().gasTotalUsed);
    }
}
