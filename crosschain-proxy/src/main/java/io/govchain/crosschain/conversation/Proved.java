package io.govchain.crosschain.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.evidence.ProvenRead;
import io.govchain.evidence.ProvenWrite;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.proof.ProofException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * What accepted evidence itself tells of a step. Its party may say the same beside the evidence or
 * leave it out, so that is never what counts: a value that was withheld would be taken for none.
 */
final class Proved {
  private Proved() {}

  /** What a read returned. */
  static Optional<JsonNode> value(Situation situation, int step) {
    return situation
        .call()
        .map(call -> FunctionSignature.parse(call.step(step).function()))
        .flatMap(read -> told(situation, step, text -> ProvenRead.in(text, read).value()));
  }

  /** The hash of a write on its chain. */
  static Optional<String> hash(Situation situation, int step) {
    return told(
        situation, step, text -> ProvenWrite.in(text.getBytes(StandardCharsets.UTF_8)).hash());
  }

  /** Evidence that proves nothing tells nothing either. */
  private static <T> Optional<T> told(Situation situation, int step, Function<String, T> reading) {
    try {
      return situation.accepted(step).map(StoredEvidence::evidence).map(reading);
    } catch (ProofException | AbiException | IllegalArgumentException unfit) {
      return Optional.empty();
    }
  }
}
