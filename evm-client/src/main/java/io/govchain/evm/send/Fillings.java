package io.govchain.evm.send;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills nonces that nothing else can use with empty transfers, so that those behind them can go.
 */
final class Fillings {
  private static final Logger LOG = LoggerFactory.getLogger(Fillings.class);
  private static final int LARGEST_HOLE = 16;

  private final Account account;
  private final PreparedTransactions store;
  private final Flights flights;
  private final long patience;

  Fillings(Account account, PreparedTransactions store, Flights flights, SenderSettings settings) {
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
  void fillWhatCannotGo(long count, long now, long progressAt) {
    long lowest = flights.from(count).iterator().next().nonce;
    if (lowest > count) {
      if (now - progressAt >= patience && lowest - count <= LARGEST_HOLE) {
        for (long nonce = count; nonce < lowest; nonce++) {
          fill(new Flight(nonce, Optional.empty()), "no saved transaction has it");
        }
      }
      return;
    }
    Flight blocked = flights.at(lowest).orElseThrow();
    if (blocked.refusal.isPresent() && account.isOvertaken(blocked)) {
      blocked.refusedSince = now; // Not for good: the price will do again once the base fee falls.
      return;
    }
    if (blocked.filler.isEmpty()
        && blocked.refusal.isPresent()
        && now - blocked.refusedSince >= patience) {
      fill(
          blocked,
          "the node refuses " + blocked.origin().reference() + ": " + blocked.refusal.get());
    }
  }

  /**
   * For flights whose own transaction is not wanted any more and in no block that is known of. The
   * filler may lose to it all the same, where a node has it: only the chain tells which of the two
   * took the nonce.
   *
   * @param count the account's next nonce, as the chain counts
   */
  void fillUnwanted(long count) {
    List.copyOf(flights.from(count)).stream()
        .filter(flight -> flight.isWithheld() && flight.landed.isEmpty())
        .forEach(flight -> fill(flight, Flight.UNWANTED));
  }

  private void fill(Flight flight, String why) {
    LOG.warn("filling nonce {} of {}: {}", flight.nonce, account.address(), why);
    PreparedTransaction filler =
        store
            .byReference(account.fillerReference(flight.nonce))
            .map(StoredTransaction::prepared)
            .orElseGet(
                () -> saved(account.filler(flight.nonce, flight.own.map(own -> flight.current()))));
    flight.filler = Optional.of(filler);
    flight.raised.addAll(Raised.all(store, filler.reference()));
    flight.whyFilled = Optional.of(why);
    flight.due = true;
    flights.add(flight);
  }

  private PreparedTransaction saved(PreparedTransaction filler) {
    store.save(filler);
    return filler;
  }
}
