package io.govchain.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.Indexed;
import io.govchain.console.index.IndexStatus;
import io.govchain.console.store.Alerts;
import io.govchain.console.store.Alerts.Alert;
import io.govchain.console.store.PageRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The alerts of a store that follows a chain, looked at when a test says so. */
record Watched(Indexed indexed, Thresholds thresholds) {

  /** Looks at everything that is on the chain now. */
  void examine() {
    indexed.caughtUp();
    examine(indexed.indexer().status());
  }

  void examine(IndexStatus status) {
    Monitor.examine(indexed.store(), status, thresholds, InstantSource.fixed(Instant.now()));
  }

  /** Rules that have open alerts. */
  Set<String> rules() {
    return open().stream().map(Alert::rule).collect(Collectors.toSet());
  }

  /** The one open alert of a rule. */
  Alert only(String rule) {
    List<Alert> found = open().stream().filter(alert -> alert.rule().equals(rule)).toList();
    assertThat(found).as("alerts of %s among %s", rule, open()).hasSize(1);
    return found.getFirst();
  }

  private List<Alert> open() {
    Alerts.Filter open =
        new Alerts.Filter(
            Optional.of(Alerts.State.OPEN),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
    return indexed.store().alerts().page(open, PageRequest.first(200)).items();
  }
}
