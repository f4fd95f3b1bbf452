package io.govchain.testnet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

/**
 * The file from which a restartable Anvil chain starts. Anvil takes a genesis file or a state file,
 * never both, so the first state is what a short-lived process makes of the genesis file.
 */
final class AnvilState {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_STATE_BYTES = 512 * 1024 * 1024;

  private AnvilState() {}

  /** The state file of a chain: made from its genesis when there is none yet. */
  static Path ensure(ChainSpec spec, Path program) {
    Path state = spec.directory().resolve(spec.name() + "-state.json");
    if (Files.exists(state)) {
      requireWhole(spec, state);
      return state;
    }
    ChainSpec first =
        ChainSpec.of(
            spec.name() + "-first-state", spec.chainId(), spec.genesis(), spec.directory());
    try (Anvil anvil = Anvil.scratch(first, program, Instant.now())) {
      Path unfinished = state.resolveSibling(state.getFileName() + ".new");
      Files.write(unfinished, dump(anvil));
      Files.move(unfinished, state, StandardCopyOption.ATOMIC_MOVE);
      return state;
    } catch (IOException | EvmException e) {
      throw new NetworkException(
          NetworkError.STATE_UNUSABLE,
          "chain %s: first state could not be made: %s".formatted(spec.name(), e.getMessage()),
          e);
    }
  }

  /** The whole state of a running Anvil chain, as JSON text. */
  static byte[] dump(Anvil anvil) throws IOException {
    try (EvmClient client = EvmClient.connect(EvmEndpoint.of(anvil.rpc()))) {
      byte[] compressed = Hex.bytes(client.rpc("anvil_dumpState").asText());
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
        return in.readNBytes(MAX_STATE_BYTES);
      }
    }
  }

  /**
   * A process that was killed while it saved leaves half a file, and Anvil's message hides that.
   */
  private static void requireWhole(ChainSpec spec, Path state) {
    try (JsonParser parser = JSON.createParser(state.toFile())) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.currentToken() == null || parser.isClosed()) {
        throw new IOException("it ends early");
      }
    } catch (IOException e) {
      throw new NetworkException(
          NetworkError.STATE_UNUSABLE,
          "chain %s: the saved state %s is not whole (%s): its process was probably killed while it saved. Remove the file to start the chain anew"
              .formatted(spec.name(), state, e.getMessage()),
          e);
    }
  }
}
