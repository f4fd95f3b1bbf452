package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.math.BigInteger;
import java.util.List;

/**
 * What a work order proposes: the calls it makes and its text. Both together determine its id.
 *
 * @param description free text; a repeated proposal of the same calls needs another one
 */
public record Proposal(List<ProposedCall> calls, String description) {

  private static final int SELECTOR_END = 10;

  /** Keeps its own copy of the list. */
  public Proposal {
    calls = List.copyOf(calls);
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("calls of a work order: expected at least 1, was 0");
    }
  }

  /** keccak-256 of the description. */
  public String descriptionHash() {
    return Keccak.ofText(description);
  }

  /** The id of the work order that this proposal makes. */
  public String workOrderId() {
    String encoded =
        Wrappers.WORK_ORDERS
            .hashProposal(targets(), values(), calldatas(), Hex.bytes(descriptionHash()))
            .encodeFunctionCall();
    return Keccak.ofHex("0x" + encoded.substring(SELECTOR_END));
  }

  List<String> targets() {
    return calls.stream().map(ProposedCall::to).toList();
  }

  List<byte[]> calldatas() {
    return calls.stream().map(call -> Hex.bytes(call.data())).toList();
  }

  List<BigInteger> values() {
    return calls.stream().map(ProposedCall::value).toList();
  }
}
