package io.govchain.evidence;

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
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the evidence of a governed write proves by itself: that a block holds this transaction, with
 * this result. Whether the block is one of the chain's is another question.
 *
 * @param digest SHA-256 of the exact bytes, as the ledger has it
 * @param tag of the step, where the transaction carries one
 * @param validators how the chain's validators changed, where the evidence tells it
 */
public record ProvenWrite(
    String digest,
    long chainId,
    BlockHeader block,
    RawTransaction transaction,
    String hash,
    boolean succeeded,
    Optional<StepTag> tag,
    Optional<ValidatorTrail> validators) {
  static final String KIND = "evm-transaction";

  /**
   * Checks the proofs in evidence.
   *
   * @throws ProofException if they prove nothing
   * @throws IllegalArgumentException if they are no proofs, or not of a write
   */
  public static ProvenWrite in(byte[] evidence) {
    String text = new String(evidence, StandardCharsets.UTF_8);
    EvidenceText fields = EvidenceText.parse(text);
    if (!fields.text("kind").equals(KIND)) {
      throw new IllegalArgumentException(
          "evidence.kind: expected %s, actual %s".formatted(KIND, fields.text("kind")));
    }
    ProvenWrite write = in(text, fields);
    OptionalLong signed = write.transaction().chainId();
    if (signed.orElse(-1) != write.chainId()) {
      throw new IllegalArgumentException(
          "evidence.chainId: expected that of the transaction, %s, actual %d"
              .formatted(
                  signed.isPresent() ? signed.getAsLong() : "which names none", write.chainId()));
    }
    return write;
  }

  static ProvenWrite in(String text, EvidenceText fields) {
    BlockHeader block = HeaderRlp.decode(fields.text("header"), fields.text("blockHash"));
    long index = fields.number("transactionIndex");
    String raw =
        InclusionProof.verify(block.transactionsRoot(), index, fields.texts("transactionProof"));
    ProvenReceipt receipt =
        ProvenReceipt.parse(
            InclusionProof.verify(block.receiptsRoot(), index, fields.texts("receiptProof")));
    RawTransaction transaction = RawTransaction.parse(raw);
    return new ProvenWrite(
        new Evidence(text).digest(),
        fields.number("chainId"),
        block,
        transaction,
        Keccak.ofHex(raw),
        receipt.succeeded(),
        StepTag.atEndOf(Hex.bytes(transaction.data())),
        fields.validators());
  }
}
