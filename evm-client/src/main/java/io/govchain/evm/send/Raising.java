package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs again, with a higher price, what the base fee has overtaken: all of them at once, since
 * those behind the lowest nonce were signed for the same price. Saved before it is broadcast, like
 * everything; what was signed before stays what it is, and may be what a block takes.
 */
final class Raising {
  private static final Logger LOG = LoggerFactory.getLogger(Raising.class);
  private static final int BATCH = 100;

  private final EvmClient client;
  private final Account account;
  private final PreparedTransactions store;
  private final Flights flights;
  private final long patience;

  Raising(
      EvmClient client,
      Account account,
      PreparedTransactions store,
      Flights flights,
      SenderSettings settings) {
    this.client = client;
    this.account = account;
    this.store = store;
    this.flights = flights;
    this.patience = settings.replaceAfter().toNanos();
  }

  /**
   * For flights that stand still.
   *
   * @param count the account's next nonce, as the chain counts
   * @param progressAt when that count moved last
   */
  void raiseWhatIsOvertaken(long count, long now, long progressAt) {
    if (!account.mayRaise() || now - progressAt < patience) {
      return;
    }
    Optional<BigInteger> baseFee = client.latestHeader().baseFeePerGas();
    if (baseFee.isEmpty()) {
      return;
    }
    List<PreparedTransaction> raised =
        flights.from(count).stream()
            .filter(flight -> flight.landed.isEmpty() && !flight.isWithheld())
            .filter(flight -> !flight.isRaisedSince(now, patience))
            .flatMap(flight -> account.raised(flight, baseFee.get()).stream())
            .limit(BATCH)
            .toList();
    if (raised.isEmpty()) {
      return;
    }
    store.saveAll(raised);
    raised.forEach(prepared -> offer(prepared, now));
    LOG.warn(
        "the base fee is {}: {} transactions of {} are offered at a higher price, from {} on",
        baseFee.get(),
        raised.size(),
        account.address(),
        raised.getFirst().reference());
  }

  /** The ceiling, where that alone keeps from rising what the base fee has overtaken. */
  Optional<BigInteger> ceiling(Flight flight, BigInteger baseFee) {
    return account.ceiling(flight, baseFee);
  }

  private void offer(PreparedTransaction prepared, long now) {
    Flight flight = flights.at(prepared.nonce()).orElseThrow();
    flight.raised.add(prepared);
    flight.raisedAt = now;
    flight.highestRefusal = Optional.empty();
    flight.due = true;
    flights.add(flight);
  }
}
