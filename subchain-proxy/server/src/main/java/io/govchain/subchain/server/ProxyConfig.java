package io.govchain.subchain.server;

import io.govchain.service.config.Default;
import io.govchain.service.config.GovernanceEndpoint;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.config.LogSettings;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.http.HttpSettings;
import io.govchain.service.launch.ServiceConfig;
import io.govchain.service.messaging.OutboxSettings;
import io.govchain.service.tls.Fingerprint;
import io.govchain.subchain.gateway.GatewaySettings;
import io.govchain.subchain.sweep.CheckSettings;
import io.govchain.subchain.webhooks.Webhook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The configuration file of a subchain proxy. */
record ProxyConfig(
    String service,
    ListenAddress listen,
    ListenAddress management,
    TlsFiles tls,
    KeyFiles key,
    GovernanceEndpoint governance,
    Path database,
    List<Fingerprint> operators,
    LogSettings log,
    Adapter adapter,
    Limits limits,
    List<GatewaySettings> gateways,
    List<Webhook> webhooks,
    CheckSettings checks,
    HttpSettings http,
    OutboxSettings outbox)
    implements ServiceConfig {

  ProxyConfig {
    long applications =
        webhooks == null ? 0 : webhooks.stream().map(Webhook::application).distinct().count();
    if (webhooks != null && applications < webhooks.size()) {
      throw new IllegalArgumentException("webhooks: at most one per application");
    }
  }

  /**
   * Which adapter, where from, and its own settings.
   *
   * @param kind kind of chain, as the subchain is registered
   * @param plugins directory of adapter plugins
   * @param settings what the adapter is told; relative paths are relative to the configuration file
   */
  record Adapter(String kind, Path plugins, Map<String, String> settings) {}

  /** What applications may ask for at most. */
  record Limits(
      @Default("50") int callsPerSecondPerApplication,
      @Default("200") int callsPerSecondPerPipeline,
      @Default("20000") int unfinishedCallsPerApplication) {
    Limits {
      requirePositive("callsPerSecondPerApplication", callsPerSecondPerApplication);
      requirePositive("callsPerSecondPerPipeline", callsPerSecondPerPipeline);
      requirePositive("unfinishedCallsPerApplication", unfinishedCallsPerApplication);
    }

    private static void requirePositive(String key, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(key + " of at least 1");
      }
    }
  }
}
