package io.govchain.console.store;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The numbered log of everything that happened on the governance chain. */
public interface EventLog {

  /**
   * Which events. Newest first.
   *
   * @param kind with {@code id}: only those about this subject; without it: about any of the kind
   * @param type name of the event
   * @param institution id or code: only those about it, its accounts and what it owns
   * @param from first second
   * @param to last second
   */
  record Filter(
      Optional<Kind> kind,
      Optional<String> id,
      Optional<String> type,
      Optional<String> institution,
      OptionalLong from,
      OptionalLong to) {

    /** All of them. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** Those about one thing. */
    public static Filter about(Kind kind, String id) {
      return new Filter(
          Optional.of(kind),
          Optional.of(id),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
    }
  }

  /** One page, newest first. */
  Page<HistoryEvent> page(Filter filter, PageRequest request);

  /** Hands over at most so many, newest first, without holding them in memory. */
  long stream(Filter filter, long atMost, Consumer<HistoryEvent> sink);
}
