// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IReservations} from "./interfaces/IReservations.sol";

/// @title Base of business contracts that can set something aside (try, confirm, cancel).
/// @notice A reservation's id is a hash of its scope and its reference. Whoever acts must name the scope, so make it
/// something that only the entitled can claim: inside a governed call, pipeline and transaction (see TravelBooking); for
/// callers of the same chain, `msg.sender`. Thus one transaction cannot confirm or cancel what another reserved.
///
/// | | None | Held | Held, time over | Confirmed | Cancelled | Expired |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | reserve | Held | no effect | refused | no effect | refused | refused |
/// | confirm | refused | Confirmed | refused | no effect | refused | refused |
/// | cancel | Cancelled | Cancelled | Cancelled | refused | no effect | no effect |
/// | expire (anybody) | refused | refused | Expired | refused | refused | refused |
/// | revoke | refused | refused | refused | Cancelled | no effect | refused |
///
/// "no effect": nothing changes and nothing fails; for reserve only if terms and expiry are the same, else refused.
/// @dev The hooks run once, after the change of state. One slot for each reservation.
abstract contract Reservations is IReservations {
    uint256 public constant LONGEST_RESERVATION = 30 days;

    struct Reservation {
        bytes26 terms;
        uint40 expiry;
        ReservationStatus status;
    }

    mapping(bytes32 id => Reservation) private _reservations;

    /// @inheritdoc IReservations
    function expire(bytes32 id) external override {
        Reservation storage r = _reservations[id];
        if (r.status != ReservationStatus.Held || block.timestamp < r.expiry) {
            revert NotExpired(id, r.status, block.timestamp, r.expiry);
        }
        r.status = ReservationStatus.Expired;
        emit ReservationExpired(id, r.expiry);
        _onReleased(id);
    }

    /// @inheritdoc IReservations
    function reservationOf(bytes32 id) public view override returns (ReservationStatus status, uint40 expiry) {
        Reservation storage r = _reservations[id];
        bool over = r.status == ReservationStatus.Held && block.timestamp >= r.expiry;
        return (over ? ReservationStatus.Expired : r.status, r.expiry);
    }

    function _reservationId(bytes32 scope, bytes32 reference_) internal pure returns (bytes32) {
        return keccak256(abi.encode(scope, reference_));
    }

    /// @param terms digest of what is reserved: a repetition must be of the same
    /// @return first true once: take what is reserved out of what is free. False for a repetition: do nothing
    function _reserve(bytes32 id, bytes32 terms, uint40 expiry) internal returns (bool first) {
        // forge-lint: disable-next-line(unsafe-typecast) - 208 bits of a digest: no two terms with the same can be found
        bytes26 digest = bytes26(terms);
        (ReservationStatus status, uint40 known) = reservationOf(id);
        if (status == ReservationStatus.None) {
            if (expiry <= block.timestamp || expiry > block.timestamp + LONGEST_RESERVATION) {
                revert ExpiryOutOfRange(expiry, block.timestamp + 1, block.timestamp + LONGEST_RESERVATION);
            }
            _reservations[id] = Reservation(digest, expiry, ReservationStatus.Held);
            emit Reserved(id, expiry, terms);
            return true;
        }
        if (status == ReservationStatus.Cancelled || status == ReservationStatus.Expired) {
            revert ReservationOver(id, status);
        }
        if (_reservations[id].terms != digest || known != expiry) revert ReservationDiffers(id, expiry, known);
        return false;
    }

    /// @dev Calls `_onConfirmed` the first time.
    function _confirm(bytes32 id) internal {
        (ReservationStatus status, uint40 expiry) = reservationOf(id);
        if (status == ReservationStatus.Confirmed) return;
        if (status != ReservationStatus.Held) revert NotConfirmable(id, status, expiry);
        _reservations[id].status = ReservationStatus.Confirmed;
        emit ReservationConfirmed(id);
        _onConfirmed(id);
    }

    /// @dev Calls `_onReleased` if something was held.
    function _cancel(bytes32 id) internal {
        ReservationStatus status = _reservations[id].status;
        if (status == ReservationStatus.Cancelled || status == ReservationStatus.Expired) return;
        if (status == ReservationStatus.Confirmed) revert NotCancellable(id, status);
        _end(id, status);
        if (status == ReservationStatus.Held) _onReleased(id);
    }

    /// @dev Takes a confirmation back and calls `_onReleased`; for businesses in which that is possible.
    function _revoke(bytes32 id) internal {
        ReservationStatus status = _reservations[id].status;
        if (status == ReservationStatus.Cancelled) return;
        if (status != ReservationStatus.Confirmed) revert NotRevocable(id, status);
        _end(id, status);
        _onReleased(id);
    }

    function _end(bytes32 id, ReservationStatus before) private {
        _reservations[id].status = ReservationStatus.Cancelled;
        emit ReservationCancelled(id, before);
    }

    /// @dev What was set aside is now sold.
    function _onConfirmed(bytes32 id) internal virtual;

    /// @dev What was set aside is free again.
    function _onReleased(bytes32 id) internal virtual;
}
