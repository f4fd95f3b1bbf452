// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {GatewayBound} from "../subchain/GatewayBound.sol";
import {GovernedReceiver} from "../subchain/GovernedReceiver.sol";
import {Reservations} from "../subchain/Reservations.sol";
import {IGateway} from "../subchain/interfaces/IGateway.sol";

/// @title Example of try, confirm, cancel: a hotel's rooms or an airline's seats, booked together across chains.
/// @notice A journey is one transaction: reserve the room, reserve the seat, confirm the seat, confirm the room. If a
/// reservation fails, the others are cancelled by their compensator (`cancel`, of `reserve`); if a confirmation fails, those
/// before are refunded (`refund`, of `confirm`). Only the transaction that reserved can confirm, cancel or refund.
/// Reservations that nobody ends expire, and anybody may put them back on offer.
contract TravelBooking is GovernedReceiver, Reservations {
    struct Booking {
        bytes32 item;
        uint32 count;
        bytes32 source;
    }

    address public immutable seller;

    mapping(bytes32 item => uint32) private _free;
    mapping(bytes32 id => Booking) private _bookings;

    event Offered(bytes32 indexed item, uint32 count, uint32 free);
    event Sold(bytes32 indexed id, bytes32 indexed item, bytes32 indexed source, uint32 count);

    error NotTheSeller(address actual, address expected);
    error NotEnoughFree(bytes32 item, uint32 actual, uint32 free);
    error CountTooSmall(uint32 actual, uint32 least);

    constructor(IGateway gateway_, address seller_) GatewayBound(gateway_) {
        seller = seller_;
    }

    /// @notice Adds to what is free.
    /// @param item what is sold, for example the digest of "double room, 2027-05-01"
    function offer(bytes32 item, uint32 count) external {
        if (msg.sender != seller) revert NotTheSeller(msg.sender, seller);
        _free[item] += count;
        emit Offered(item, count, _free[item]);
    }

    /// @param booking the traveller's reference, of any form
    /// @param expiry later than the transaction's deadline
    function reserve(bytes32 booking, bytes32 item, uint32 count, uint40 expiry) external governedStep {
        if (count == 0) revert CountTooSmall(count, 1);
        bytes32 id = _idOf(booking);
        if (!_reserve(id, keccak256(abi.encode(item, count)), expiry)) return;
        uint32 free = _free[item];
        if (count > free) revert NotEnoughFree(item, count, free);
        _free[item] = free - count;
        _bookings[id] = Booking(item, count, _context().source);
    }

    function confirm(bytes32 booking) external governedStep {
        _confirm(_idOf(booking));
    }

    /// @notice Compensator of `reserve`; as a step of its own it gives back what is not needed.
    function cancel(bytes32 booking, bytes32, uint32, uint40) external governed {
        _cancel(_idOf(booking));
    }

    /// @notice Compensator of `confirm`.
    function refund(bytes32 booking) external governedCompensation {
        _revoke(_idOf(booking));
    }

    function freeOf(bytes32 item) external view returns (uint32) {
        return _free[item];
    }

    function bookingOf(bytes32 id) external view returns (Booking memory) {
        return _bookings[id];
    }

    /// @notice The reservation's id.
    function idOf(bytes32 pipeline, bytes32 transaction, bytes32 booking) public pure returns (bytes32) {
        return _reservationId(keccak256(abi.encode(pipeline, transaction)), booking);
    }

    function _idOf(bytes32 booking) private view returns (bytes32) {
        IGateway.Context memory c = _context();
        return idOf(c.pipeline, c.transaction, booking);
    }

    function _onConfirmed(bytes32 id) internal override {
        Booking storage b = _bookings[id];
        emit Sold(id, b.item, b.source, b.count);
    }

    function _onReleased(bytes32 id) internal override {
        Booking storage b = _bookings[id];
        _free[b.item] += b.count;
    }
}
