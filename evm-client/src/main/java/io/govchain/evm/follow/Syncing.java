package io.govchain.evm.follow;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a node says that it is still fetching blocks that others have: its newest block is an old
 * one then, whatever it answers. Asked at most once a second, and by one question at a time: who
 * comes while it is under way waits for its answer and for nobody else. Thread-safe.
 */
public final class Syncing {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EvmClient client;
  private Optional<CompletableFuture<Answer>> question = Optional.empty();
  private volatile Optional<Answer> last = Optional.empty();

  /**
   * @param at when it came: from then on it is kept, since one that takes long would be an old one
   *     for all who waited for it
   */
  private record Answer(Optional<String> problem, long at) {}

  /** Of the node behind this client. */
  public Syncing(EvmClient client) {
    this.client = client;
  }

  /**
   * What the node says of it; empty where it has every block that it knows of. Waits for the node,
   * no longer than its client does.
   */
  public Optional<String> problem() {
    return question().join().problem();
  }

  /**
   * What the node said of it last, for people and metrics: after a second it is not waited for any
   * longer.
   */
  public Optional<String> lastProblem() {
    return lastProblem(PATIENCE);
  }

  Optional<String> lastProblem(Duration patience) {
    try {
      return question().get(patience.toNanos(), TimeUnit.NANOSECONDS).problem();
    } catch (TimeoutException slow) {
      return last.map(Answer::problem)
          .orElse(Optional.of("has not said yet whether it is catching up"));
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("was not asked whether it is catching up");
    }
  }

  private synchronized CompletableFuture<Answer> question() {
    return question
        .filter(known -> !known.isDone() || !isOld(known.join()))
        .orElseGet(this::askAnew);
  }

  private CompletableFuture<Answer> askAnew() {
    CompletableFuture<Answer> next = new CompletableFuture<>();
    question = Optional.of(next);
    Thread.ofVirtual().name("syncing").start(() -> answer(next));
    return next;
  }

  private static boolean isOld(Answer answer) {
    return System.nanoTime() - answer.at() > KEPT_NANOS;
  }

  private void answer(CompletableFuture<Answer> waitedFor) {
    Optional<String> problem = Optional.of("could not be asked whether it is catching up");
    try {
      problem = ask();
    } finally {
      // In any case: somebody waits for it.
      Answer answer = new Answer(problem, System.nanoTime());
      last = Optional.of(answer);
      waitedFor.complete(answer);
    }
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
