package io.govchain.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.encoding.Hex;
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
          EvmClient client = EvmClient.connect(EvmEndpoint.of(anvil.rpc()), refusals())) {
        for (GenesisCall call : new GenesisCalls(founding).inOrder()) {
          execute(client, call);
        }
        return GenesisAllocation.of(JSON.readTree(AnvilState.dump(anvil)), template);
      }
    } catch (IOException | EvmException e) {
      throw unusable("chain %d: %s".formatted(founding.chainId(), e.getMessage()), e);
    }
  }

  /** So that a founding that a contract does not accept is refused in words. */
  private static CustomErrors refusals() {
    return CustomErrors.ofAbis(
        List.of(
            ContractArtifacts.abi("Institutions"),
            ContractArtifacts.abi("Accounts"),
            ContractArtifacts.abi("WorkOrders"),
            ContractArtifacts.abi("Nodes")));
  }

  private static void execute(EvmClient client, GenesisCall call) {
    try {
      // A dry run first: only its answer names the reason of a refusal.
      client.call(Optional.of(SENDER), call.address(), call.data(), Optional.empty());
    } catch (EvmException.CallReverted refused) {
      throw unusable(
          "%s refuses this founding: %s".formatted(call.contract(), refused.reason()), refused);
    }
    Map<String, String> transaction =
        Map.of(
            "from", SENDER,
            "to", call.address(),
            "data", call.data(),
            "gas", Hex.quantity(CALL_GAS),
            "gasPrice", "0x0");
    String hash = client.rpc("eth_sendTransaction", transaction).asText();
    client.rpc("evm_mine", Map.of("timestamp", GenesisDocument.TIMESTAMP));
    if (!client.receipt(hash).map(Receipt::succeeded).orElse(false)) {
      throw unusable(
          "%s: expected its founding transaction %s to succeed, got %s"
              .formatted(call.contract(), hash, client.receipt(hash)),
          null);
    }
  }

  private static NetworkException unusable(String why, Throwable cause) {
    return new NetworkException(NetworkError.GENESIS_UNUSABLE, why, cause);
  }
}
