package io.govchain.console.index;

import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Service;
import io.govchain.service.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What the chain changes, or answers otherwise, without an event that names it. What is to be read
 * again for it is found by what events told, and not by the records as they were read: it holds for
 * events that a reorganisation takes back, too. To read a record too many harms nobody.
 */
final class SideEffects {
  /** Who was ever paired with a service whose status changed: to retire the one frees the other. */
  private static final String PARTNERS =
      "INSERT INTO stale (kind, id) SELECT DISTINCT partner.kind, partner.id FROM events happened"
          + " CROSS JOIN subjects retired ON retired.event = happened.number"
          + " AND retired.kind = 'services'"
          + " CROSS JOIN subjects paired ON paired.kind = retired.kind AND paired.id = retired.id"
          + " CROSS JOIN events pairing ON pairing.number = paired.event"
          + " AND pairing.type = 'ServicesPaired'"
          + " CROSS JOIN subjects partner ON partner.event = pairing.number"
          + " AND partner.kind = 'services'"
          + " WHERE happened.number >= ? AND +happened.type = 'ServiceStatusChanged'"
          + " ON CONFLICT DO NOTHING";

  /** What stands on a subchain belongs to whoever owns the subchain. */
  private static final String STANDING_ON =
      "INSERT INTO stale (kind, id) SELECT DISTINCT t.kind, t.id FROM events happened"
          + " CROSS JOIN subjects handed ON handed.event = happened.number"
          + " AND handed.kind = 'subchains'"
          + " CROSS JOIN subjects told ON told.kind = handed.kind AND told.id = handed.id"
          + " CROSS JOIN things t ON t.event = told.event"
          + " AND t.kind IN ('applications', 'business-contracts')"
          + " WHERE happened.number >= ? AND +happened.type = 'SubchainTransferred'"
          + " ON CONFLICT DO NOTHING";

  /** An institution whose score never moved has the one that the rules let it begin with. */
  private static final String SCORES =
      "INSERT INTO stale (kind, id) SELECT '"
          + Stale.CREDIT
          + "', institution FROM credit WHERE EXISTS (SELECT 1 FROM events happened"
          + " WHERE happened.number >= ? AND +happened.type = 'CreditRulesChanged')"
          + " ON CONFLICT DO NOTHING";

  private SideEffects() {}

  /** Marks what this event, whose subjects are written, changed without naming it. */
  static void of(Handle handle, GovernanceEvent event, long number) {
    switch (event) {
      case GovernanceEvent.ServiceStatusChanged changed
          when changed.status() == Service.Status.RETIRED ->
          Sql.update(handle, PARTNERS, number);
      case GovernanceEvent.SubchainTransferred transferred ->
          Sql.update(handle, STANDING_ON, number);
      case GovernanceEvent.CreditRulesChanged changed -> Sql.update(handle, SCORES, number);
      default -> {
        // All that it changed is among its subjects.
      }
    }
  }

  /** Marks what all events from this number on changed, before they are taken back. */
  static void since(Handle handle, long first) {
    List.of(PARTNERS, STANDING_ON, SCORES).forEach(sql -> Sql.update(handle, sql, first));
  }

  /** A subchain, and all that stands on it, is this institution's. */
  static void own(Handle handle, String subchain, String institution) {
    Sql.update(
        handle,
        "UPDATE things SET institution = ?"
            + " WHERE kind IN ('subchains', 'applications', 'business-contracts') AND event IN"
            + " (SELECT event FROM subjects WHERE kind = 'subchains' AND id = ?)",
        institution,
        subchain);
  }
}
