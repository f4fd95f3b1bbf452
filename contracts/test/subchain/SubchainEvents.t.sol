// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm, Vm} from "../../script/Vm.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {IHashTimeLock} from "../../src/subchain/interfaces/IHashTimeLock.sol";
import {IPegVault} from "../../src/subchain/interfaces/IPegVault.sol";
import {IPeggedToken} from "../../src/subchain/interfaces/IPeggedToken.sol";
import {IReservations} from "../../src/subchain/interfaces/IReservations.sol";
import {IWindowLimit} from "../../src/subchain/interfaces/IWindowLimit.sol";
import {Puppet} from "./HostileCallers.sol";
import {PegTest} from "./PegTest.sol";
import {ITravelBooking} from "./TravelBooking.t.sol";

/// @title What proxies, owners and auditors read of a business chain: every event with every value.
contract SubchainEventsTest is PegTest {
    address internal constant ALICE = address(0xA11);
    address internal constant BOB = address(0xB22);
    bytes32 internal constant ITEM = keccak256("item");

    function test_eventsOfAnswers() public {
        onHome();
        Puppet puppet = new Puppet(home);
        allow(home, PIPELINE, address(puppet));
        bytes32 id = puppet.ask(IGateway.Call(PIPELINE, ITEM, ITEM, "", uint40(START + 1), 200_000));
        vm.recordLogs();
        vm.prank(PROXY);
        home.answer(id, IGateway.CallStatus.Failed, T1, "r");
        emitted(
            0,
            abi.encodePacked(IGateway.CallAnswered.selector, id, T1),
            abi.encode(IGateway.CallStatus.Failed, bytes("r"))
        );
        emitted(1, abi.encodePacked(IGateway.CallbackDelivered.selector, id), "");

        id = puppet.ask(IGateway.Call(PIPELINE, ITEM, ITEM, "", uint40(START + 1), 200_000));
        puppet.behave(Puppet.Manner.Reverting, address(0), "");
        vm.recordLogs();
        answer(home, id, IGateway.CallStatus.Failed, T1);
        emitted(
            1,
            abi.encodePacked(IGateway.CallbackFailed.selector, id),
            abi.encode(abi.encodeWithSelector(Puppet.Unwilling.selector))
        );
        puppet.behave(Puppet.Manner.Obedient, address(0), "");
        vm.recordLogs();
        home.retryCallback(id, T1, "");
        emitted(0, abi.encodePacked(IGateway.CallbackDelivered.selector, id), "");
    }

    function test_eventsOfTheOwner() public {
        vm.recordLogs();
        vm.prank(OWNER);
        home.rotateAccount(PROXY, SUCCESSOR, 60);
        emitted(0, abi.encodePacked(IGateway.AccountRegistered.selector, word(SUCCESSOR)), "");
        emitted(1, abi.encodePacked(IGateway.AccountRetired.selector, word(PROXY)), abi.encode(START + 60));
        vm.recordLogs();
        address port = openPort(home, OTHER_PIPELINE, COURT, address(vault));
        emitted(
            0, abi.encodePacked(IGateway.PortOpened.selector, word(port), OTHER_PIPELINE, COURT), abi.encode(vault, 2)
        );
        vm.recordLogs();
        vm.prank(OWNER);
        home.setPortOpen(port, false);
        emitted(0, abi.encodePacked(IGateway.PortStatusChanged.selector, word(port)), abi.encode(false));
        vm.recordLogs();
        allow(home, PIPELINE, ALICE);
        emitted(0, abi.encodePacked(IGateway.CallerChanged.selector, PIPELINE, word(ALICE)), abi.encode(true));
        vm.recordLogs();
        vm.prank(OWNER);
        vault.setLimit(5, 6);
        emitted(0, abi.encodePacked(IWindowLimit.LimitChanged.selector), abi.encode(5, 6));
    }

    function test_eventsOfSteps() public {
        onFar();
        bytes memory mint = abi.encodeCall(IPeggedToken.mint, (BOB, 5));
        vm.recordLogs();
        execute(tokenPort, T1, 2, mint);
        emitted(
            0,
            abi.encodePacked(IGateway.StepDelivered.selector, T1, PIPELINE),
            abi.encode(2, false, pegged, IPeggedToken.mint.selector, PROXY)
        );
        emitted(2, abi.encodePacked(IPeggedToken.Minted.selector, T1, word(BOB)), abi.encode(5));
        vm.recordLogs();
        execute(tokenPort, T1, 2, mint);
        emitted(0, abi.encodePacked(IGateway.StepRepeated.selector, T1, PIPELINE), abi.encode(2, false, PROXY));
        vm.recordLogs();
        compensate(tokenPort, T1, 2, abi.encodeCall(IPeggedToken.undoMint, (BOB, 5)));
        emitted(
            0,
            abi.encodePacked(IGateway.StepDelivered.selector, T1, PIPELINE),
            abi.encode(2, true, pegged, IPeggedToken.undoMint.selector, PROXY)
        );
        emitted(2, abi.encodePacked(IPeggedToken.MintUndone.selector, T1, word(BOB)), abi.encode(5));
    }

    function test_eventsOfThePeg() public {
        fund(ALICE, 10);
        vm.recordLogs();
        vm.prank(ALICE);
        bytes32 id = vault.deposit(6, BOB, uint40(START + 60));
        emitted(2, abi.encodePacked(IPegVault.Deposited.selector, id, word(ALICE), word(BOB)), abi.encode(6));
        vm.recordLogs();
        answer(home, id, IGateway.CallStatus.Succeeded, T1);
        emitted(1, abi.encodePacked(IPegVault.DepositMinted.selector, id, T1), "");
        execute(tokenPort, T1, 0, abi.encodeCall(IPeggedToken.mint, (BOB, 6)));
        vm.recordLogs();
        vm.prank(BOB);
        id = token().burn(2, ALICE, uint40(START + 60));
        emitted(2, abi.encodePacked(IPeggedToken.Burned.selector, id, word(BOB), word(ALICE)), abi.encode(2));
        vm.recordLogs();
        execute(vaultPort, T2, 0, abi.encodeCall(IPegVault.release, (ALICE, 2)));
        emitted(1, abi.encodePacked(IPegVault.Released.selector, T2, word(ALICE)), abi.encode(2));
        vm.recordLogs();
        answer(far, id, IGateway.CallStatus.Succeeded, T2);
        emitted(1, abi.encodePacked(IPeggedToken.BurnReleased.selector, id, T2), "");
    }

    function test_eventsOfReturns() public {
        fund(ALICE, 10);
        vm.prank(ALICE);
        bytes32 id = vault.deposit(6, BOB, uint40(START + 60));
        vm.recordLogs();
        answer(home, id, IGateway.CallStatus.Failed, T1);
        emitted(1, abi.encodePacked(IPegVault.DepositReturned.selector, id, T1, word(ALICE)), abi.encode(6));
        execute(tokenPort, T1, 0, abi.encodeCall(IPeggedToken.mint, (BOB, 6)));
        vm.prank(BOB);
        id = token().burn(2, ALICE, uint40(START + 60));
        vm.recordLogs();
        answer(far, id, IGateway.CallStatus.Failed, T2);
        emitted(2, abi.encodePacked(IPeggedToken.BurnReturned.selector, id, T2, word(BOB)), abi.encode(2));
    }

    function test_eventsOfReservations() public {
        onHome();
        ITravelBooking hotel = ITravelBooking(deploy("TravelBooking.sol:TravelBooking", abi.encode(home, OWNER)));
        address port = openPort(home, PIPELINE, REGISTRY, address(hotel));
        vm.prank(OWNER);
        hotel.offer(ITEM, 3);
        uint40 expiry = uint40(START + 60);
        bytes memory reserve = abi.encodeCall(ITravelBooking.reserve, (T1, ITEM, 1, expiry));
        bytes32 id = hotel.idOf(PIPELINE, T1, T1);
        vm.recordLogs();
        execute(port, T1, 0, reserve);
        emitted(
            1,
            abi.encodePacked(IReservations.Reserved.selector, id),
            abi.encode(expiry, keccak256(abi.encode(ITEM, uint32(1))))
        );
        vm.recordLogs();
        execute(port, T1, 1, abi.encodeCall(ITravelBooking.confirm, (T1)));
        emitted(1, abi.encodePacked(IReservations.ReservationConfirmed.selector, id), "");
        vm.recordLogs();
        compensate(port, T1, 1, abi.encodeCall(ITravelBooking.refund, (T1)));
        emitted(
            1,
            abi.encodePacked(IReservations.ReservationCancelled.selector, id),
            abi.encode(IReservations.ReservationStatus.Confirmed)
        );
        execute(port, T2, 0, reserve);
        id = hotel.idOf(PIPELINE, T2, T1);
        vm.warp(expiry);
        vm.recordLogs();
        hotel.expire(id);
        emitted(0, abi.encodePacked(IReservations.ReservationExpired.selector, id), abi.encode(expiry));
    }

    function test_eventsOfHashTimeLocks() public {
        IHashTimeLock locks = IHashTimeLock(deploy("HashTimeLock.sol:HashTimeLock", ""));
        vm.deal(ALICE, 10);
        bytes32 hashLock = sha256(abi.encode(ITEM));
        IHashTimeLock.Lock memory l = IHashTimeLock.Lock(BOB, ALICE, address(0), 5, hashLock, uint40(START + 1 days));
        vm.recordLogs();
        vm.prank(ALICE);
        bytes32 id = locks.lock{value: 5}(l);
        emitted(
            0,
            abi.encodePacked(IHashTimeLock.Locked.selector, id, hashLock, word(BOB)),
            abi.encode(ALICE, address(0), 5, START + 1 days)
        );
        vm.recordLogs();
        locks.redeem(l, ITEM);
        emitted(0, abi.encodePacked(IHashTimeLock.Redeemed.selector, id, hashLock), abi.encode(ITEM));
        l.amount = 4;
        vm.prank(ALICE);
        id = locks.lock{value: 4}(l);
        vm.warp(l.expiry);
        vm.recordLogs();
        locks.refund(l);
        emitted(0, abi.encodePacked(IHashTimeLock.Refunded.selector, id, hashLock), "");
    }

    Vm.Log[] private logs;

    /// @dev The first call after `recordLogs` takes what was recorded, at index 0.
    function emitted(uint256 index, bytes memory topics, bytes memory data) private {
        Vm.Log[] memory recorded = vm.getRecordedLogs();
        if (recorded.length > 0) {
            delete logs;
            for (uint256 i = 0; i < recorded.length; ++i) {
                logs.push(recorded[i]);
            }
        }
        check(index < logs.length, "so many events");
        same(abi.encodePacked(logs[index].topics), topics, "topics");
        same(logs[index].data, data, "data");
    }

    function word(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
