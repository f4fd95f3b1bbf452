package io.govchain.service.launch;

import io.govchain.service.config.ConfigLoader;
import io.govchain.service.config.GovernanceEndpoint;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.config.LogSettings;
import io.govchain.service.config.TlsFiles;
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

  /** An absent section means JSON at level info. */
  LogSettings log();
}
