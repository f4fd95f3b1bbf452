package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What accounts signed whose place the present one took, as after a rotation: their keys are gone,
 * but what they signed may still take effect, and must then not be signed again. The saved bytes
 * are broadcast and the chain is asked, with the nonces of the account that signed; the present
 * account's say nothing of them.
 *
 * <p>Owned by the sender's loop, except where "any thread" is said.
 */
final class FormerAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(FormerAccounts.class);

  private final EvmClient client;
  private final Account present;
  private final PreparedTransactions store;
  private final SenderSettings settings;
  private final Submissions submissions;
  private final Broadcasts broadcasts;
  private final Confirmations confirmations;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private long askAt = System.nanoTime();

  /** The nonces of one of them. */
  private record Lane(Flights flights, Landings landings, Reconciliation reconciliation) {}

  FormerAccounts(
      EvmClient client,
      Account present,
      PreparedTransactions store,
      SenderSettings settings,
      Submissions submissions,
      Broadcasts broadcasts,
      Confirmations confirmations) {
    this.client = client;
    this.present = present;
    this.store = store;
    this.settings = settings;
    this.submissions = submissions;
    this.broadcasts = broadcasts;
    this.confirmations = confirmations;
  }

  /** Finds out what became of a saved transaction, whatever its store knows of it. */
  void watch(PreparedTransaction prepared) {
    lane(prepared.account())
        .flights()
        .watchAgain(prepared, Raised.all(store, prepared.reference()));
  }

  /** Takes up all of an account whose end is not known: a nonce waits for those below it. */
  void takeUp(String account) {
    lane(account);
  }

  private Lane lane(String account) {
    Lane known = lanes.get(account);
    if (known != null) {
      return known;
    }
    Flights flights = new Flights();
    flights
        .reload(store.unfinished(account).stream().filter(this::fits).toList())
        .forEach(needless -> store.abandon(needless.reference(), Raised.NEEDLESS));
    long count = client.transactionCount(account);
    flights.below(count).forEach(flight -> flight.due = false);
    Landings landings = new Landings(client, store, submissions, flights, account, confirmations);
    Lane lane =
        new Lane(
            flights,
            landings,
            new Reconciliation(client, account, Optional.empty(), flights, landings, settings));
    LOG.info(
        "{} transactions that the former account {} signed have no end yet",
        flights.size(),
        account);
    lanes.put(account, lane);
    askAt = System.nanoTime();
    return lane;
  }

  private boolean fits(PreparedTransaction prepared) {
    Optional<EvmException.SenderUnavailable> misfit = present.misfit(prepared);
    misfit.ifPresent(why -> LOG.error("left alone: {}", why.getMessage()));
    return misfit.isEmpty();
  }

  /** Sends what is due, asks the chain, and ends what has an end. */
  void step() {
    boolean ask = !lanes.isEmpty() && System.nanoTime() - askAt >= 0;
    if (ask) {
      askAt = System.nanoTime() + settings.poll().toNanos();
    }
    for (Map.Entry<String, Lane> each : lanes.entrySet()) {
      step(each.getValue(), ask);
      if (each.getValue().flights().size() == 0) {
        lanes.remove(each.getKey());
      }
    }
  }

  private void step(Lane lane, boolean ask) {
    lane.landings().take();
    lane.landings().finish();
    broadcasts.send(lane.flights().all());
    if (ask) {
      lane.reconciliation().ask();
    }
    lane.landings().finish();
  }

  /** Any thread. */
  boolean isWatched(String hash) {
    return lanes.values().stream().anyMatch(lane -> lane.flights().isWatched(hash));
  }

  /** A block with these receipts was seen. Any thread. */
  void seen(long blockNumber, List<Receipt> receipts) {
    lanes.values().forEach(lane -> lane.landings().seen(blockNumber, receipts));
  }

  /** Any thread. */
  void reorganised(long lastCommonBlock) {
    lanes.values().forEach(lane -> lane.landings().reorganised(lastCommonBlock));
  }

  /** How many transactions have no end yet. Any thread. */
  int size() {
    return lanes.values().stream().mapToInt(lane -> lane.flights().size()).sum();
  }

  /** What keeps one from its end. Any thread. */
  Optional<String> openQuestion() {
    return lanes.values().stream()
        .flatMap(lane -> lane.reconciliation().openQuestion().stream())
        .findFirst();
  }

  /** What people must know. Any thread. */
  Optional<String> standstill() {
    return lanes.values().stream()
        .flatMap(lane -> lane.reconciliation().standstill().stream())
        .findFirst();
  }
}
