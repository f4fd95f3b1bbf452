package io.govchain.testnet;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The questions to a node that may not be there yet, or may be somebody else's. */
final class NodeQuestions implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final EvmClient client;

  NodeQuestions(URI rpc) {
    this.client = EvmClient.connect(new EvmEndpoint(rpc, Optional.empty(), TIMEOUT));
  }

  /** A number that the node tells; nothing when what is there is no chain node. */
  Optional<Long> quantity(String method) {
    try {
      return Optional.of(Hex.toLong(client.rpc(method).asText()));
    } catch (EvmException | IllegalArgumentException notThere) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
