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
    return proposal.calls().stream().map(call -> describe(call, names, 0)).toList();
  }

  /**
   * The name of the function that the call makes; nothing where it is not known what the call does:
   * it moves money, has no words here, has data that are not exactly the function's arguments, or
   * makes such a call itself. Nobody should vote for one without knowing better.
   */
  public static Optional<String> function(ProposedCall call) {
    return ReadCall.isKnown(call) ? ReadCall.of(call).map(ReadCall::name) : Optional.empty();
  }

  private static Sentence describe(ProposedCall call, GovernanceChain names, int depth) {
    Sentence said = ofItsData(call, names, depth);
    return call.movesValue()
        ? new Sentence(
            "UNKNOWN CALL that moves %s wei and can never be carried out, as governance contracts take none: %s"
                .formatted(call.value(), said.english()),
            "未知调用：附带 %s wei，治理合约不接收任何款项，因此永远无法执行：%s".formatted(call.value(), said.chinese()))
        : said;
  }

  private static Sentence ofItsData(ProposedCall call, GovernanceChain names, int depth) {
    Optional<ReadCall> read = depth < ReadCall.DEEPEST ? ReadCall.of(call) : Optional.empty();
    if (read.isEmpty()) {
      return unknown(call);
    }
    try {
      ReadCall known = read.get();
      Sentence said = known.words().say(known.arguments(), new ActionNames(names));
      return known.isUpgrade() ? upgrading(said, known, names, depth) : said;
    } catch (AbiException malformed) {
      return unknown(call);
    }
  }

  private static Sentence upgrading(
      Sentence said, ReadCall upgrade, GovernanceChain names, int depth) {
    return upgrade
        .inner()
        .map(call -> describe(call, names, depth + 1))
        .map(
            then ->
                new Sentence(
                    "%s, then call it with: %s (by the functions that it has now; the new code decides)"
                        .formatted(said.english(), then.english()),
                    "%s，随后调用：%s（按其现有函数解读，实际由新代码决定）".formatted(said.chinese(), then.chinese())))
        .orElseGet(
            () -> new Sentence(said.english() + ", then call nothing", said.chinese() + "，随后不再调用"));
  }

  private static Sentence unknown(ProposedCall call) {
    String data = call.data();
    String shown =
        data.length() <= SHOWN_DATA
            ? data
            : data.substring(0, SHOWN_DATA) + "... (" + (data.length() / 2 - 1) + " bytes)";
    return call.to().isEmpty()
        ? new Sentence("UNKNOWN CALL with data " + shown, "未知调用：数据 " + shown)
        : new Sentence(
            "UNKNOWN CALL of " + call.to() + " with data " + shown,
            "未知调用：合约 " + call.to() + "，数据 " + shown);
  }
}
