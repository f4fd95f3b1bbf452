package io.govchain.console.store;

/**
 * When a registered entry itself changed last. Events about it that leave it as it is (its score of
 * credit, a use of its data, somebody's check of its key) are its history but no change of it.
 */
final class LastChange {
  /** Few enough to be looked through, while an institution's credit is told of without end. */
  private static final String OF_INSTITUTIONS =
      "'InstitutionAdmitted', 'InstitutionStatusChanged', 'InstitutionCategoryChanged',"
          + " 'SeatChanged'";

  private static final String NO_CHANGES =
      "'DataUsed', 'CallsNotCounted', 'ProtocolKeyChecked', 'MembershipReviewed'";

  /** These change more than what they name first. */
  private static final String OF_ALL = "'ServicesPaired', 'AccountRotated', 'InstitutionAdmitted'";

  /** The block's time, for a row {@code r} of the records; null where nothing was told of it. */
  static final String TIME =
      "CASE r.kind WHEN 'institutions' THEN (SELECT b.time FROM events e"
          + " CROSS JOIN subjects s ON s.kind = r.kind AND s.id = r.id AND s.event = e.number"
          + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
          + " WHERE e.type IN ("
          + OF_INSTITUTIONS
          + ") AND s.place = 0 AND s.owner = 0 ORDER BY e.number DESC LIMIT 1)"
          + " ELSE (SELECT b.time FROM subjects s CROSS JOIN events e ON e.number = s.event"
          + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
          + " WHERE s.kind = r.kind AND s.id = r.id AND s.owner = 0"
          + " AND (s.place = 0 OR e.type IN ("
          + OF_ALL
          + ") OR r.kind = 'alliances') AND e.type NOT IN ("
          + NO_CHANGES
          + ") ORDER BY s.event DESC LIMIT 1) END";

  private LastChange() {}
}
