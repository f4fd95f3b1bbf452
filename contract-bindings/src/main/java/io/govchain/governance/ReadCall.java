package io.govchain.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import java.util.Locale;
import java.util.Optional;

/**
 * A call as its data say it. What is known is the rule of the console's page ({@code describe.ts}):
 * data that are not exactly the arguments of the function that they name (something appended, dirty
 * bits, offsets that nobody would write) are not read, since two readers could take them
 * differently.
 *
 * @param inner the call that an upgrade makes, if it makes one
 */
record ReadCall(ActionWords words, ArrayNode arguments, Optional<ProposedCall> inner) {
  private static final String UPGRADE = "upgrade(string,address,bytes)";
  private static final String NOTHING = "0x";

  /** Calls within calls that are looked into: one that goes deeper is unknown. */
  static final int DEEPEST = 8;

  /** The call, if its function has words and its data are that function's arguments and no more. */
  static Optional<ReadCall> of(ProposedCall call) {
    return ActionWords.of(call).flatMap(words -> read(call, words));
  }

  private static Optional<ReadCall> read(ProposedCall call, ActionWords words) {
    try {
      FunctionSignature function = FunctionSignature.parse(words.signature());
      ArrayNode arguments = function.decodeArguments(call.data());
      return function.encode(arguments).equals(call.data().toLowerCase(Locale.ROOT))
          ? Optional.of(new ReadCall(words, arguments, inner(words, arguments)))
          : Optional.empty();
    } catch (AbiException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** By the contract's name; of a contract that is not known the address stays empty. */
  private static Optional<ProposedCall> inner(ActionWords words, ArrayNode arguments) {
    if (!isUpgrade(words) || arguments.get(2).asText().equals(NOTHING)) {
      return Optional.empty();
    }
    String to = ContractNames.addresses().getOrDefault(arguments.get(0).asText(), "");
    return Optional.of(new ProposedCall(to, arguments.get(2).asText()));
  }

  /** Whether it is known what the call does, and what the calls within it do. */
  static boolean isKnown(ProposedCall call) {
    Optional<ProposedCall> next = Optional.of(call);
    for (int depth = 0; next.isPresent(); depth++) {
      Optional<ReadCall> read = next.filter(each -> !each.movesValue()).flatMap(ReadCall::of);
      if (read.isEmpty() || depth >= DEEPEST) {
        return false;
      }
      next = read.get().inner();
    }
    return true;
  }

  private static boolean isUpgrade(ActionWords words) {
    return words.signature().equals(UPGRADE);
  }

  /** Whether it may make a call of its own. */
  boolean isUpgrade() {
    return isUpgrade(words);
  }

  /** The function's name, without its parameters. */
  String name() {
    return words.signature().substring(0, words.signature().indexOf('('));
  }
}
