package io.govchain.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.ApplicationCall;
import io.govchain.client.GovchainClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls that are handed in as fast as the proxy takes them, whatever became of those before: as
 * many are under way as were taken. Their ends are looked for in lists, newest first and no further
 * than to the first page with one that is open: more questions would be a load of their own on the
 * machine that is measured.
 */
final class OfferedCalls {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 100;
  private static final int HANDS = 32;

  private final GovchainClient client;
  private final Duration patience;

  OfferedCalls(GovchainClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /** Seconds from the first call handed in until the last was seen to have settled. */
  double settle(List<ApplicationCall> calls) throws Exception {
    long began = System.nanoTime();
    handIn(calls);
    awaitSettled(calls);
    return (System.nanoTime() - began) / 1e9;
  }

  /** Returns once the proxy has taken all of them. */
  void handIn(List<ApplicationCall> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(HANDS)) {
      List<Callable<Boolean>> work = new ArrayList<>();
      calls.forEach(call -> work.add(() -> submit(call)));
      for (Future<Boolean> taken : threads.invokeAll(work)) {
        taken.get();
      }
    }
  }

  /** A proxy may ask to slow down; the limit is part of the system that is measured. */
  boolean submit(ApplicationCall call) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        client.submit(call.body());
        return true;
      } catch (ProxyRefusedException refused) {
        boolean busy = refused.status() == 429 || refused.status() == 503;
        if (!busy || System.nanoTime() > end) {
          throw refused;
        }
      } catch (ProxyUnreachableException unknown) {
        if (System.nanoTime() > end) {
          throw unknown;
        }
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  /** Returns once all of them were seen to have settled. */
  void awaitSettled(List<ApplicationCall> calls) throws Exception {
    Set<String> open = new HashSet<>();
    calls.forEach(call -> open.add(call.transaction()));
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      look(open);
      if (open.isEmpty()) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "expected all of %d calls to settle within %s, actual: %d have not"
                .formatted(calls.size(), patience, open.size()));
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private void look(Set<String> open) throws Exception {
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent() && !open.isEmpty()) {
      String from = cursor.get();
      JsonNode page =
          client.transactions(
              from.isEmpty() ? Map.of("limit", "100") : Map.of("limit", "100", "cursor", from));
      boolean allOver = true;
      for (JsonNode call : page.path("transactions")) {
        note(call, open);
        allOver &= !open.contains(call.path("transaction").asText());
      }
      cursor =
          allOver
              ? Optional.of(page.path("cursor").asText()).filter(next -> !next.isEmpty())
              : Optional.empty();
    }
  }

  private static void note(JsonNode call, Set<String> open) {
    String status = call.path("status").asText();
    if (GovchainClient.FINAL_STATUSES.contains(status)
        && open.remove(call.path("transaction").asText())
        && !status.equals("settled")) {
      throw new IllegalStateException("expected a settled transaction, actual " + call);
    }
  }
}
