package io.govchain.console.store;

import java.util.Optional;

/**
 * Which page of a list.
 *
 * @param limit most items, from 1 to {@value #MOST}
 * @param cursor as a page of the same list gave it; empty for the first page
 */
public record PageRequest(int limit, Optional<String> cursor) {

  /** Most items of a page. */
  public static final int MOST = 200;

  /** Refuses a limit out of bounds. */
  public PageRequest {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: expected 1.." + MOST + ", was " + limit);
    }
  }

  /** The first page. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}
