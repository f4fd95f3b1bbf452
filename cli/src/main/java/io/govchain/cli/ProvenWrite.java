package io.govchain.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.StepTag;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.proof.InclusionProof;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.proof.ProvenReceipt;
import io.govchain.evm.proof.ValidatorTrail;
import io.govchain.evm.signing.RawTransaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence of a governed write proves by itself: that a block holds this transaction, with
 * this result. Whether the block is one of the chain's is another question.
 *
 * @param digest SHA-256 of the file's exact bytes, as the ledger has it
 * @param validators how the chain's validators changed, where the evidence tells it
 */
record ProvenWrite(
    String digest,
    long chainId,
    BlockHeader block,
    RawTransaction transaction,
    String hash,
    boolean succeeded,
    StepTag tag,
    Optional<ValidatorTrail> validators) {
  private static final int MAX_DEPTH = 5;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  /**
   * Checks the proofs in a file of evidence.
   *
   * @throws ProofException if they prove nothing
   * @throws CommandFailure if they are no proofs, or not of a governed write
   */
  static ProvenWrite in(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    JsonNode evidence = object(text);
    require(evidence, "kind", "evm-transaction");
    BlockHeader block = HeaderRlp.decode(text(evidence, "header"), text(evidence, "blockHash"));
    long index = number(evidence, "transactionIndex");
    String raw =
        InclusionProof.verify(block.transactionsRoot(), index, texts(evidence, "transactionProof"));
    ProvenReceipt receipt =
        ProvenReceipt.parse(
            InclusionProof.verify(block.receiptsRoot(), index, texts(evidence, "receiptProof")));
    RawTransaction transaction = RawTransaction.parse(raw);
    long chainId = number(evidence, "chainId");
    if (transaction.chainId().orElse(-1) != chainId) {
      throw refused(
          "evidence.chainId: expected that of the transaction, %s, actual %d"
              .formatted(transaction.chainId(), chainId));
    }
    Optional<StepTag> tag = StepTag.atEndOf(Hex.bytes(transaction.data()));
    return new ProvenWrite(
        new Evidence(text).digest(),
        chainId,
        block,
        transaction,
        Keccak.ofHex(raw),
        receipt.succeeded(),
        tag.orElseThrow(() -> refused("transaction: expected the tag of a step, actual none")),
        Optional.ofNullable(evidence.get("validators")).map(ValidatorTrail::parse));
  }

  private static JsonNode object(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json == null || !json.isObject()) {
        throw refused("evidence: expected a JSON object");
      }
      return json;
    } catch (JsonProcessingException malformed) {
      throw refused("evidence: expected JSON, actual " + malformed.getOriginalMessage());
    }
  }

  private static void require(JsonNode evidence, String name, String expected) {
    if (!text(evidence, name).equals(expected)) {
      throw refused(
          "evidence.%s: expected %s, actual %s".formatted(name, expected, text(evidence, name)));
    }
  }

  private static String text(JsonNode evidence, String name) {
    if (!evidence.path(name).isTextual()) {
      throw refused("evidence." + name + ": expected a text");
    }
    return evidence.path(name).textValue();
  }

  private static long number(JsonNode evidence, String name) {
    if (!evidence.path(name).canConvertToExactIntegral()) {
      throw refused("evidence." + name + ": expected a whole number");
    }
    return evidence.path(name).longValue();
  }

  private static List<String> texts(JsonNode evidence, String name) {
    if (!evidence.path(name).isArray()) {
      throw refused("evidence." + name + ": expected an array of texts");
    }
    List<String> texts = new ArrayList<>();
    evidence.path(name).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  static CommandFailure refused(String why) {
    return CommandFailure.refused("evidence-refused", why);
  }
}
