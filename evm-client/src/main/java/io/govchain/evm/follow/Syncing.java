package io.govchain.evm.follow;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Whether a node says that it is still fetching blocks that others have: its newest block is an old
 * one then, whatever it answers. Asked at most once a second. Thread-safe.
 */
public final class Syncing {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EvmClient client;
  private OptionalLong askedAt = OptionalLong.empty();
  private Optional<String> problem = Optional.empty();

  /** Of the node behind this client. */
  public Syncing(EvmClient client) {
    this.client = client;
  }

  /** What the node says of it; empty where it has every block that it knows of. */
  public synchronized Optional<String> problem() {
    long now = System.nanoTime();
    if (askedAt.isEmpty() || now - askedAt.getAsLong() > KEPT_NANOS) {
      problem = ask();
      // From its answer on: one that takes long would be an old one for all who waited for it.
      askedAt = OptionalLong.of(System.nanoTime());
    }
    return problem;
  }

  private Optional<String> ask() {
    try {
      JsonNode progress = client.rpc("eth_syncing");
      return progress.isObject() ? missing(progress) : Optional.empty();
    } catch (EvmException.RpcError unknown) {
      return Optional.empty(); // Not every node has the method, and such a one never says so.
    } catch (EvmException silent) {
      return Optional.of("does not say whether it is catching up: " + silent.getMessage());
    }
  }

  private Optional<String> missing(JsonNode progress) {
    OptionalLong has = number(progress.path("currentBlock"));
    OptionalLong knows = number(progress.path("highestBlock"));
    if (has.isEmpty() || knows.isEmpty()) {
      return Optional.of("its node says that it is catching up");
    }
    return Reliance.catchingUp(has.getAsLong(), knows.getAsLong());
  }

  private static OptionalLong number(JsonNode quantity) {
    try {
      return OptionalLong.of(Hex.toLong(quantity.asText()));
    } catch (RuntimeException malformed) {
      return OptionalLong.empty();
    }
  }
}
