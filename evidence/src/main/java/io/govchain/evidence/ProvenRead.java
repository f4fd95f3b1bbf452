package io.govchain.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.ReadValue;
import io.govchain.evm.abi.FunctionSignature;

/**
 * What the evidence of a governed read says that its call returned. Whether the chain says so, too,
 * is another question; once that is answered, this is the value, whatever anybody said beside it.
 *
 * @param value fits into the messages that tell it
 */
public record ProvenRead(JsonNode value) {
  static final String KIND = "evm-call";

  /**
   * Reads the returned value out of evidence.
   *
   * @param function that was called
   * @throws IllegalArgumentException if it is no evidence of a read, or no message could tell the
   *     value
   * @throws io.govchain.evm.abi.AbiException if it is nothing that the function returns
   */
  public static ProvenRead in(String evidence, FunctionSignature function) {
    EvidenceText text = EvidenceText.parse(evidence);
    if (!text.text("kind").equals(KIND)) {
      throw new IllegalArgumentException(
          "evidence.kind: expected %s, actual %s".formatted(KIND, text.text("kind")));
    }
    return in(text, function);
  }

  static ProvenRead in(EvidenceText text, FunctionSignature function) {
    JsonNode value = EvidenceText.json(function.decodeResult(text.text("result")).toString());
    try {
      return new ProvenRead(new ReadValue(value).json());
    } catch (AmdpException tooLarge) {
      throw new IllegalArgumentException("value of the read: " + tooLarge.getMessage(), tooLarge);
    }
  }
}
