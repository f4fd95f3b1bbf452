package io.govchain.console.store;

import io.govchain.governance.Paths;

/**
 * Who has a seat in the electorate at a time: those whose newest change of seat up to then says so,
 * and those of the founding whose seat never changed.
 */
final class Seats {
  /** Newest change of seat of institution {@code %1$s} up to time {@code %2$s}. */
  private static final String NEWEST =
      "(SELECT json_extract(e.data, '$.seated') FROM subjects s JOIN events e ON e.number = s.event"
          + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
          + " WHERE s.kind = 'institutions' AND s.id = %1$s AND e.type = 'SeatChanged'"
          + " AND b.time <= %2$s ORDER BY s.event DESC LIMIT 1)";

  private static final String FOUNDER =
      "NOT EXISTS (SELECT 1 FROM things f WHERE f.kind = 'institutions' AND f.id = %1$s)"
          + " AND EXISTS (SELECT 1 FROM records g WHERE g.kind = 'institutions' AND g.id = %1$s)";

  /** To be completed by the column of the time; bound by {@link #bound}. */
  static final String HOLDS =
      "ifnull(" + NEWEST.formatted("?", "%1$s") + ", " + FOUNDER.formatted("?") + ")";

  /** Of the institution in row {@code i}; bound to the time. */
  static final String HELD_BY_RECORD =
      "ifnull(" + NEWEST.formatted("i.id", "?") + ", " + FOUNDER.formatted("i.id") + ")";

  private Seats() {}

  static Object[] bound(String institution) {
    String id = Paths.id(institution);
    return new Object[] {id, id, id};
  }
}
