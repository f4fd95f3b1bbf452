package io.govchain.console.store;

import io.govchain.service.database.Sql;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Single values of the store, by name. */
public final class Meta {
  /** The chain's id. */
  public static final String CHAIN = "chain";

  /** Hash of the chain's block 0. */
  public static final String GENESIS = "genesis";

  /** Number of the next event; never goes back. */
  public static final String NEXT_EVENT = "next-event";

  /** Addresses of the validators, separated by spaces. */
  public static final String VALIDATORS = "validators";

  /** Those of block 0, by spaces: they have no event. */
  public static final String FIRST_VALIDATORS = "first-validators";

  /** Seconds for which an accepted work order can be executed, where no event told otherwise. */
  public static final String GRACE = "grace";

  /** Number of the newest block when everything that is registered was read. */
  public static final String FOUNDED = "founded";

  /** That block's hash. */
  public static final String FOUNDED_HASH = "founded-hash";

  /** Below this score an institution is restricted. */
  public static final String THRESHOLD = "credit-threshold";

  /** Majorities from the founding on, each {@code target + selector=POLICY}, by spaces. */
  public static final String POLICIES = "policies";

  /**
   * Who may call functions from the founding on, each {@code target + selector=ROLE}, by spaces.
   */
  public static final String ROLES = "roles";

  /** Which events of the chain the store knows of: those of this build, or of one before. */
  public static final String EVENTS = "events";

  /** Number of the newest block that the feed told of. */
  public static final String TOLD = "told";

  /** Statements that build the ledger's indexes, while a new store does without them. */
  public static final String POSTPONED = "postponed-indexes";

  /** Number of the last event that the monitor looked at. */
  public static final String MONITORED = "monitored";

  /** Present once the index has been near the chain's end. */
  public static final String CAUGHT_UP = "caught-up";

  private Meta() {}

  /** The value. */
  public static Optional<String> get(Handle handle, String name) {
    return Sql.first(
        handle, "SELECT value FROM meta WHERE name = ?", row -> row.getString(1), name);
  }

  /** The value as a number. */
  public static OptionalLong number(Handle handle, String name) {
    return get(handle, name)
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  /** Replaces the value. */
  public static void put(Handle handle, String name, Object value) {
    Sql.update(
        handle,
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value ="
            + " excluded.value",
        name,
        value.toString());
  }
}
