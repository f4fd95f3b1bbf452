package io.govchain.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.testnet.GenesisCalls.GenesisCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes genesis files that Anvil and Besu both take.
 *
 * <p>The state of a governance chain's block 0 is not computed here: the contracts themselves make
 * it. A short-lived Anvil chain starts from the contracts' template, the founding is handed to
 * their {@code initialize} functions, and what they stored becomes the allocation of the genesis
 * file. The same founding always gives the same file.
 */
public final class GenesisGenerator {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Any account: who initialises a contract leaves no trace in it. */
  private static final String SENDER = "0x00000000000000000000000000000000000f0000";

  /** So that one block takes a founding of any sensible size. */
  private static final long SCRATCH_GAS_LIMIT = 1_000_000_000;

  private static final long CALL_GAS = 500_000_000;

  private GenesisGenerator() {}

  /** Writes the genesis file of a governance chain. */
  public static Path generate(Founding founding, Path out) {
    return generate(founding, out, AnvilBinary.find());
  }

  static Path generate(Founding founding, Path out, Path program) {
    ObjectNode template = template();
    return new GenesisDocument(
            founding.chainId(),
            founding.blocks(),
            Optional.of(GovernanceAddresses.VALIDATOR_SHIELD),
            founding.validators(),
            initialised(founding, template, program))
        .writeTo(out);
  }

  /**
   * Writes the genesis file of a plain chain, with nothing in its state.
   *
   * @param validators addresses of the first QBFT validators; an Anvil chain needs none
   */
  public static Path plain(long chainId, List<String> validators, BlockSettings blocks, Path out) {
    return new GenesisDocument(
            chainId, blocks, Optional.empty(), validators, JSON.createObjectNode())
        .writeTo(out);
  }

  /** The genesis file of a plain Anvil chain. */
  public static Path plain(long chainId, Path out) {
    return plain(chainId, List.of(), BlockSettings.DEFAULT, out);
  }

  private static ObjectNode template() {
    try {
      JsonNode template = JSON.readTree(ContractArtifacts.genesisTemplate());
      JsonNode alloc = template.has("alloc") ? template.get("alloc") : template;
      for (String address :
          List.of(GovernanceAddresses.NODES, GovernanceAddresses.VALIDATOR_SHIELD)) {
        if (!alloc.path(address).hasNonNull("code")) {
          throw unusable("the contracts' genesis template has no code at " + address, null);
        }
      }
      return (ObjectNode) alloc;
    } catch (IOException e) {
      throw unusable("the contracts' genesis template is not JSON: " + e.getMessage(), e);
    }
  }

  private static ObjectNode initialised(Founding founding, ObjectNode template, Path program) {
    try (TemporaryDirectory directory = TemporaryDirectory.create("govchain-genesis")) {
      Path start =
          new GenesisDocument(
                  founding.chainId(),
                  new BlockSettings(
                      founding.blocks().period(),
                      founding.blocks().requestTimeout(),
                      SCRATCH_GAS_LIMIT),
                  Optional.empty(),
                  List.of(),
                  template)
              .writeTo(directory.path().resolve("template.json"));
      ChainSpec spec = ChainSpec.of("genesis", founding.chainId(), start, directory.path());
      try (Anvil anvil =
              Anvil.scratch(spec, program, Instant.ofEpochSecond(GenesisDocument.TIMESTAMP));
          JsonRpc rpc = new JsonRpc(anvil.rpc())) {
        for (GenesisCall call : new GenesisCalls(founding).inOrder()) {
          execute(rpc, call);
        }
        return GenesisAllocation.of(JSON.readTree(AnvilState.dump(anvil)), template);
      }
    } catch (IOException e) {
      throw unusable("chain %d: %s".formatted(founding.chainId(), e.getMessage()), e);
    }
  }

  private static void execute(JsonRpc rpc, GenesisCall call) throws IOException {
    Map<String, String> transaction =
        Map.of(
            "from",
            SENDER,
            "to",
            call.address(),
            "data",
            call.data(),
            "gas",
            "0x" + Long.toHexString(CALL_GAS),
            "gasPrice",
            "0x0");
    String hash;
    try {
      // A dry run first: its answer names the reason of a refusal.
      rpc.call("eth_call", transaction, "latest");
      hash = rpc.call("eth_sendTransaction", transaction).asText();
      rpc.call("evm_mine", Map.of("timestamp", GenesisDocument.TIMESTAMP));
    } catch (IOException e) {
      throw unusable(call.contract() + " refused its founding: " + e.getMessage(), e);
    }
    String status = rpc.call("eth_getTransactionReceipt", hash).path("status").asText();
    if (!status.equals("0x1")) {
      throw unusable(
          "%s: expected the transaction that initialises it to succeed, got status %s"
              .formatted(call.contract(), status),
          null);
    }
  }

  private static NetworkException unusable(String why, Throwable cause) {
    return new NetworkException(NetworkError.GENESIS_UNUSABLE, why, cause);
  }
}
