package io.govchain.evm.abi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a call was refused by a contract.
 *
 * @param name the custom error's name; {@code Error} for a plain text, {@code Panic} for the
 *     compiler's checks, the selector where the error is not known, empty where no data came
 * @param raw the revert data as hex
 */
public record RevertReason(String name, List<NamedValue> arguments, String raw) {
  public RevertReason {
    arguments = List.copyOf(arguments);
  }

  /** Such as {@code AlreadyStored(digest=0x.., by=0x.., at=17)}. */
  public String text() {
    if (name.isEmpty()) {
      return "reverted without a reason";
    }
    if (name.equals("Error") && arguments.size() == 1) {
      return arguments.get(0).value();
    }
    if (name.startsWith("0x")) {
      return "unknown error " + name + " (" + AbiException.brief(raw) + ")";
    }
    return arguments.stream()
        .map(argument -> argument.name() + "=" + argument.shown())
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  @Override
  public String toString() {
    return text();
  }
}
