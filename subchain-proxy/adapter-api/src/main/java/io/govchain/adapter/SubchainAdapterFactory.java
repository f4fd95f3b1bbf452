package io.govchain.adapter;

import org.pf4j.ExtensionPoint;

/** The extension that a plugin offers: opens adapters for one kind of chain. */
public interface SubchainAdapterFactory extends ExtensionPoint {

  /** The kind of chain as subchains register it, for example {@code evm}. */
  String kind();

  /**
   * Opens an adapter. The chain need not be reachable yet; only settings are judged here.
   *
   * @param settings the {@code adapter.settings} section of the host's configuration
   * @param writes the host's durable store of prepared writes, for this adapter alone
   * @throws AdapterSettingsException when a setting is missing, unknown or unusable
   */
  SubchainAdapter open(AdapterSettings settings, PreparedWrites writes);
}
