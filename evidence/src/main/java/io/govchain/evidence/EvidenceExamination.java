package io.govchain.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.governance.TrustAnchors;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Examines the evidence of one step. Needs nothing but the evidence, the expectation and the
 * subchain's registered anchors, so an auditor can do the same.
 */
public final class EvidenceExamination {
  private final AnchorRules rules;

  /** Examines by these rules, which the caller closes. */
  public EvidenceExamination(AnchorRules rules) {
    this.rules = rules;
  }

  /** Whether the evidence shows what is expected; blocks while nodes are asked. */
  public Finding examine(String evidence, ExpectedCall expected, TrustAnchors anchors)
      throws InterruptedException {
    try {
      EvidenceText text = EvidenceText.parse(evidence);
      String kind = text.text("kind");
      String wanted = expected.write() ? ProvenWrite.KIND : ProvenRead.KIND;
      if (!kind.equals(wanted)) {
        return Finding.disputed("evidence.kind", wanted, kind);
      }
      if (text.number("chainId") != expected.chainId()) {
        return Finding.disputed("evidence.chainId", expected.chainId(), text.number("chainId"));
      }
      return expected.write()
          ? transaction(ProvenWrite.in(evidence, text), expected, anchors)
          : call(text, expected, anchors);
    } catch (EvmException unreachable) {
      return new Finding.Undecided(unreachable.getMessage());
    } catch (ProofException | IllegalArgumentException | AbiException malformed) {
      return Finding.disputed("evidence", "a sound proof", malformed.getMessage());
    }
  }

  /**
   * The block that accepted evidence is of.
   *
   * @throws ProofException or {@link IllegalArgumentException} if it is none that could be accepted
   */
  public static long block(String evidence) {
    EvidenceText text = EvidenceText.parse(evidence);
    return text.text("kind").equals(ProvenWrite.KIND)
        ? ProvenWrite.in(evidence, text).block().number()
        : text.number("blockNumber");
  }

  private Finding transaction(ProvenWrite write, ExpectedCall expected, TrustAnchors anchors)
      throws InterruptedException {
    Optional<Finding> other =
        other(write.transaction(), expected).or(() -> otherHash(write.hash(), expected));
    if (other.isPresent()) {
      return other.get();
    }
    if (!write.succeeded()) {
      return Finding.disputed("receipt", "status 1 (success)", "status 0 (failure)");
    }
    return rules.block(write.block(), write.validators(), anchors);
  }

  /** An inclusion proof of some other transaction proves nothing. */
  private static Optional<Finding> other(RawTransaction transaction, ExpectedCall expected) {
    if (!transaction.to().equals(Optional.of(expected.to()))) {
      return Optional.of(
          Finding.disputed(
              "transaction.to", expected.to(), transaction.to().orElse("a contract creation")));
    }
    if (!transaction.data().equals(expected.data())) {
      return Optional.of(
          Finding.disputed(
              "transaction.data, with the step's tag",
              shown(expected.data()),
              shown(transaction.data())));
    }
    if (!transaction.chainId().equals(OptionalLong.of(expected.chainId()))) {
      return Optional.of(
          Finding.disputed("transaction.chainId", expected.chainId(), transaction.chainId()));
    }
    return Optional.empty();
  }

  /** The hash is what people look the write up by. */
  private static Optional<Finding> otherHash(String hash, ExpectedCall expected) {
    return expected
        .transactionHash()
        .filter(told -> !told.equalsIgnoreCase(hash))
        .map(told -> Finding.disputed("hash of the write", hash, told));
  }

  private Finding call(EvidenceText text, ExpectedCall expected, TrustAnchors anchors)
      throws InterruptedException {
    if (!text.text("to").equals(expected.to())) {
      return Finding.disputed("evidence.to", expected.to(), text.text("to"));
    }
    if (!text.text("data").equals(expected.data())) {
      return Finding.disputed("evidence.data", shown(expected.data()), shown(text.text("data")));
    }
    String result = text.text("result");
    JsonNode proved = ProvenRead.in(text, expected.function()).value();
    if (expected.value().filter(told -> !told.equals(proved)).isPresent()) {
      return Finding.disputed(
          "value of the read",
          shown(proved.toString()),
          expected.value().map(JsonNode::toString).map(EvidenceExamination::shown).orElse(""));
    }
    return rules.read(
        text.number("blockNumber"), text.text("blockHash"), expected, result, anchors);
  }

  private static String shown(String text) {
    return text.length() <= 80
        ? text
        : text.substring(0, 40) + "..." + text.substring(text.length() - 36);
  }
}
