package io.govchain.evm.send;

import io.govchain.evm.BroadcastAnswer;
import io.govchain.evm.EvmClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sends what is due, in the order of nonces, many in one exchange. Never draws a conclusion from an
 * answer.
 */
final class Broadcasts {
  private static final int BATCH = 100;
  private static final int BATCH_CHARACTERS = 500_000;
  private static final long FIRST_RETRY = Duration.ofMillis(250).toNanos();
  private static final long LAST_RETRY = Duration.ofSeconds(4).toNanos();

  /** Nodes' words for it; "unknown account" or "unknown transaction type" are none of them. */
  private static final Pattern POINTLESS =
      Pattern.compile(
          "\\balready ?known\\b|\\bknown transaction\\b|already imported|nonce too low|nonce below");

  private final EvmClient client;

  Broadcasts(EvmClient client) {
    this.client = client;
  }

  /** Throws if the node cannot be reached; what was not answered stays due. */
  void send(Collection<Flight> flights) {
    long now = System.nanoTime();
    List<Flight> batch = new ArrayList<>();
    int transactions = 0;
    int characters = 0;
    for (Flight flight : flights) {
      if (flight.landed.isPresent()
          || flight.isWithheld()
          || !(flight.due || now - flight.retryAt >= 0)) {
        continue;
      }
      batch.add(flight);
      List<PreparedTransaction> versions = flight.versions();
      transactions += versions.size();
      characters += versions.stream().mapToInt(version -> version.raw().length()).sum();
      if (transactions >= BATCH || characters >= BATCH_CHARACTERS) {
        exchange(batch);
        batch.clear();
        transactions = 0;
        characters = 0;
      }
    }
    if (!batch.isEmpty()) {
      exchange(batch);
    }
  }

  private void exchange(List<Flight> batch) {
    Iterator<BroadcastAnswer> answers =
        client
            .sendRaw(
                batch.stream()
                    .flatMap(flight -> flight.versions().stream())
                    .map(PreparedTransaction::raw)
                    .toList())
            .iterator();
    long now = System.nanoTime();
    for (Flight flight : batch) {
      flight.due = false;
      boolean taken = false;
      Optional<String> refusal = Optional.empty();
      for (int version = 0; version < flight.versions().size(); version++) {
        refusal =
            answers
                .next()
                .refusal()
                .map(error -> error.rpcMessage())
                .filter(words -> !isPointlessToRepeat(words));
        taken |= refusal.isEmpty();
      }
      // That a dearer one is refused, for want of funds perhaps, does not keep the others from a
      // block.
      if (taken) {
        flight.accepted(refusal);
      } else {
        flight.refused(refusal.orElseThrow(), now, FIRST_RETRY, LAST_RETRY);
      }
    }
  }

  /**
   * The node has it, or had it: sending it again at once would bring the same words. Says nothing
   * about its end.
   */
  private static boolean isPointlessToRepeat(String refusal) {
    return POINTLESS.matcher(refusal.toLowerCase(Locale.ROOT)).find();
  }
}
