package io.govchain.testnet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a start needs to know of a genesis file.
 *
 * @param gasLimit gas limit of every block
 */
record GenesisFile(Path path, long chainId, long gasLimit) {
  /** Reads a genesis file and checks that it is the one of the chain that is to be started. */
  static GenesisFile read(ChainSpec spec) {
    Path path = spec.genesis();
    JsonNode genesis;
    try {
      genesis = new ObjectMapper().readTree(Files.readAllBytes(path));
    } catch (JsonProcessingException e) {
      throw unusable(spec, "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw unusable(spec, "cannot be read: " + e);
    }
    long chainId = genesis.path("config").path("chainId").asLong(-1);
    if (chainId != spec.chainId()) {
      throw unusable(
          spec,
          "expected chain id %d at config.chainId, got %s"
              .formatted(spec.chainId(), chainId < 0 ? "none" : chainId));
    }
    String gasLimit = genesis.path("gasLimit").asText();
    try {
      return new GenesisFile(path, chainId, Long.decode(gasLimit));
    } catch (NumberFormatException e) {
      throw unusable(spec, "expected a hex number at gasLimit, got '" + gasLimit + "'");
    }
  }

  private static NetworkException unusable(ChainSpec spec, String why) {
    return new NetworkException(
        NetworkError.GENESIS_UNUSABLE,
        "chain %s: genesis file %s %s".formatted(spec.name(), spec.genesis(), why));
  }
}
