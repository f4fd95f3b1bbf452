package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.Optional;

/**
 * A nonce on its way into a block. Usually one saved transaction; when a node keeps refusing that,
 * or the nonce belongs to none, a filler of the sender's own. Owned by the sender's loop.
 */
final class Flight {
  static final String UNWANTED = "its transaction is not wanted any more";

  final long nonce;
  final Optional<PreparedTransaction> own;
  Optional<PreparedTransaction> filler = Optional.empty();

  /** Why there is a filler; lost in a restart. */
  Optional<String> whyFilled = Optional.empty();

  /** To be broadcast in the next round. */
  boolean due = true;

  /** The node's last refusal; empty once it took the bytes. */
  Optional<String> refusal = Optional.empty();

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

  /** What to broadcast: the filler once there is one. */
  PreparedTransaction current() {
    return filler.or(() -> own).orElseThrow();
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

  /** Whether the transaction with this hash is the caller's or the filler. */
  boolean isOneOfIts(String hash) {
    return own.filter(tx -> tx.hash().equals(hash)).isPresent()
        || filler.filter(tx -> tx.hash().equals(hash)).isPresent();
  }

  /** Whether it is the caller's transaction that a block holds, and not the filler. */
  boolean ownLanded() {
    return landed
        .filter(
            receipt -> own.filter(tx -> tx.hash().equals(receipt.transactionHash())).isPresent())
        .isPresent();
  }

  void accepted() {
    refusal = Optional.empty();
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
