package io.govchain.testnet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A genesis file that Besu and Anvil both take.
 *
 * @param validatorContract the contract that names the validators from block 0 on; empty: the
 *     validators are those of {@code validators}, which the headers carry
 * @param alloc what is in the state of block 0
 */
record GenesisDocument(
    long chainId,
    BlockSettings blocks,
    Optional<String> validatorContract,
    List<String> validators,
    ObjectNode alloc) {
  /**
   * Later than 0, because AccessManager reads "member since 0" as no member; the governance
   * contracts were initialised at this time.
   */
  static final long TIMESTAMP = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final long EPOCH_LENGTH = 30_000;

  /** Marks a block as made by Byzantine fault tolerant consensus. */
  private static final String BFT_MIX_HASH =
      "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

  ObjectNode toJson() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode config = root.putObject("config");
    config.put("chainId", chainId);
    config.put("berlinBlock", 0).put("londonBlock", 0);
    config.put("shanghaiTime", 0).put("cancunTime", 0).put("pragueTime", 0);
    config.put("zeroBaseFee", true);
    ObjectNode qbft = config.putObject("qbft");
    qbft.put("blockperiodseconds", blocks.period().toSeconds());
    qbft.put("epochlength", EPOCH_LENGTH);
    qbft.put("requesttimeoutseconds", blocks.requestTimeout().toSeconds());
    validatorContract.ifPresent(address -> qbft.put("validatorcontractaddress", address));
    root.put("nonce", "0x0");
    root.put("timestamp", "0x" + Long.toHexString(TIMESTAMP));
    root.put("gasLimit", "0x" + Long.toHexString(blocks.gasLimit()));
    root.put("difficulty", "0x1");
    root.put("mixHash", BFT_MIX_HASH);
    root.put("coinbase", "0x" + "0".repeat(40));
    root.put("extraData", QbftExtraData.of(validatorContract.isPresent() ? List.of() : validators));
    root.set("alloc", alloc);
    return root;
  }

  Path writeTo(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, JSON.writeValueAsBytes(toJson()));
      return file;
    } catch (IOException e) {
      throw new NetworkException(
          NetworkError.GENESIS_UNUSABLE, "genesis file " + file + " cannot be written: " + e, e);
    }
  }
}
