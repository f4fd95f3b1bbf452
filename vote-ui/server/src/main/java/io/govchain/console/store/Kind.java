package io.govchain.console.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an event, an alert or a record is about. */
public enum Kind {
  INSTITUTIONS,
  MEMBERSHIP_APPLICATIONS,
  ACCOUNTS,
  NODES,
  SERVICES,
  SUBCHAINS,
  APPLICATIONS,
  BUSINESS_CONTRACTS,
  PIPELINES,
  ALLIANCES,
  DATA_SETS,
  GOVERNANCE_CONTRACTS,
  WORK_ORDERS,
  TRANSACTIONS,
  /** Rules of voting, credit and keys; ids are {@code voting}, {@code credit}, {@code keys}. */
  RULES,
  /** The chain itself; ids are {@code validators}, {@code blocks}, {@code index}, {@code node}. */
  CHAIN;

  /** The kinds that are registers. */
  public static final List<Kind> REGISTERS =
      Arrays.stream(values()).filter(kind -> kind.ordinal() < WORK_ORDERS.ordinal()).toList();

  /** As in addresses and JSON: {@code data-sets}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this word. */
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  @JsonCreator
  static Kind parse(String word) {
    return of(word)
        .orElseThrow(() -> new IllegalArgumentException("kind: there is no \"" + word + "\""));
  }
}
