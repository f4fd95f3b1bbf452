package io.govchain.cli;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceErrors;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One governance node, for the length of a command. */
record GovernanceConnection(EvmClient client, GovernanceChain chain) implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  static GovernanceConnection open(URI rpc) {
    EvmClient client =
        EvmClient.connect(new EvmEndpoint(rpc, Optional.empty(), TIMEOUT), GovernanceErrors.all());
    return new GovernanceConnection(client, GovernanceChain.connect(client));
  }

  @Override
  public void close() {
    client.close();
  }
}
