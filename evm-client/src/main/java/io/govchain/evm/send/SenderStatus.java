package io.govchain.evm.send;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a sender stands.
 *
 * @param queued submitted, without a nonce yet
 * @param inFlight saved, end not known
 * @param nextNonce the nonce that the next transaction gets; -1 before the chain was asked
 * @param stalledFor how long the account's count stood still although something is on its way; zero
 *     otherwise
 * @param problem what keeps it from going on
 * @param standstill what has kept it, or one of its nonces, from going on for {@link
 *     SenderSettings#replaceAfter} and longer, and for the time of three blocks where nothing but
 *     their coming is missed: people must know
 */
public record SenderStatus(
    int queued,
    int inFlight,
    long nextNonce,
    Duration stalledFor,
    Optional<String> problem,
    Optional<String> standstill) {}
