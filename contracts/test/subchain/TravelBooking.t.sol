// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {IGatewayBound} from "../../src/subchain/interfaces/IGatewayBound.sol";
import {IReservations} from "../../src/subchain/interfaces/IReservations.sol";
import {LaxGateway} from "./HostileCallers.sol";
import {SubchainTest} from "./SubchainTest.sol";

interface ITravelBooking is IReservations {
    struct Booking {
        bytes32 item;
        uint32 count;
        bytes32 source;
    }

    error NotTheSeller(address actual, address expected);
    error NotEnoughFree(bytes32 item, uint32 actual, uint32 free);
    error CountTooSmall(uint32 actual, uint32 least);

    function offer(bytes32 item, uint32 count) external;
    function reserve(bytes32 booking, bytes32 item, uint32 count, uint40 expiry) external;
    function confirm(bytes32 booking) external;
    function cancel(bytes32 booking, bytes32 item, uint32 count, uint40 expiry) external;
    function refund(bytes32 booking) external;
    function freeOf(bytes32 item) external view returns (uint32);
    function bookingOf(bytes32 id) external view returns (Booking memory);
    function idOf(bytes32 pipeline, bytes32 transaction, bytes32 booking) external pure returns (bytes32);
}

/// @title A hotel on one chain and an airline on the other; the base contract's whole table of states.
contract TravelBookingTest is SubchainTest {
    bytes32 internal constant ROOM = keccak256("double room, 2027-05-01");
    bytes32 internal constant SEAT = keccak256("MU 5101, 2027-05-01");
    bytes32 internal constant JOURNEY = keccak256("journey 17");
    address internal constant SELLER = address(0x5E11);
    uint40 internal constant EXPIRY = uint40(START + 2 hours);

    ITravelBooking internal hotel;
    ITravelBooking internal airline;
    address internal hotelPort;
    address internal airlinePort;
    uint8 internal step;

    function setUp() public override {
        super.setUp();
        (hotel, hotelPort) = business(HOME_CHAIN);
        (airline, airlinePort) = business(FAR_CHAIN);
        vm.prank(SELLER);
        hotel.offer(ROOM, 2);
        vm.prank(SELLER);
        airline.offer(SEAT, 1);
    }

    // ---- the journey

    function test_journeyIsConfirmedOnBothChains() public {
        does(hotelPort, T1, 0, reserve(ROOM, 1));
        does(airlinePort, T1, 1, reserve(SEAT, 1));
        eq(hotel.freeOf(ROOM), 1, "rooms left");
        eq(airline.freeOf(SEAT), 0, "seats left");
        does(airlinePort, T1, 2, confirm());
        does(hotelPort, T1, 3, confirm());
        status(hotel, T1, IReservations.ReservationStatus.Confirmed);
        status(airline, T1, IReservations.ReservationStatus.Confirmed);
        eq(hotel.bookingOf(hotel.idOf(PIPELINE, T1, JOURNEY)).source, REGISTRY, "for whom");
        // Confirmed for good: time has no power over it.
        vm.warp(EXPIRY + 1);
        status(hotel, T1, IReservations.ReservationStatus.Confirmed);
    }

    function test_journeyIsCancelled_whenTheSecondReservationFails() public {
        does(airlinePort, T2, 0, reserve(SEAT, 1));
        does(hotelPort, T1, 0, reserve(ROOM, 1));
        (bool success, bytes memory result) = execute(airlinePort, T1, 1, reserve(SEAT, 1));
        fails(success, result, abi.encodeWithSelector(ITravelBooking.NotEnoughFree.selector, SEAT, 1, 0));
        undoes(hotelPort, T1, 0, cancel(ROOM, 1));
        eq(hotel.freeOf(ROOM), 2, "rooms left");
        status(hotel, T1, IReservations.ReservationStatus.Cancelled);
    }

    function test_journeyIsRefunded_whenTheSecondConfirmationFails() public {
        does(hotelPort, T1, 0, reserve(ROOM, 1));
        does(airlinePort, T1, 1, reserve(SEAT, 1));
        does(airlinePort, T1, 2, confirm());
        // The hotel does not confirm; everything is undone in reverse order.
        undoes(airlinePort, T1, 2, abi.encodeCall(ITravelBooking.refund, (JOURNEY)));
        undoes(airlinePort, T1, 1, cancel(SEAT, 1));
        undoes(hotelPort, T1, 0, cancel(ROOM, 1));
        eq(hotel.freeOf(ROOM), 2, "rooms left");
        eq(airline.freeOf(SEAT), 1, "seats left, given back once");
    }

    // ---- the table of states

    function test_reserve_again() public {
        reserved();
        next(reserve(ROOM, 1));
        eq(hotel.freeOf(ROOM), 1, "taken once");
        nextRefused(reserve(ROOM, 2), differs(EXPIRY));
        bytes memory later = abi.encodeCall(ITravelBooking.reserve, (JOURNEY, ROOM, 1, EXPIRY + 1));
        nextRefused(later, differs(EXPIRY + 1));
        next(confirm());
        next(reserve(ROOM, 1));
        status(hotel, T1, IReservations.ReservationStatus.Confirmed);
    }

    function test_reserve_atTheBoundsOfTime() public {
        next(abi.encodeCall(ITravelBooking.reserve, (T1, ROOM, 1, uint40(START + 1))));
        next(abi.encodeCall(ITravelBooking.reserve, (T2, ROOM, 1, uint40(START + 30 days))));
        eq(hotel.freeOf(ROOM), 0, "the last room");
    }

    function testRevert_reserve_whenExpiryIsOutOfRange() public {
        uint40[3] memory expiries = [uint40(0), uint40(START), uint40(START + 30 days + 1)];
        for (uint256 i = 0; i < 3; ++i) {
            nextRefused(
                abi.encodeCall(ITravelBooking.reserve, (JOURNEY, ROOM, 1, expiries[i])),
                abi.encodeWithSelector(IReservations.ExpiryOutOfRange.selector, expiries[i], START + 1, START + 30 days)
            );
        }
        nextRefused(reserve(ROOM, 0), abi.encodeWithSelector(ITravelBooking.CountTooSmall.selector, 0, 1));
    }

    function test_confirm() public {
        nextRefused(confirm(), notConfirmable(IReservations.ReservationStatus.None, 0));
        reserved();
        next(confirm());
        next(confirm());
        status(hotel, T1, IReservations.ReservationStatus.Confirmed);
        eq(hotel.freeOf(ROOM), 1, "taken");
    }

    function testRevert_confirm_whenCancelledOrLate() public {
        reserved();
        next(cancel(ROOM, 1));
        nextRefused(confirm(), notConfirmable(IReservations.ReservationStatus.Cancelled, EXPIRY));
        does(hotelPort, T2, 0, reserve(ROOM, 1));
        vm.warp(EXPIRY);
        (bool success, bytes memory result) = execute(hotelPort, T2, 1, confirm());
        fails(
            success,
            result,
            abi.encodeWithSelector(
                IReservations.NotConfirmable.selector, id(T2), IReservations.ReservationStatus.Expired, EXPIRY
            )
        );
        hotel.expire(id(T2));
        (success,) = execute(hotelPort, T2, 1, confirm());
        check(!success, "expired for good");
    }

    function test_cancel() public {
        reserved();
        next(cancel(ROOM, 1));
        vm.recordLogs();
        next(cancel(ROOM, 1));
        eq(vm.getRecordedLogs().length, 1, "nothing but the delivery");
        eq(hotel.freeOf(ROOM), 2, "given back once");
        nextRefused(reserve(ROOM, 1), overAs(IReservations.ReservationStatus.Cancelled));
    }

    function test_cancel_first_refusesTheReservationThatComesLate() public {
        next(cancel(ROOM, 1));
        nextRefused(reserve(ROOM, 1), overAs(IReservations.ReservationStatus.Cancelled));
        eq(hotel.freeOf(ROOM), 2, "nothing taken, nothing given");
    }

    function testRevert_cancel_whenConfirmed() public {
        reserved();
        next(confirm());
        nextRefused(
            cancel(ROOM, 1),
            abi.encodeWithSelector(
                IReservations.NotCancellable.selector, id(T1), IReservations.ReservationStatus.Confirmed
            )
        );
    }

    function test_expire_byAnybody_once() public {
        reserved();
        bytes32 r = id(T1);
        vm.warp(EXPIRY - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IReservations.NotExpired.selector, r, IReservations.ReservationStatus.Held, EXPIRY - 1, EXPIRY
            )
        );
        hotel.expire(r);
        vm.warp(EXPIRY);
        status(hotel, T1, IReservations.ReservationStatus.Expired);
        eq(hotel.freeOf(ROOM), 1, "not yet given back");
        vm.prank(STRANGER);
        hotel.expire(r);
        eq(hotel.freeOf(ROOM), 2, "given back");
        vm.expectRevert(
            abi.encodeWithSelector(
                IReservations.NotExpired.selector, r, IReservations.ReservationStatus.Expired, EXPIRY, EXPIRY
            )
        );
        hotel.expire(r);
        next(cancel(ROOM, 1));
        eq(hotel.freeOf(ROOM), 2, "once");
        nextRefused(reserve(ROOM, 1), overAs(IReservations.ReservationStatus.Expired));
    }

    function test_cancel_afterTheTime_givesBackOnce() public {
        reserved();
        vm.warp(EXPIRY + 1);
        next(cancel(ROOM, 1));
        eq(hotel.freeOf(ROOM), 2, "given back");
        bytes32 r = id(T1);
        vm.expectRevert();
        hotel.expire(r);
    }

    function testRevert_refund_whenNotConfirmed() public {
        reserved();
        next(confirm());
        bytes memory refund = abi.encodeCall(ITravelBooking.refund, (JOURNEY));
        undoes(hotelPort, T1, step - 1, refund);
        eq(hotel.freeOf(ROOM), 2, "given back");
        LaxGateway lax = new LaxGateway();
        address inn = deploy("TravelBooking.sol:TravelBooking", abi.encode(lax, SELLER));
        IGateway.Context memory c = IGateway.Context(T1, PIPELINE, REGISTRY, 0, true);
        (bool success, bytes memory result) = lax.deliver(inn, c, refund);
        fails(
            success,
            result,
            abi.encodeWithSelector(IReservations.NotRevocable.selector, id(T1), IReservations.ReservationStatus.None)
        );
    }

    // ---- who may

    function test_anotherTransaction_cannotTouchAReservation() public {
        reserved();
        (bool success,) = execute(hotelPort, T2, 0, confirm());
        check(!success, "does not confirm");
        does(hotelPort, T2, 1, cancel(ROOM, 1));
        status(hotel, T1, IReservations.ReservationStatus.Held);
        eq(hotel.freeOf(ROOM), 1, "still taken");
    }

    function test_anotherPipeline_cannotTouchAReservation() public {
        reserved();
        address other = openPort(home, OTHER_PIPELINE, COURT, address(hotel));
        (bool success,) = execute(other, T1, 6, confirm());
        check(!success, "does not confirm");
        does(other, T1, 6, cancel(ROOM, 1));
        status(hotel, T1, IReservations.ReservationStatus.Held);
    }

    function testRevert_everything_whenNotThroughTheGateway() public {
        bytes[4] memory calls =
            [reserve(ROOM, 1), confirm(), cancel(ROOM, 1), abi.encodeCall(ITravelBooking.refund, (JOURNEY))];
        for (uint256 i = 0; i < 4; ++i) {
            (bool success, bytes memory result) = send(PROXY, address(hotel), calls[i]);
            fails(success, result, abi.encodeWithSelector(IGatewayBound.NotTheGateway.selector, PROXY, address(home)));
        }
    }

    function testRevert_offer_whenNotTheSeller() public {
        vm.expectRevert(abi.encodeWithSelector(ITravelBooking.NotTheSeller.selector, STRANGER, SELLER));
        vm.prank(STRANGER);
        hotel.offer(ROOM, 1);
    }

    function business(uint256 chain) private returns (ITravelBooking booking, address port) {
        vm.chainId(chain);
        address gateway = address(chain == HOME_CHAIN ? home : far);
        booking = ITravelBooking(deploy("TravelBooking.sol:TravelBooking", abi.encode(gateway, SELLER)));
        port = openPort(chain == HOME_CHAIN ? home : far, PIPELINE, REGISTRY, address(booking));
    }

    function reserved() private {
        next(reserve(ROOM, 1));
    }

    /// @dev The next step of transaction T1 at the hotel.
    function next(bytes memory call) private {
        does(hotelPort, T1, step++, call);
    }

    function nextRefused(bytes memory call, bytes memory expected) private {
        (bool success, bytes memory result) = execute(hotelPort, T1, step, call);
        fails(success, result, expected);
    }

    function does(address port, bytes32 transaction, uint8 s, bytes memory call) private {
        (bool success, bytes memory result) = execute(port, transaction, s, call);
        if (!success) revert Refused(result);
    }

    function undoes(address port, bytes32 transaction, uint8 s, bytes memory call) private {
        (bool success, bytes memory result) = compensate(port, transaction, s, call);
        if (!success) revert Refused(result);
    }

    error Refused(bytes reason);

    function reserve(bytes32 item, uint32 count) private pure returns (bytes memory) {
        return abi.encodeCall(ITravelBooking.reserve, (JOURNEY, item, count, EXPIRY));
    }

    function confirm() private pure returns (bytes memory) {
        return abi.encodeCall(ITravelBooking.confirm, (JOURNEY));
    }

    function cancel(bytes32 item, uint32 count) private pure returns (bytes memory) {
        return abi.encodeCall(ITravelBooking.cancel, (JOURNEY, item, count, EXPIRY));
    }

    function id(bytes32 transaction) private view returns (bytes32) {
        return hotel.idOf(PIPELINE, transaction, JOURNEY);
    }

    function status(ITravelBooking where, bytes32 transaction, IReservations.ReservationStatus expected) private view {
        (IReservations.ReservationStatus actual,) = where.reservationOf(where.idOf(PIPELINE, transaction, JOURNEY));
        eq(uint256(actual), uint256(expected), "status");
    }

    function differs(uint40 expiry) private view returns (bytes memory) {
        return abi.encodeWithSelector(IReservations.ReservationDiffers.selector, id(T1), expiry, EXPIRY);
    }

    function notConfirmable(IReservations.ReservationStatus s, uint40 expiry) private view returns (bytes memory) {
        return abi.encodeWithSelector(IReservations.NotConfirmable.selector, id(T1), s, expiry);
    }

    function overAs(IReservations.ReservationStatus s) private view returns (bytes memory) {
        return abi.encodeWithSelector(IReservations.ReservationOver.selector, id(T1), s);
    }
}
