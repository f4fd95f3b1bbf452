package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A nonce on its way into a block. Usually one saved transaction; when a node keeps refusing that,
 * or the nonce belongs to none, a filler of the sender's own. Either may have been signed again for
 * higher prices. Owned by the sender's loop.
 */
final class Flight {
  static final String UNWANTED = "its transaction is not wanted any more";

  final long nonce;
  final Optional<PreparedTransaction> own;
  Optional<PreparedTransaction> filler = Optional.empty();

  /** What was signed again, of both, for ever higher prices. */
  final List<PreparedTransaction> raised = new ArrayList<>();

  /** When the last of them was signed, or taken up. */
  long raisedAt = System.nanoTime();

  private Optional<Offer> offer = Optional.empty();

  /** Why there is a filler; lost in a restart. */
  Optional<String> whyFilled = Optional.empty();

  /** To be broadcast in the next round. */
  boolean due = true;

  /** The node's last refusal; empty once it took the bytes. */
  Optional<String> refusal = Optional.empty();

  /**
   * What the node said last of the dearest, where it has a cheaper one; empty once it took that.
   */
  Optional<String> highestRefusal = Optional.empty();

  int refusals;
  long refusedSince;
  long retryAt = Long.MAX_VALUE;

  /** How often the chain had passed the nonce and yet knew none of its transactions. */
  int absences;

  /** Whether its caller gave it up: its own transaction is broadcast no more. */
  boolean unwanted;

  /** The receipt, once a block holds it. */
  Optional<Receipt> landed = Optional.empty();

  /** Why its end is not known although a block holds it; then it is asked for again, not before. */
  Optional<String> openQuestion = Optional.empty();

  long askAgainAt;

  Flight(long nonce, Optional<PreparedTransaction> own) {
    this.nonce = nonce;
    this.own = own;
  }

  /** What stands for all that is broadcast: the filler once there is one. */
  PreparedTransaction origin() {
    return filler.or(() -> own).orElseThrow();
  }

  /** What to broadcast, the cheapest first: a node may lack it, or refuse the dearer ones. */
  List<PreparedTransaction> versions() {
    return Stream.concat(Stream.of(origin()), raisedOf(origin())).toList();
  }

  private Stream<PreparedTransaction> raisedOf(PreparedTransaction origin) {
    return raised.stream().filter(each -> Raised.origin(each).equals(origin.reference()));
  }

  /** The dearest that is broadcast. */
  PreparedTransaction current() {
    return versions().getLast();
  }

  /** What that offers. Read once, since it costs as much as to check a signature. */
  GasPrice price() {
    PreparedTransaction now = current();
    if (offer.filter(read -> read.hash().equals(now.hash())).isEmpty()) {
      offer = Optional.of(new Offer(now.hash(), RawTransaction.parse(now.raw()).gasPrice()));
    }
    return offer.orElseThrow().price();
  }

  private record Offer(String hash, GasPrice price) {}

  /**
   * Whether the node had less time than this to do something with the last of the higher prices.
   */
  boolean isRaisedSince(long now, long nanos) {
    return !raised.isEmpty() && now - raisedAt < nanos;
  }

  /** All that may take the nonce. */
  Stream<PreparedTransaction> all() {
    return Stream.concat(Stream.concat(own.stream(), filler.stream()), raised.stream());
  }

  /** Its caller gave it up. */
  void withdraw() {
    unwanted = true;
    if (filler.isPresent()) {
      whyFilled = whyFilled.or(() -> Optional.of(UNWANTED));
    }
  }

  /** Whether there is nothing to broadcast: what it has is not wanted, and nothing fills it yet. */
  boolean isWithheld() {
    return unwanted && filler.isEmpty();
  }

  /** Whether the transaction with this hash is the caller's or the filler, at whatever price. */
  boolean isOneOfIts(String hash) {
    return all().anyMatch(tx -> tx.hash().equals(hash));
  }

  /** Whether it is the caller's transaction that a block holds, and not the filler. */
  boolean ownLanded() {
    return own.stream()
        .flatMap(tx -> Stream.concat(Stream.of(tx), raisedOf(tx)))
        .anyMatch(this::isLanded);
  }

  /** Whether its caller's transaction or its filler goes by this reference. */
  boolean isFor(String reference) {
    return Stream.concat(own.stream(), filler.stream())
        .anyMatch(tx -> tx.reference().equals(reference));
  }

  boolean isLanded(PreparedTransaction one) {
    return landed.filter(receipt -> receipt.transactionHash().equals(one.hash())).isPresent();
  }

  /**
   * @param ofHighest the refusal of the dearest, where the node has a cheaper one alone
   */
  void accepted(Optional<String> ofHighest) {
    refusal = Optional.empty();
    highestRefusal = ofHighest;
    refusals = 0;
    retryAt = Long.MAX_VALUE;
  }

  /** Noted, never believed: the chain tells what became of it. */
  void refused(String message, long now, long firstRetryNanos, long lastRetryNanos) {
    if (refusal.isEmpty()) {
      refusedSince = now;
    }
    refusal = Optional.of(message);
    retryAt = now + Math.min(firstRetryNanos << Math.min(refusals, 10), lastRetryNanos);
    refusals++;
  }
}
