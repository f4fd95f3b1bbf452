package io.govchain.subchain.gateway;

import io.govchain.adapter.AdapterSettingsException;
import io.govchain.adapter.SubchainGateway;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.service.database.Database;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.http.HealthProbe.Finding;
import io.govchain.service.http.Response;
import io.govchain.service.keys.AccountKey;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.StoredCall;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All gateways whose requests this proxy carries. */
public final class Gateways implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

  private final List<GatewayListener> listeners = new ArrayList<>();

  /**
   * Makes ready; nothing is read before {@link #start}.
   *
   * @param door takes the body of {@code POST /v1/calls} from the gateways' applications
   * @param reminder has the cross-chain proxy tell once more how a call stands
   * @throws StartupFailure with exit code 2 when a gateway's settings cannot be used
   */
  public Gateways(
      String servicePath,
      List<GatewaySettings> settings,
      Database database,
      Governance governance,
      LocalSubchain subchain,
      Function<byte[], Response> door,
      Consumer<StoredCall> reminder,
      MeterRegistry registry,
      Loops loops) {
    if (settings.isEmpty()) {
      return;
    }
    requireEachOnce(settings);
    GatewayMetrics metrics = new GatewayMetrics(registry, database);
    for (GatewaySettings one : settings) {
      try {
        SubchainGateway gateway = open(one, subchain);
        listeners.add(
            listener(
                servicePath,
                one,
                database,
                governance,
                new RegisteredRule(governance, subchain, one.application()),
                gateway,
                new Intake(door),
                reminder,
                metrics,
                loops));
      } catch (SubchainUnavailableException noAdapter) {
        LOG.error("gateway {} is not looked after: {}", one.address(), noAdapter.getMessage());
      }
    }
  }

  private static void requireEachOnce(List<GatewaySettings> settings) {
    Set<String> seen = new HashSet<>();
    for (GatewaySettings one : settings) {
      if (!seen.add(one.address().toLowerCase(Locale.ROOT))) {
        throw new StartupFailure(
            Exit.CONFIGURATION,
            "gateways: expected each address once, found %s twice".formatted(one.address()));
      }
    }
  }

  private static SubchainGateway open(GatewaySettings settings, LocalSubchain subchain) {
    try {
      return subchain
          .adapter()
          .gateway(settings.address())
          .orElseThrow(
              () ->
                  new StartupFailure(
                      Exit.CONFIGURATION,
                      "gateways: the adapter of kind \"%s\" knows no gateways"
                          .formatted(subchain.kind())));
    } catch (AdapterSettingsException unusable) {
      throw new StartupFailure(Exit.CONFIGURATION, "gateways: " + unusable.getMessage(), unusable);
    }
  }

  private static GatewayListener listener(
      String servicePath,
      GatewaySettings settings,
      Database database,
      Governance governance,
      RegisteredRule rule,
      SubchainGateway gateway,
      Intake intake,
      Consumer<StoredCall> reminder,
      GatewayMetrics metrics,
      Loops loops) {
    String address = settings.address().toLowerCase(Locale.ROOT);
    GatewayJournal journal =
        new GatewayJournal(database, governance, address, settings.application());
    RequestReader reader = new RequestReader(gateway, journal, metrics, settings.fromBlock());
    CallMaker maker =
        new CallMaker(
            servicePath,
            settings.application(),
            AccountKey.open(settings.key()).signer(),
            governance.registry(),
            gateway);
    MissingValues values = new MissingValues(journal, maker, intake, reminder);
    Carrier carrier =
        new Carrier(gateway, governance, journal, reader, maker, intake, values, metrics);
    return new GatewayListener(
        address,
        governance,
        rule,
        journal,
        reader,
        carrier,
        new AnswerBringer(gateway, journal, metrics),
        metrics,
        loops);
  }

  /** Whether all gateways' requests are read. */
  public HealthProbe probe() {
    return HealthProbe.of(
        "gateways",
        () -> {
          String findings =
              listeners.stream()
                  .flatMap(listener -> listener.finding().stream())
                  .collect(Collectors.joining("; "));
          return findings.isEmpty()
              ? Finding.ok(listeners.size() + " looked after")
              : Finding.failed(findings);
        });
  }

  /** Begins to carry. */
  public void start() {
    listeners.forEach(GatewayListener::start);
  }

  @Override
  public void close() {
    listeners.forEach(GatewayListener::close);
  }
}
