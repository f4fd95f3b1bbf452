package io.govchain.governance;

import io.govchain.evm.abi.AbiException;
import java.util.List;
import java.util.Optional;

/** Says in words what a work order does, so that nobody has to vote on hexadecimal. */
public final class WorkOrderDescription {

  private static final int SHOWN_DATA = 202;

  private WorkOrderDescription() {}

  /**
   * One sentence per call, in their order. The proposal's own text is not consulted: it says what
   * the proposer likes, the calls say what happens.
   *
   * @param names where names of institutions, applicants and accounts are looked up
   */
  public static List<Sentence> of(Proposal proposal, GovernanceChain names) {
    return proposal.calls().stream().map(call -> describe(call, names)).toList();
  }

  private static Sentence describe(ProposedCall call, GovernanceChain names) {
    Sentence said = ofItsData(call, names);
    return call.movesValue()
        ? new Sentence(
            "UNKNOWN CALL that moves %s wei and can never be carried out, as governance contracts take none: %s"
                .formatted(call.value(), said.english()),
            "未知调用：附带 %s wei，治理合约不接收任何款项，因此永远无法执行：%s".formatted(call.value(), said.chinese()))
        : said;
  }

  private static Sentence ofItsData(ProposedCall call, GovernanceChain names) {
    Optional<ActionWords> known = ActionWords.of(call);
    if (known.isEmpty()) {
      return unknown(call);
    }
    try {
      return known.get().say(call, new ActionNames(names));
    } catch (AbiException malformed) {
      return unknown(call);
    }
  }

  private static Sentence unknown(ProposedCall call) {
    String data = call.data();
    String shown =
        data.length() <= SHOWN_DATA
            ? data
            : data.substring(0, SHOWN_DATA) + "... (" + (data.length() / 2 - 1) + " bytes)";
    return new Sentence(
        "UNKNOWN CALL of " + call.to() + " with data " + shown,
        "未知调用：合约 " + call.to() + "，数据 " + shown);
  }
}
