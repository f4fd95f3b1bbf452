package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends flights: blocks hold them and are deep enough, or their nonce went to another transaction.
 * The store learns it first, and only then those who wait.
 */
final class Landings {
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Logger LOG = LoggerFactory.getLogger(Landings.class);

  private final EvmClient client;
  private final PreparedTransactions store;
  private final Submissions submissions;
  private final Flights flights;
  private final String address;
  private final Confirmations confirmations;
  private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
  private volatile long voidAbove = Long.MAX_VALUE;
  private volatile long head = -1;
  private volatile String openQuestion;

  Landings(
      EvmClient client,
      PreparedTransactions store,
      Submissions submissions,
      Flights flights,
      String address,
      Confirmations confirmations) {
    this.client = client;
    this.store = store;
    this.submissions = submissions;
    this.flights = flights;
    this.address = address;
    this.confirmations = confirmations;
  }

  /** A block with these receipts of ours was seen. Any thread. */
  void seen(long blockNumber, List<Receipt> ours) {
    head = blockNumber;
    receipts.addAll(ours);
  }

  /** Blocks above this one are void. Any thread; not at the same time as {@link #seen}. */
  void reorganised(long lastCommonBlock) {
    head = lastCommonBlock;
    receipts.removeIf(receipt -> receipt.blockNumber() > lastCommonBlock);
    voidAbove = Math.min(voidAbove, lastCommonBlock);
  }

  /** Notes what blocks have brought since the last time. */
  void take() {
    long common = voidAbove;
    if (common != Long.MAX_VALUE) {
      voidAbove = Long.MAX_VALUE;
      for (Flight flight : flights.all()) {
        if (flight.landed.filter(receipt -> receipt.blockNumber() > common).isPresent()) {
          flight.landed = Optional.empty();
          flight.openQuestion = Optional.empty();
          flight.due = true;
        }
      }
    }
    for (Receipt receipt = receipts.poll(); receipt != null; receipt = receipts.poll()) {
      Optional<Receipt> landed = Optional.of(receipt);
      flights.byHash(receipt.transactionHash()).ifPresent(flight -> flight.landed = landed);
    }
  }

  void finish() {
    List<Flight> landed =
        flights.all().stream()
            .filter(flight -> flight.landed.filter(receipt -> isFinal(flight, receipt)).isPresent())
            .toList();
    if (!landed.isEmpty()) {
      store.finishAll(landed.stream().map(Landings::landedTransaction).toList());
    }
    for (Flight flight : landed) {
      Receipt receipt = flight.landed.orElseThrow();
      if (flight.ownLanded()) {
        String reference = flight.own.orElseThrow().reference();
        flight.filler.ifPresent(
            filler -> store.abandon(filler.reference(), "not needed: " + reference + " landed"));
        flights.remove(flight);
        submissions.complete(reference, receipt);
      } else {
        displaced(
            flight,
            "%s, which fills the nonce%s"
                .formatted(
                    receipt.transactionHash(),
                    flight.whyFilled.map(why -> " because " + why).orElse("")));
      }
    }
    // Last: should the store fail here, those who waited have heard, and a restart does the rest.
    landed.stream().filter(Flight::ownLanded).forEach(flight -> endRaised(flight, Raised.NEEDLESS));
    openQuestion =
        flights.all().stream()
            .flatMap(flight -> flight.openQuestion.stream())
            .findFirst()
            .orElse(null);
  }

  /** What keeps a transaction that a block holds from its end. Any thread. */
  Optional<String> openQuestion() {
    return Optional.ofNullable(openQuestion);
  }

  /**
   * The nonce is gone for good.
   *
   * @param user what used it
   */
  void displaced(Flight flight, String user) {
    String reason = "nonce %d of %s was used by %s".formatted(flight.nonce, address, user);
    flight.own.ifPresent(
        own -> {
          String text = "{} ({}) can never take effect: {}";
          if (flight.unwanted) {
            LOG.info(text, own.reference(), own.hash(), reason);
          } else {
            LOG.error(text, own.reference(), own.hash(), reason);
          }
          store.abandon(own.reference(), reason);
        });
    if (flight.landed.isEmpty()) {
      flight.filler.ifPresent(filler -> store.abandon(filler.reference(), reason));
    }
    flights.remove(flight);
    flight.own.ifPresent(
        own ->
            submissions.fail(
                own.reference(),
                new EvmException.TransactionDisplaced(
                    "%s (%s): %s".formatted(own.reference(), own.hash(), reason))));
    endRaised(flight, reason);
  }

  /** After the end of what they were signed for: where only that was saved, a restart ends them. */
  private void endRaised(Flight flight, String reason) {
    for (PreparedTransaction each : flight.raised) {
      if (flight.isLanded(each)) {
        store.finish(each.reference(), flight.landed.orElseThrow());
      } else {
        store.abandon(each.reference(), reason);
      }
    }
  }

  private static LandedTransaction landedTransaction(Flight flight) {
    PreparedTransaction prepared = (flight.ownLanded() ? flight.own : flight.filler).orElseThrow();
    return new LandedTransaction(prepared.reference(), flight.landed.orElseThrow());
  }

  /** A question that the node cannot answer leaves this one open, and holds up nothing else. */
  private boolean isFinal(Flight flight, Receipt receipt) {
    if (confirmations.blocks() == 0) {
      return true;
    }
    if (flight.openQuestion.isPresent() && System.nanoTime() - flight.askAgainAt < 0) {
      return false;
    }
    try {
      boolean end = isConfirmed(flight, receipt);
      flight.openQuestion = Optional.empty();
      return end;
    } catch (EvmException.RpcError | EvmException.ResponseRefused unanswered) {
      leaveOpen(flight, receipt, unanswered);
      return false;
    }
  }

  private void leaveOpen(Flight flight, Receipt receipt, EvmException why) {
    String question =
        "%s (%s) stood in block %d, and whether it does still cannot be found out: %s"
            .formatted(
                flight.origin().reference(),
                receipt.transactionHash(),
                receipt.blockNumber(),
                why.getMessage());
    if (openQuestion == null) {
      LOG.error(question);
      openQuestion = question;
    }
    flight.openQuestion = Optional.of(question);
    flight.askAgainAt = System.nanoTime() + AGAIN_NANOS;
  }

  private boolean isConfirmed(Flight flight, Receipt receipt) {
    if (!isDeep(receipt.blockNumber())) {
      return false;
    }
    Optional<Receipt> now = client.receipt(receipt.transactionHash());
    if (now.filter(same -> same.blockHash().equals(receipt.blockHash())).isPresent()) {
      return true;
    }
    flight.landed = now;
    flight.due = now.isEmpty();
    return false;
  }

  /** Whether enough blocks follow this one. */
  boolean isDeep(long block) {
    long enough = block + confirmations.blocks();
    if (enough > head) {
      head = Math.max(head, client.latestHeader().number());
    }
    return enough <= head;
  }
}
