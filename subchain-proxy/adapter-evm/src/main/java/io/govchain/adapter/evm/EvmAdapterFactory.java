package io.govchain.adapter.evm;

import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.SubchainAdapterFactory;
import org.pf4j.Extension;

/** Opens adapters for EVM chains. */
@Extension
public final class EvmAdapterFactory implements SubchainAdapterFactory {

  static final String KIND = "evm";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public SubchainAdapter open(AdapterSettings settings, PreparedWrites writes) {
    return EvmAdapter.open(EvmSettings.of(settings), writes);
  }
}
