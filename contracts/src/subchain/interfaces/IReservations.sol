// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Reservations: something is set aside, then confirmed or given back (try, confirm, cancel).
/// @notice Guaranteed: a reservation ends once, as Confirmed, Cancelled or Expired; only a confirmed one can still be
/// revoked, by contracts that offer it. What comes twice has no second effect. A reservation is never made after its own
/// cancellation, which may arrive first.
/// Not guaranteed: that all chains of a transaction confirm. Choose expiries later than the deadline of the transaction,
/// so that a confirmation that is in time there is never too late here.
interface IReservations {
    enum ReservationStatus {
        None,
        Held,
        Confirmed,
        Cancelled,
        Expired
    }

    event Reserved(bytes32 indexed id, uint40 expiry, bytes32 terms);
    event ReservationConfirmed(bytes32 indexed id);
    /// @notice `before` None: a cancellation that arrived before its reservation, which is refused from now on.
    event ReservationCancelled(bytes32 indexed id, ReservationStatus before);
    event ReservationExpired(bytes32 indexed id, uint40 expiry);

    error ExpiryOutOfRange(uint256 actual, uint256 earliest, uint256 latest);
    error ReservationDiffers(bytes32 id, uint40 actualExpiry, uint40 expectedExpiry);
    error ReservationOver(bytes32 id, ReservationStatus actual);
    error NotConfirmable(bytes32 id, ReservationStatus actual, uint40 expiry);
    error NotCancellable(bytes32 id, ReservationStatus actual);
    error NotRevocable(bytes32 id, ReservationStatus actual);
    error NotExpired(bytes32 id, ReservationStatus actual, uint256 time, uint40 expiry);

    /// @notice Gives back what a reservation held that nobody confirmed in time; by anybody.
    function expire(bytes32 id) external;

    /// @return status Expired as soon as the time is over, whether or not `expire` was called
    function reservationOf(bytes32 id) external view returns (ReservationStatus status, uint40 expiry);
}
