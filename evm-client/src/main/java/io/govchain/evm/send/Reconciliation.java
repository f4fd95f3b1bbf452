package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the chain what became of the nonces on their way, and decides what to do about those that do
 * not move. Only the chain's own state counts: the account's transaction count, and receipts.
 */
final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final int BATCH = 100;
  private static final int ABSENCES = 3;
  private static final long LONGEST_WAIT = Duration.ofSeconds(20).toNanos();

  private final EvmClient client;
  private final String address;
  private final Optional<Remedies> remedies;
  private final Flights flights;
  private final Landings landings;
  private final SenderSettings settings;
  private final Standstill standstill;
  private long count = -1;
  private volatile String openQuestion;
  private volatile long progressAt = System.nanoTime();
  private long rebroadcastAt = System.nanoTime();
  private long rebroadcastWait;
  private long headAtRebroadcast = -1;

  /**
   * @param remedies empty where the account's key is not at hand
   */
  Reconciliation(
      EvmClient client,
      String address,
      Optional<Remedies> remedies,
      Flights flights,
      Landings landings,
      SenderSettings settings) {
    this.client = client;
    this.address = address;
    this.remedies = remedies;
    this.flights = flights;
    this.landings = landings;
    this.settings = settings;
    this.standstill = new Standstill(client, address, remedies, settings);
    this.rebroadcastWait = settings.rebroadcastAfter().toNanos();
  }

  Duration stalledFor() {
    return flights.size() == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - progressAt);
  }

  /** There was nothing on its way until now, so nothing can have stalled. */
  void startAfresh() {
    progressAt = System.nanoTime();
    rebroadcastWait = settings.rebroadcastAfter().toNanos();
    standstill.over();
  }

  /**
   * Marks what has landed and what is to be sent again, and ends what was displaced; returns the
   * account's count.
   */
  long ask() {
    long now = System.nanoTime();
    long newCount = client.transactionCount(address);
    if (newCount != count) {
      count = newCount;
      startAfresh();
    }
    passed(flights.below(count).stream().filter(flight -> flight.landed.isEmpty()).toList());
    remedies.ifPresent(may -> may.fillings().fillUnwanted(count));
    if (!flights.from(count).isEmpty()
        && now - progressAt >= settings.rebroadcastAfter().toNanos()) {
      stalled(now);
    }
    return count;
  }

  private void passed(List<Flight> unknown) {
    List<String> hashes =
        unknown.stream().flatMap(Flight::all).map(PreparedTransaction::hash).toList();
    for (int from = 0; from < hashes.size(); from += BATCH) {
      receipts(hashes.subList(from, Math.min(hashes.size(), from + BATCH)));
    }
    Optional<String> question = Optional.empty();
    for (Flight flight : unknown) {
      if (flight.landed.isEmpty() && ++flight.absences >= ABSENCES) {
        Optional<String> open = findUser(flight);
        question = open.isPresent() ? open : question;
      }
    }
    openQuestion = question.orElse(null);
  }

  /**
   * A question that the node cannot answer spoils the answers to those beside it: they are asked
   * again without it. What used its nonce is then looked for in the blocks.
   */
  private void receipts(List<String> hashes) {
    try {
      client.receipts(hashes).forEach(receipt -> receipt.ifPresent(this::landed));
    } catch (EvmException.RpcError | EvmException.ResponseRefused unanswered) {
      int half = hashes.size() / 2;
      if (half == 0) {
        LOG.debug("no answer for the receipt of {}: {}", hashes, unanswered.getMessage());
        return;
      }
      receipts(hashes.subList(0, half));
      receipts(hashes.subList(half, hashes.size()));
    }
  }

  private void landed(Receipt receipt) {
    Optional<Receipt> landed = Optional.of(receipt);
    flights.byHash(receipt.transactionHash()).ifPresent(flight -> flight.landed = landed);
  }

  /**
   * Only the transaction that stands in a block at this nonce decides. A node that cannot tell (it
   * has dropped the old state, or lacks the block or its receipts) leaves the question open, and
   * holds up nothing else.
   */
  private Optional<String> findUser(Flight flight) {
    try {
      NonceUse.find(client, address, flight.nonce)
          .filter(use -> landings.isDeep(use.block()))
          .ifPresent(use -> decide(flight, use));
      return Optional.empty();
    } catch (EvmException.RpcError | EvmException.ResponseRefused e) {
      String question =
          "what used nonce %d of %s cannot be found out, so the end of %s stays open: %s"
              .formatted(flight.nonce, address, flight.origin().reference(), e.getMessage());
      if (flight.absences == ABSENCES) {
        LOG.error(question);
      }
      return Optional.of(question);
    }
  }

  private void decide(Flight flight, NonceUse use) {
    if (use.transaction().filter(user -> flight.isOneOfIts(user.hash())).isPresent()) {
      landed(use.receipt(client));
    } else {
      landings.displaced(flight, use.text());
    }
  }

  /** What the chain should have told and could not, or what it cannot take. */
  Optional<String> openQuestion() {
    return flights.size() == 0
        ? Optional.empty()
        : Optional.ofNullable(openQuestion).or(landings::openQuestion).or(this::standstill);
  }

  /** What the chain has not taken for so long that people must know. */
  Optional<String> standstill() {
    return flights.size() == 0 ? Optional.empty() : standstill.text();
  }

  private void stalled(long now) {
    remedies.ifPresent(may -> may.stalled(count, now, progressAt));
    // A filler may go now; where there can be none, or it does not help, people must know.
    standstill.look(flights.from(count).iterator().next(), count, now - progressAt);
    if (now - rebroadcastAt < rebroadcastWait) {
      return;
    }
    long head = client.latestHeader().number();
    boolean chainMoves = head != headAtRebroadcast;
    rebroadcastWait =
        chainMoves
            ? settings.rebroadcastAfter().toNanos()
            : Math.min(2 * rebroadcastWait, LONGEST_WAIT);
    headAtRebroadcast = head;
    rebroadcastAt = now;
    flights.from(count).stream().limit(settings.window()).forEach(flight -> flight.due = true);
  }
}
