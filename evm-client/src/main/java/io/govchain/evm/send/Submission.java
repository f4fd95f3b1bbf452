package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A caller's wish with the promise that it was given.
 *
 * @param permit on the clock of {@link System#nanoTime}; not saved while it lasts, it is given up
 */
record Submission(
    String reference,
    Call call,
    CompletableFuture<Receipt> receipt,
    Optional<SigningPermit> permit) {
  boolean asksFor(Call other) {
    return call.to().equals(other.to()) && call.data().equals(other.data());
  }

  boolean isOverdue() {
    return permit.filter(given -> given.isOver(System.nanoTime())).isPresent();
  }
}
