package io.govchain.evm.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of what was signed once more for a reference, with the same nonce, target and data and a
 * higher price: whichever of them a block takes is what became of the reference.
 *
 * @param reference what it was signed for at first
 * @param number counts from 1
 */
record Raised(String reference, int number) {
  /** Why one is given up whose fellow has an end. */
  static final String NEEDLESS = "not needed: what it was signed again for has its end";

  private static final Pattern NAME = Pattern.compile("(.+)/raised:([1-9][0-9]{0,8})");

  String name() {
    return reference + "/raised:" + number;
  }

  /** Empty for the name of anything else. */
  static Optional<Raised> of(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        ? Optional.of(new Raised(parts.group(1), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  static boolean isRaised(PreparedTransaction prepared) {
    return of(prepared.reference()).isPresent();
  }

  /** What it was signed for at first, by name; of what was never raised, its own. */
  static String origin(PreparedTransaction prepared) {
    return of(prepared.reference()).map(Raised::reference).orElse(prepared.reference());
  }

  /** All that a store has for the reference, the cheapest first. */
  static List<PreparedTransaction> all(PreparedTransactions store, String reference) {
    List<PreparedTransaction> found = new ArrayList<>();
    Optional<StoredTransaction> next;
    do {
      next = store.byReference(new Raised(reference, found.size() + 1).name());
      next.map(StoredTransaction::prepared).ifPresent(found::add);
    } while (next.isPresent());
    return found;
  }
}
