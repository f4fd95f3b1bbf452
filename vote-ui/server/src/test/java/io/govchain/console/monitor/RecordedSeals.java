package io.govchain.console.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.proof.QbftSeals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Who sealed blocks of a real QBFT network of four validators, by the seals in its recorded
 * headers.
 *
 * @param validators in the state before each of the blocks
 * @param blocks who sealed each of them
 */
record RecordedSeals(List<String> validators, List<Set<String>> blocks) {
  private static final Path FILE =
      Path.of("../../evm-client/src/test/resources/vectors/besu-qbft-contract.json.gz");

  /** The blocks that all had the same four validators. */
  static RecordedSeals ofFour() {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(FILE))) {
      List<String> validators = List.of();
      List<Set<String>> blocks = new ArrayList<>();
      for (JsonNode block : new ObjectMapper().readTree(in).get("blocks")) {
        List<String> signers = new ArrayList<>();
        block.get("signers").forEach(signer -> signers.add(Hex.address(signer.asText())));
        signers.sort(null);
        if (validators.isEmpty()) {
          validators = signers;
        }
        if (validators.equals(signers)) {
          var header =
              HeaderRlp.decode(block.get("rawHeader").asText(), block.at("/block/hash").asText());
          blocks.add(new TreeSet<>(QbftSeals.verify(header, signers)));
        }
      }
      return new RecordedSeals(validators, blocks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
