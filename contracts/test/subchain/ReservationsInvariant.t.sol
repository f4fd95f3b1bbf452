// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {IReservations} from "../../src/subchain/interfaces/IReservations.sol";
import {InvariantTest} from "../base/InvariantTest.sol";
import {SubchainTest, TwoChains} from "./SubchainTest.sol";
import {ITravelBooking} from "./TravelBooking.t.sol";

/// @title Transactions that reserve, confirm, cancel, refund and repeat in any order, while time passes and strangers try.
contract ReservationsHandler is TwoChains {
    uint32 public constant OFFERED = 20;
    bytes32 internal constant ROOM = keccak256("room");
    address internal constant SELLER = address(0x5E11);

    ITravelBooking public hotel;
    address internal port;
    uint256 internal calls;
    mapping(bytes32 id => IReservations.ReservationStatus) public stored;
    mapping(bytes32 id => bool) public swept;
    mapping(uint256 t => uint8) public steps;
    mapping(uint256 t => uint32) public counts;
    mapping(uint256 t => uint40) public expiries;
    uint256 public confirmed;
    uint256 public cancelled;
    uint256 public expired;

    constructor() {
        start();
        onHome();
        hotel = ITravelBooking(deploy("TravelBooking.sol:TravelBooking", abi.encode(home, SELLER)));
        port = openPort(home, PIPELINE, REGISTRY, address(hotel));
        vm.prank(SELLER);
        hotel.offer(ROOM, OFFERED);
    }

    function reserve(uint256 t, uint256 count, uint256 life) external {
        t = t % 6;
        if (counts[t] == 0) {
            counts[t] = uint32(1 + count % 8);
            expiries[t] = uint40(block.timestamp + 1 + life % 300);
        }
        run(t, abi.encodeCall(ITravelBooking.reserve, (bytes32(t), ROOM, counts[t], expiries[t])));
    }

    function confirm(uint256 t) external {
        t = t % 6;
        (IReservations.ReservationStatus before,) = hotel.reservationOf(idOf(t));
        if (run(t, abi.encodeCall(ITravelBooking.confirm, (bytes32(t))))) {
            check(
                before == IReservations.ReservationStatus.Held || before == IReservations.ReservationStatus.Confirmed,
                "only what is held in time"
            );
            ++confirmed;
        }
    }

    function cancel(uint256 t) external {
        t = t % 6;
        if (run(t, abi.encodeCall(ITravelBooking.cancel, (bytes32(t), ROOM, counts[t], expiries[t])))) ++cancelled;
    }

    /// @dev A confirmation taken back by its compensator.
    function refund(uint256 t) external {
        t = t % 6;
        uint8 step = steps[t];
        if (step == 0) return;
        compensate(port, transaction(t), step - 1, abi.encodeCall(ITravelBooking.refund, (bytes32(t))));
        note(t);
    }

    function expire(uint256 t) external {
        vm.prank(STRANGER);
        (bool success,) = address(hotel).call(abi.encodeCall(IReservations.expire, (idOf(t % 6))));
        if (success) {
            ++expired;
            swept[idOf(t % 6)] = true;
        }
        note(t % 6);
    }

    function trespass(uint256 t) external {
        t = t % 6;
        (bool success,) = send(STRANGER, address(hotel), abi.encodeCall(ITravelBooking.confirm, (bytes32(t))));
        check(!success, "past the gateway");
        (success,) = execute(
            port, keccak256(abi.encode("stranger", ++calls)), 0, abi.encodeCall(ITravelBooking.confirm, (bytes32(t)))
        );
        check(!success, "for another transaction");
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 100);
        for (uint256 t = 0; t < 6; ++t) {
            note(t);
        }
    }

    /// @return held and sold, counted from the states
    function taken() external view returns (uint256 held, uint256 sold) {
        for (uint256 t = 0; t < 6; ++t) {
            ITravelBooking.Booking memory b = hotel.bookingOf(idOf(t));
            IReservations.ReservationStatus s = stored[idOf(t)];
            if (s == IReservations.ReservationStatus.Confirmed) sold += b.count;
            if (s == IReservations.ReservationStatus.Held) held += b.count;
        }
    }

    function free() external view returns (uint256) {
        return hotel.freeOf(ROOM);
    }

    function idOf(uint256 t) public view returns (bytes32) {
        return hotel.idOf(PIPELINE, transaction(t), bytes32(t));
    }

    function run(uint256 t, bytes memory call) private returns (bool success) {
        uint8 step = steps[t];
        if (step == 8) return false;
        (success,) = execute(port, transaction(t), step, call);
        if (success) ++steps[t];
        note(t);
    }

    /// @dev What is over but not yet given back is Held to this account.
    function note(uint256 t) private {
        bytes32 id = idOf(t);
        (IReservations.ReservationStatus now_,) = hotel.reservationOf(id);
        IReservations.ReservationStatus before = stored[id];
        if (before == IReservations.ReservationStatus.Cancelled) check(now_ == before, "cancelled for good");
        if (before == IReservations.ReservationStatus.Expired) check(now_ == before, "expired for good");
        if (before == IReservations.ReservationStatus.Confirmed) {
            check(now_ == before || now_ == IReservations.ReservationStatus.Cancelled, "confirmed or refunded");
        }
        bool held = now_ == IReservations.ReservationStatus.Expired && !swept[id];
        stored[id] = held ? IReservations.ReservationStatus.Held : now_;
    }

    function transaction(uint256 t) private pure returns (bytes32) {
        return keccak256(abi.encode("transaction", t));
    }
}

contract ReservationsInvariantTest is SubchainTest, InvariantTest {
    ReservationsHandler internal handler;

    function setUp() public override {
        handler = new ReservationsHandler();
        target(address(handler));
    }

    /// @dev The invariants mean something only if the handler gets this far.
    function test_handlerReachesEverything() public {
        handler.reserve(0, 3, 100);
        handler.confirm(0);
        handler.refund(0);
        handler.reserve(1, 3, 0);
        handler.pass(99);
        handler.expire(1);
        handler.reserve(2, 3, 100);
        handler.cancel(2);
        handler.trespass(0);
        eq(handler.confirmed(), 1, "confirmed");
        eq(handler.expired(), 1, "expired");
        eq(handler.cancelled(), 1, "cancelled");
        eq(handler.free(), 20, "free");
    }

    /// @dev Nothing is sold twice, nothing gets lost: free + held + sold = offered.
    function invariant_everyRoomIsSomewhereOnce() public view {
        (uint256 held, uint256 sold) = handler.taken();
        eq(handler.free() + held + sold, handler.OFFERED(), "free + held + sold");
    }
}
