package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.concurrent.CompletableFuture;

/** A caller's wish with the promise that it was given. */
record Submission(String reference, Call call, CompletableFuture<Receipt> receipt) {
  boolean asksFor(Call other) {
    return call.to().equals(other.to()) && call.data().equals(other.data());
  }
}
