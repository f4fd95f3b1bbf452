package io.govchain.testnet.endtoend;

import io.govchain.testnet.endtoend.Ambush.Place;
import java.util.List;
import java.util.Set;

/**
 * The durable boundaries of the proxies: what is on disk when a proxy is killed there, and what has
 * happened outside that its disk does not know of. Each is a query of the proxy's own journal.
 */
enum Boundary {
  CALL_KEPT(
      Party.REGISTRY_SUBCHAIN,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM calls c JOIN outbox o ON o.transaction_id = c.transaction_id"
          + " WHERE c.transaction_id = ?1"),
  CALL_HANDED_ON(Party.REGISTRY_SUBCHAIN, Query.waitingMessage("forward"), Beyond.RECEIVED),
  ORDER_TAKEN(
      Party.SUBCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM executions WHERE transaction_id = ?1 AND outcome IS NULL"),
  WRITE_PREPARED(Party.SUBCHAINS, Place.AFTER_COMMIT, Query.preparedWrite("execute")),
  WRITE_ON_CHAIN(Party.SUBCHAINS, Query.preparedWrite("execute"), Beyond.ON_SUBCHAIN),
  RESULT_KEPT(
      Party.SUBCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM prepared_writes w JOIN executions e"
          + " ON w.reference = e.transaction_id || '/' || e.step || '/' || e.action"
          + " WHERE e.transaction_id = ?1 AND w.result IS NOT NULL AND e.outcome IS NULL"),
  OUTCOME_KEPT(Party.SUBCHAINS, Place.AFTER_COMMIT, Query.waitingMessage("outcome")),
  OUTCOME_DELIVERED(Party.SUBCHAINS, Query.waitingMessage("outcome"), Beyond.RECEIVED),
  UNDOING_PREPARED(Party.SUBCHAINS, Place.AFTER_COMMIT, Query.preparedWrite("compensate")),
  UNDOING_ON_CHAIN(Party.SUBCHAINS, Query.preparedWrite("compensate"), Beyond.ON_SUBCHAIN),
  STATUS_TAKEN(
      Party.REGISTRY_SUBCHAIN,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM calls WHERE transaction_id = ?1 AND status = 'settled'"),
  EVENT_KEPT(Party.REGISTRY_SUBCHAIN, Place.AFTER_COMMIT, Query.event(">")),
  EVENT_TOLD(Party.REGISTRY_SUBCHAIN, Query.event(">"), Beyond.TOLD),
  EVENT_TAKEN(Party.REGISTRY_SUBCHAIN, Place.AFTER_COMMIT, Query.event("<=")),

  REQUEST_READ(Party.CARRIER, Place.AFTER_COMMIT, Query.request("waiting", "")),
  REQUEST_HANDED_IN(
      Party.CARRIER,
      Place.AFTER_COMMIT,
      Query.request("waiting", "JOIN calls c ON c.request = substr(g.id, 3)")),
  REQUEST_CARRIED(Party.CARRIER, Place.AFTER_COMMIT, Query.request("carried", "")),
  ANSWER_DECIDED(Party.CARRIER, Place.AFTER_COMMIT, Query.request("answering", "")),
  ANSWER_PREPARED(Party.CARRIER, Place.AFTER_COMMIT, Query.answer("IS NULL")),
  ANSWER_ON_CHAIN(Party.CARRIER, Query.answer("IS NULL"), Beyond.ON_SUBCHAIN),
  ANSWER_KEPT(Party.CARRIER, Place.AFTER_COMMIT, Query.answer("IS NOT NULL")),
  ANSWER_ENDED(Party.CARRIER, Place.AFTER_COMMIT, Query.request("ended", "")),

  CALL_TAKEN(
      Party.REGISTRY_CROSSCHAIN,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM calls WHERE transaction_id = ?1"),
  REQUEST_TAKEN(
      Party.COURT_CROSSCHAIN,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM received_requests WHERE transaction_id = ?1 AND type = 'step-request'"),
  ENTRY_QUEUED(
      Party.CROSSCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM record_queue WHERE transaction_id = ?1 AND batch IS NULL"),
  BATCH_CLOSED(
      Party.CROSSCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM record_queue WHERE transaction_id = ?1 AND batch IS NOT NULL AND batch NOT IN"
          + " (SELECT reference FROM prepared_transactions)"),
  BATCH_PREPARED(Party.CROSSCHAINS, Place.AFTER_COMMIT, Query.batch("prepared")),
  BATCH_ON_CHAIN(Party.CROSSCHAINS, Query.batch("prepared"), Beyond.ON_GOVERNANCE),
  BATCH_LANDED(Party.CROSSCHAINS, Place.AFTER_COMMIT, Query.batch("finished")),
  MESSAGE_DECIDED(
      Party.CROSSCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM pending_messages WHERE transaction_id = ?1"),
  ORDER_KEPT(Party.CROSSCHAINS, Place.AFTER_COMMIT, Query.waitingMessage("execute")),
  ORDER_DELIVERED(Party.CROSSCHAINS, Query.waitingMessage("execute"), Beyond.RECEIVED),
  EVIDENCE_KEPT(
      Party.CROSSCHAINS, Place.AFTER_COMMIT, "SELECT 1 FROM evidence WHERE transaction_id = ?1"),
  JUDGEMENT_DUE(
      Party.CROSSCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM pending_effects WHERE transaction_id = ?1 AND effect LIKE '%judge-evidence%'"),
  VERDICT_KEPT(
      Party.CROSSCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM record_queue WHERE transaction_id = ?1 AND entry = 'Accepted'"),
  PEER_MESSAGE_KEPT(Party.CROSSCHAINS, Place.AFTER_COMMIT, Query.waitingMessage("step-%")),
  PEER_MESSAGE_DELIVERED(Party.CROSSCHAINS, Query.waitingMessage("step-%"), Beyond.RECEIVED),
  UNDOING_ORDERED(
      Party.CROSSCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM sent_messages s JOIN outbox o ON o.message_id = s.message_id"
          + " WHERE s.transaction_id = ?1 AND s.type = 'execute' AND s.attempt > 0"),
  END_KEPT(
      Party.CROSSCHAINS,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM transactions WHERE id = ?1 AND finished = 1"),

  ALARM_DUE(Party.REGISTRY_DECIDES, Place.AFTER_COMMIT, Query.dueAlarm("NOT EXISTS")),
  ALARM_KEPT(Party.COURT_DECIDES, Place.AFTER_COMMIT, Query.dueAlarm("EXISTS")),
  RETRY_KEPT(
      Party.REGISTRY_DECIDES,
      Place.AFTER_COMMIT,
      "SELECT 1 FROM pending_messages WHERE transaction_id = ?1"
          + " AND effect LIKE '%\"attempt\":2%'"),
  SETTLEMENT_KEPT(Party.REGISTRY_DECIDES, Place.AFTER_COMMIT, Query.settlement("NOT EXISTS")),
  AGREEMENT_KEPT(Party.COURT_DECIDES, Place.AFTER_COMMIT, Query.settlement("EXISTS"));

  /** What has happened outside that the journal does not know of. */
  enum Beyond {
    NOTHING,
    /** The chain has the write in a block. */
    ON_SUBCHAIN,
    /** The governance chain has the batch in a block. */
    ON_GOVERNANCE,
    /** The receiver has the message on its disk. */
    RECEIVED,
    /** The application's webhook has the event. */
    TOLD
  }

  /** Who comes to a boundary. */
  enum Party {
    REGISTRY_SUBCHAIN,
    COURT_SUBCHAIN,
    REGISTRY_CROSSCHAIN,
    COURT_CROSSCHAIN,
    /** A subchain proxy that carries a gateway's calls; in a world of its own. */
    CARRIER,
    /** The cross-chain proxy of the institution whose write cannot be undone. */
    REGISTRY_DECIDES,
    /** The cross-chain proxy of the other one. */
    COURT_DECIDES;

    private static final Set<Party> SUBCHAINS = Set.of(REGISTRY_SUBCHAIN, COURT_SUBCHAIN);
    private static final Set<Party> CROSSCHAINS = Set.of(REGISTRY_CROSSCHAIN, COURT_CROSSCHAIN);

    boolean isRegistrys() {
      return this == REGISTRY_SUBCHAIN || this == REGISTRY_CROSSCHAIN || this == REGISTRY_DECIDES;
    }
  }

  final Set<Party> parties;
  final Place place;
  final String query;
  final Beyond beyond;

  Boundary(Party party, Place place, String query) {
    this(Set.of(party), place, query);
  }

  Boundary(Set<Party> parties, Place place, String query) {
    this.parties = parties;
    this.place = place;
    this.query = query;
    this.beyond = Beyond.NOTHING;
  }

  Boundary(Party party, String query, Beyond beyond) {
    this(Set.of(party), query, beyond);
  }

  Boundary(Set<Party> parties, String query, Beyond beyond) {
    this.parties = parties;
    this.place = Place.BEFORE_COMMIT;
    this.query = query;
    this.beyond = beyond;
  }

  /** A call that leads this party there. */
  Story story(Party party) {
    if (!List.of(UNDOING_PREPARED, UNDOING_ON_CHAIN, UNDOING_ORDERED).contains(this)) {
      return Story.SETTLES;
    }
    return party.isRegistrys() ? Story.UNDOES_REGISTRY : Story.UNDOES_COURT;
  }

  /** Queries of what differs in a word only. */
  private static final class Query {
    /** Destination and id of messages of a type that are on the outbox. */
    static String waitingMessage(String type) {
      return "SELECT o.destination, o.message_id FROM outbox o JOIN sent_messages s"
          + " ON s.message_id = o.message_id WHERE o.transaction_id = ?1 AND s.type LIKE '"
          + type
          + "'";
    }

    /** Hash of a signed write whose result is not known. */
    static String preparedWrite(String action) {
      return "SELECT hash FROM prepared_writes WHERE reference LIKE ?1 || '/%/"
          + action
          + "' AND result IS NULL";
    }

    /** Number of the last event of a call that the webhook has taken, or has not. */
    static String event(String than) {
      return "SELECT e.number FROM call_events e JOIN webhook_positions w"
          + " ON w.application = e.application WHERE e.transaction_id = ?1"
          + " AND e.status = 'settled' AND e.number "
          + than
          + " w.number";
    }

    /** A contract's request, known by a part of its arguments. */
    static String request(String state, String join) {
      return "SELECT g.id FROM gateway_calls g "
          + join
          + " WHERE g.request LIKE '%' || ?1 || '%' AND g.state = '"
          + state
          + "'";
    }

    /** Hash of the signed answer to it. */
    static String answer(String result) {
      return "SELECT w.hash FROM gateway_calls g JOIN prepared_writes w ON w.reference ="
          + " 'gateway/' || g.gateway || '/' || g.number || '/' || g.attempt"
          + " WHERE g.request LIKE '%' || ?1 || '%' AND g.state = 'answering' AND w.result "
          + result;
    }

    /** An alarm that was decided, with its row among the alarms or without. */
    static String dueAlarm(String kept) {
      return "SELECT 1 FROM pending_effects p WHERE p.transaction_id = ?1"
          + " AND p.effect LIKE '%raise-alarm%' AND "
          + kept
          + " (SELECT 1 FROM alarms a WHERE a.transaction_id = p.transaction_id"
          + " AND p.effect LIKE '%\"' || a.code || '\"%')";
    }

    /** The words that people agreed to, with the entry that says so or without. */
    static String settlement(String decided) {
      return "SELECT 1 FROM settlements s WHERE s.transaction_id = ?1 AND "
          + decided
          + " (SELECT 1 FROM record_queue q WHERE q.transaction_id = s.transaction_id"
          + " AND q.entry = 'Resolved' AND q.digest = s.digest)";
    }

    /** Hash of the signed batch that an entry is in. */
    static String batch(String state) {
      return "SELECT p.hash FROM record_queue q JOIN prepared_transactions p"
          + " ON p.reference = q.batch WHERE q.transaction_id = ?1 AND p.state = '"
          + state
          + "'";
    }
  }
}
