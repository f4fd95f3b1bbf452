package io.govchain.crosschain;

import io.govchain.crosschain.engine.Policy;
import io.govchain.service.config.Default;
import io.govchain.service.config.GovernanceEndpoint;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.config.LogSettings;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.launch.ServiceConfig;
import io.govchain.service.tls.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The cross-chain proxy's configuration file; see docs/operations.md.
 *
 * @param compensation how long and how often compensation is tried before people are asked
 */
record CrosschainConfig(
    String service,
    ListenAddress listen,
    ListenAddress management,
    TlsFiles tls,
    KeyFiles key,
    GovernanceEndpoint governance,
    Path database,
    List<Fingerprint> operators,
    LogSettings log,
    Optional<Compensation> compensation)
    implements ServiceConfig {

  /**
   * All durations in seconds of governance block time.
   *
   * @param graceSeconds after the deadline, before an unfinished compensation is escalated
   * @param attempts of a compensator before it counts as failed
   * @param firstBackOffSeconds pause after the first refused attempt; doubles each time
   */
  record Compensation(
      @Default("600") long graceSeconds,
      @Default("5") int attempts,
      @Default("5") long firstBackOffSeconds) {
    Compensation {
      if (graceSeconds < 0 || attempts < 1 || firstBackOffSeconds < 1) {
        throw new IllegalArgumentException(
            "graceSeconds of 0 or more, attempts and firstBackOffSeconds of 1 or more");
      }
    }
  }

  Policy policy() {
    return compensation
        .map(
            chosen ->
                new Policy(
                    Policy.STANDARD.patience(),
                    chosen.graceSeconds(),
                    chosen.attempts(),
                    chosen.firstBackOffSeconds(),
                    Math.max(Policy.STANDARD.longestBackOff(), chosen.firstBackOffSeconds())))
        .orElse(Policy.STANDARD);
  }
}
