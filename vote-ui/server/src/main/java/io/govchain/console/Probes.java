package io.govchain.console;

import io.govchain.console.api.Pulse;
import io.govchain.console.index.IndexStatus;
import io.govchain.console.monitor.Thresholds;
import io.govchain.console.store.ConsoleStore;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.http.HealthProbe.Finding;
import io.govchain.service.loop.Loops;
import java.util.List;

/** What must be well for the console to tell the truth. */
final class Probes {
  private Probes() {}

  static List<HealthProbe> of(ConsoleStore store, Pulse pulse, Thresholds thresholds, Loops loops) {
    return List.of(
        HealthProbe.database(store.database()),
        HealthProbe.of("governance-chain", () -> chain(pulse)),
        HealthProbe.of("index", () -> index(pulse.status(), thresholds.indexingLagBlocks())),
        loops.probe());
  }

  private static Finding chain(Pulse pulse) {
    return pulse
        .status()
        .problem()
        .map(problem -> Finding.failed("expected the chain to be followed, actual: " + problem))
        .orElseGet(() -> Finding.ok("newest block " + pulse.stalledSeconds() + " s ago"));
  }

  private static Finding index(IndexStatus status, long most) {
    if (status.head().isEmpty()) {
      return Finding.failed("expected the chain's newest block, actual: not known yet");
    }
    return status.lag() <= most
        ? Finding.ok(status.lag() + " blocks behind")
        : Finding.failed(
            "expected at most %d blocks behind, actual %d".formatted(most, status.lag()));
  }
}
