package io.govchain.console.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a work order is discussed, as its description says on a line of its own. The page finds the
 * same by itself, from what it reads on the chain; vectors hold both to each other.
 */
final class Discussion {
  private static final Pattern LINE =
      Pattern.compile("(?imU)^\\s*(?:discussion|讨论)\\s*[:：]\\s*(https://\\S+)\\s*$");

  /** A user name in front of the host is taken for the host by whoever reads the address. */
  private static final Pattern USER_NAME = Pattern.compile("https://[^/?#\\\\]*@.*");

  private Discussion() {}

  /** The address; empty where there is none that leads where it seems to. */
  static Optional<String> in(String description) {
    Matcher line = LINE.matcher(description);
    return line.find()
        ? Optional.of(line.group(1)).filter(address -> !USER_NAME.matcher(address).matches())
        : Optional.empty();
  }
}
