package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A caller's wish with the promise that it was given.
 *
 * @param savedBy on the clock of {@link System#nanoTime}; not saved by then, it is given up
 */
record Submission(
    String reference, Call call, CompletableFuture<Receipt> receipt, OptionalLong savedBy) {
  boolean asksFor(Call other) {
    return call.to().equals(other.to()) && call.data().equals(other.data());
  }

  boolean isOverdue() {
    return savedBy.isPresent() && System.nanoTime() - savedBy.getAsLong() >= 0;
  }
}
