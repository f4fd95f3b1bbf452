package io.govchain.subchain.server;

import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.AdapterSettingsException;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.SubchainAdapterFactory;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.subchain.adapters.AdapterPlugins;
import io.govchain.subchain.adapters.LocalSubchain;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the configured adapter. */
final class Subchains {

  private static final Logger LOG = LoggerFactory.getLogger(Subchains.class);

  private Subchains() {}

  /**
   * The subchain with its adapter, or without one when the plugin is missing or broken: the service
   * then runs and says that it is not ready.
   *
   * @throws StartupFailure with exit code 2 when a setting of the adapter cannot be used
   */
  static LocalSubchain open(
      ProxyConfig.Adapter config, Path directory, AdapterPlugins plugins, PreparedWrites writes) {
    Optional<SubchainAdapterFactory> factory = plugins.factory(config.kind());
    if (factory.isEmpty()) {
      LOG.error("{}", plugins.problem(config.kind()));
      return LocalSubchain.without(config.kind(), plugins.problem(config.kind()));
    }
    try {
      AdapterSettings settings = new AdapterSettings(directory, config.settings());
      return LocalSubchain.of(config.kind(), factory.get().open(settings, writes));
    } catch (AdapterSettingsException unusable) {
      throw new StartupFailure(Exit.CONFIGURATION, unusable.getMessage(), unusable);
    } catch (RuntimeException | LinkageError broken) {
      String text =
          "adapter \"%s\" from %s does not open: %s"
              .formatted(config.kind(), config.plugins(), broken);
      LOG.error("{}", text, broken);
      return LocalSubchain.without(config.kind(), text);
    }
  }
}
