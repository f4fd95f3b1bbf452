package io.govchain.service.config;

import io.govchain.service.logging.LogSettings;
import io.govchain.service.tls.Fingerprint;
import java.nio.file.Path;
import java.util.List;

/**
 * What every service is configured with. A service's own record implements this by having these
 * components beside its own; {@link ConfigLoader} fills it.
 */
public interface ServiceConfig {
  /** The path the service is registered under, such as {@code registry/crosschain-proxy}. */
  String service();

  /** The mutually authenticated listener. */
  ListenAddress listen();

  /** The plain listener for health and metrics. */
  ListenAddress management();

  TlsFiles tls();

  KeyFiles key();

  GovernanceEndpoint governance();

  Path database();

  /** Certificates that may query, besides the registered ones. */
  List<Fingerprint> operators();

  /** Give the component the annotation-free type; an absent section means JSON at info. */
  LogSettings log();
}
