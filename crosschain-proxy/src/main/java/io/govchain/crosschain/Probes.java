package io.govchain.crosschain;

import io.govchain.crosschain.conversation.Directory;
import io.govchain.crosschain.recorder.Recorder;
import io.govchain.governance.Service;
import io.govchain.service.database.Database;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.http.HealthProbe.Finding;
import io.govchain.service.keys.AccountKey;
import io.govchain.service.loop.Loops;
import io.govchain.service.tls.MutualTls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be well for the proxy to work, each with a sentence that says what is not. */
final class Probes {
  /** More blocks than this behind the head count as not ready. */
  private static final long MAX_LAG = 10;

  private Probes() {}

  static List<HealthProbe> of(
      String self,
      AccountKey key,
      MutualTls tls,
      Directory directory,
      Database database,
      Life life,
      Recorder recorder,
      Loops loops) {
    return List.of(
        HealthProbe.database(database),
        HealthProbe.of("governance-chain", () -> governance(life)),
        HealthProbe.of("registration", () -> registration(self, key, tls, directory)),
        HealthProbe.of("recorder", () -> unlessProblem(recorder.problem(), "records")),
        loops.probe());
  }

  private static Finding governance(Life life) {
    String problem = life.problem();
    if (!problem.isEmpty()) {
      return Finding.failed("expected the governance chain to be followed, actual: " + problem);
    }
    // What one member registers must not make all others' proxies unready.
    String told =
        Stream.of(life.lacking(), life.crowding())
            .flatMap(Optional::stream)
            .map(why -> "; " + why)
            .collect(Collectors.joining());
    return life.lag() <= MAX_LAG
        ? Finding.ok("followed, " + Math.max(0, life.lag()) + " blocks behind" + told)
        : Finding.failed("expected at most " + MAX_LAG + " blocks behind, actual " + life.lag());
  }

  private static Finding registration(
      String self, AccountKey key, MutualTls tls, Directory directory) {
    Optional<Service> found = directory.registry().service(self);
    if (found.isEmpty()) {
      return Finding.failed("expected service " + self + " to be registered, actual: it is not");
    }
    Service service = found.get();
    if (!directory.isActive(self)) {
      return Finding.failed(
          "expected service %s, its account and institution to be active, actual: not"
              .formatted(self));
    }
    if (service.kind() != Service.Kind.CROSSCHAIN_PROXY) {
      return Finding.failed("expected a cross-chain proxy, registered " + service.kind().word());
    }
    if (!service.account().equals(key.chain().address())) {
      return Finding.failed(
          "account: registered %s, actual %s".formatted(service.account(), key.chain().address()));
    }
    String shown = tls.fingerprint().value();
    if (!directory.certificates(service.id()).contains(shown)) {
      return Finding.failed(
          "certificate: registered %s, actual %s".formatted(service.tlsFingerprint(), shown));
    }
    String former =
        directory
            .registry()
            .serviceCertificates(self)
            .endOf(shown)
            .map(end -> "; shows its former certificate, which counts until " + end)
            .orElse("");
    return directory
        .subchainProxy()
        .map(paired -> "registered, paired with " + paired + former)
        .map(Finding::ok)
        .orElseGet(() -> Finding.failed("expected a paired subchain proxy, actual none"));
  }

  private static Finding unlessProblem(String problem, String well) {
    return problem.isEmpty() ? Finding.ok(well) : Finding.failed(problem);
  }
}
