package io.govchain.crosschain.conversation;

import io.govchain.amdp.Disclosure;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.SignedCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was said in each transaction, as far as later messages and judgements need it. */
public final class Conversations {
  /** Stands for "no step" where a column needs a number. */
  private static final int NO_STEP = -1;

  private Conversations() {}

  /** Keeps the application's call; the same again is ignored. */
  static void keepCall(Handle handle, SignedCall call) {
    handle.execute(
        "INSERT OR IGNORE INTO calls (transaction_id, envelope) VALUES (?, ?)",
        call.transaction(),
        call.envelope().json());
  }

  /** The application's call, if this party has it. */
  public static Optional<SignedCall> call(Handle handle, String transaction) {
    return handle
        .createQuery("SELECT envelope FROM calls WHERE transaction_id = ?")
        .bind(0, transaction)
        .mapTo(String.class)
        .findOne()
        .map(json -> SignedCall.of(Envelope.parse(json.getBytes(StandardCharsets.UTF_8))));
  }

  /** Keeps a step's arguments, compared with the plan by the caller. */
  static void keepDisclosure(Handle handle, String transaction, int step, Disclosure disclosure) {
    handle.execute(
        "INSERT OR IGNORE INTO disclosures (transaction_id, step, disclosure) VALUES (?, ?, ?)",
        transaction,
        step,
        disclosure.text());
  }

  /** A step's arguments, if this party may know them. */
  public static Optional<String> disclosure(Handle handle, String transaction, int step) {
    return handle
        .createQuery("SELECT disclosure FROM disclosures WHERE transaction_id = ? AND step = ?")
        .bind(0, transaction)
        .bind(1, step)
        .mapTo(String.class)
        .findOne();
  }

  /** The place of the next message to a receiver. */
  static Place next(Handle handle, String transaction, String receiver) {
    return handle
        .createQuery(
            "SELECT sequence, digest FROM sent_messages WHERE transaction_id = ? AND receiver = ?"
                + " ORDER BY sequence DESC LIMIT 1")
        .bind(0, transaction)
        .bind(1, receiver)
        .map(
            (row, context) ->
                new Place(row.getLong("sequence") + 1, Optional.of(row.getString("digest"))))
        .findOne()
        .orElse(new Place(0, Optional.empty()));
  }

  /** Takes a message's place in its lane. */
  static void keepSent(Handle handle, Envelope envelope, int attempt) {
    Message message = envelope.claimed();
    handle.execute(
        "INSERT INTO sent_messages (transaction_id, receiver, sequence, message_id, type, step,"
            + " attempt, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        message.transaction().orElseThrow(),
        message.to(),
        message.sequence(),
        message.id(),
        message.type().wire(),
        message.step().orElse(NO_STEP),
        attempt,
        envelope.digest());
  }

  /** The own message that an answer names, if it was sent to that sender in that transaction. */
  static Optional<Sent> sent(Handle handle, String transaction, String receiver, String digest) {
    return handle
        .createQuery(
            "SELECT type, step, attempt FROM sent_messages WHERE digest = ? AND transaction_id = ?"
                + " AND receiver = ?")
        .bind(0, digest)
        .bind(1, transaction)
        .bind(2, receiver)
        .map(
            (row, context) ->
                new Sent(row.getString("type"), row.getInt("step"), row.getInt("attempt")))
        .findOne();
  }

  /** The own message with this id. */
  static Optional<Sent> sent(Handle handle, String messageId) {
    return handle
        .createQuery("SELECT type, step, attempt FROM sent_messages WHERE message_id = ?")
        .bind(0, messageId)
        .map(
            (row, context) ->
                new Sent(row.getString("type"), row.getInt("step"), row.getInt("attempt")))
        .findOne();
  }

  /** Id of the last message of a type that a receiver was sent about a step. */
  static Optional<String> lastSent(
      Handle handle, String transaction, String receiver, MessageType type, int step) {
    return handle
        .createQuery(
            "SELECT message_id FROM sent_messages WHERE transaction_id = ? AND receiver = ?"
                + " AND type = ? AND step = ? ORDER BY sequence DESC LIMIT 1")
        .bind(0, transaction)
        .bind(1, receiver)
        .bind(2, type.wire())
        .bind(3, step)
        .mapTo(String.class)
        .findOne();
  }

  /** Which subchain proxy was first given this step to execute. */
  static Optional<String> ordered(Handle handle, String transaction, int step) {
    return handle
        .createQuery(
            "SELECT receiver FROM sent_messages WHERE transaction_id = ? AND step = ?"
                + " AND type = ? ORDER BY sequence LIMIT 1")
        .bind(0, transaction)
        .bind(1, step)
        .bind(2, MessageType.EXECUTE.wire())
        .mapTo(String.class)
        .findOne();
  }

  /** Keeps a request that may be answered; the newest of its kind counts. */
  static void keepRequest(Handle handle, Envelope envelope) {
    Message message = envelope.claimed();
    handle.execute(
        "INSERT OR REPLACE INTO received_requests (transaction_id, sender, type, step, digest,"
            + " pipeline) VALUES (?, ?, ?, ?, ?, ?)",
        message.transaction().orElseThrow(),
        message.from(),
        message.type().wire(),
        message.step().orElse(NO_STEP),
        envelope.digest(),
        message.pipeline());
  }

  /** The newest request of a sender for a step. */
  static Optional<Request> request(Handle handle, String transaction, String sender, int step) {
    return handle
        .createQuery(
            "SELECT digest, pipeline FROM received_requests WHERE transaction_id = ? AND sender = ?"
                + " AND step = ? ORDER BY type DESC LIMIT 1")
        .bind(0, transaction)
        .bind(1, sender)
        .bind(2, step)
        .map((row, context) -> new Request(row.getString("digest"), row.getString("pipeline")))
        .findOne();
  }

  /** The pipelines that others spoke of in their requests. */
  static List<String> requestedPipelines(Handle handle, String transaction) {
    return handle
        .createQuery("SELECT DISTINCT pipeline FROM received_requests WHERE transaction_id = ?")
        .bind(0, transaction)
        .mapTo(String.class)
        .list();
  }

  /**
   * A place in a lane.
   *
   * @param sequence from 0
   * @param previous digest of the message before
   */
  record Place(long sequence, Optional<String> previous) {}

  /**
   * An own message.
   *
   * @param attempt of a compensation; 0 elsewhere
   */
  record Sent(String type, int step, int attempt) {}

  /** A request of another party. */
  record Request(String digest, String pipeline) {}
}
