package io.govchain.console.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param cursor where the next page begins; empty on the last one
 * @param total how many there are in all pages; empty where counting would take long
 */
public record Page<T>(List<T> items, Optional<String> cursor, OptionalLong total) {

  /** Keeps its own copy of the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** The same page of something else. */
  public <U> Page<U> map(Function<T, U> mapper) {
    return new Page<>(items.stream().map(mapper).toList(), cursor, total);
  }
}
