package io.govchain.crosschain.conversation;

import io.govchain.amdp.Disclosure;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.SignedCall;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.service.database.Sql;
import io.govchain.service.messaging.Outbox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was said in each transaction, as far as later messages and judgements need it. */
public final class Conversations {
  /** Stands for "no step" where a column needs a number. */
  private static final int NO_STEP = -1;

  private Conversations() {}

  /** Keeps the application's call; the same again is ignored. Whether it is the first. */
  static boolean keepCall(Handle handle, SignedCall call) {
    return Sql.update(
            handle,
            "INSERT OR IGNORE INTO calls (transaction_id, envelope, request) VALUES (?, ?, ?)",
            call.transaction(),
            call.envelope().json(),
            request(call))
        == 1;
  }

  /** The transaction of another call that the application made under the same request id. */
  static Optional<String> otherOfRequest(Handle handle, SignedCall call) {
    return Sql.first(
        handle,
        "SELECT transaction_id FROM calls WHERE request = ? AND transaction_id <> ?",
        row -> row.getString(1),
        request(call),
        call.transaction());
  }

  private static String request(SignedCall call) {
    return call.message().from() + " " + call.plan().request();
  }

  /** The application's call, if this party has it. */
  public static Optional<SignedCall> call(Handle handle, String transaction) {
    return Sql.first(
            handle,
            "SELECT envelope FROM calls WHERE transaction_id = ?",
            row -> row.getString(1),
            transaction)
        .map(json -> SignedCall.of(Envelope.parse(json.getBytes(StandardCharsets.UTF_8))));
  }

  /** Keeps a step's arguments, compared with the plan by the caller. */
  static void keepDisclosure(Handle handle, String transaction, int step, Disclosure disclosure) {
    Sql.update(
        handle,
        "INSERT OR IGNORE INTO disclosures (transaction_id, step, disclosure) VALUES (?, ?, ?)",
        transaction,
        step,
        disclosure.text());
  }

  /** A step's arguments, if this party may know them. */
  public static Optional<String> disclosure(Handle handle, String transaction, int step) {
    return Sql.first(
        handle,
        "SELECT disclosure FROM disclosures WHERE transaction_id = ? AND step = ?",
        row -> row.getString(1),
        transaction,
        step);
  }

  /** The place of the next message to a receiver. */
  static Place next(Handle handle, String transaction, String receiver) {
    return Sql.first(
            handle,
            "SELECT sequence, digest FROM sent_messages WHERE transaction_id = ? AND receiver = ?"
                + " ORDER BY sequence DESC LIMIT 1",
            row -> new Place(row.getLong(1) + 1, Optional.of(row.getString(2))),
            transaction,
            receiver)
        .orElse(new Place(0, Optional.empty()));
  }

  /** Takes a message's place in its lane. */
  static void keepSent(Handle handle, Envelope envelope, int attempt) {
    Message message = envelope.claimed();
    Sql.update(
        handle,
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
    return Sql.first(
        handle,
        "SELECT type, step, attempt FROM sent_messages WHERE digest = ? AND transaction_id = ?"
            + " AND receiver = ?",
        row -> new Sent(row.getString(1), row.getInt(2), row.getInt(3)),
        digest,
        transaction,
        receiver);
  }

  /** The own message with this id. */
  static Optional<Sent> sentAs(Handle handle, String transaction, String messageId) {
    return Sql.first(
        handle,
        "SELECT type, step, attempt FROM sent_messages"
            + " WHERE transaction_id = ? AND message_id = ?",
        row -> new Sent(row.getString(1), row.getInt(2), row.getInt(3)),
        transaction,
        messageId);
  }

  /**
   * Whether the last message of a type that a receiver was sent about a step has not arrived yet:
   * whatever is asked for again meanwhile need not be said again. A receiver that is away for days,
   * or that asks and takes no answer, must not fill the disk.
   *
   * @param attempt of a compensation; 0 elsewhere
   */
  static boolean isOnItsWay(
      Situation situation, MessageType type, int step, int attempt, String receiver) {
    return Sql.first(
            situation.handle(),
            "SELECT message_id FROM sent_messages WHERE transaction_id = ? AND receiver = ?"
                + " AND type = ? AND step = ? AND attempt = ? ORDER BY sequence DESC LIMIT 1",
            row -> row.getString(1),
            situation.transaction(),
            receiver,
            type.wire(),
            step,
            attempt)
        .filter(id -> Outbox.isWaiting(situation.handle(), receiver, id))
        .isPresent();
  }

  /** Which subchain proxy was first given this step to execute. */
  static Optional<String> ordered(Handle handle, String transaction, int step) {
    return Sql.first(
        handle,
        "SELECT receiver FROM sent_messages WHERE transaction_id = ? AND step = ?"
            + " AND type = ? ORDER BY sequence LIMIT 1",
        row -> row.getString(1),
        transaction,
        step,
        MessageType.EXECUTE.wire());
  }

  /** Keeps a request that may be answered; the newest of its kind counts. */
  static void keepRequest(Handle handle, Envelope envelope) {
    Message message = envelope.claimed();
    Sql.update(
        handle,
        "INSERT OR REPLACE INTO received_requests (transaction_id, sender, type, step, digest,"
            + " pipeline, message_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        message.transaction().orElseThrow(),
        message.from(),
        message.type().wire(),
        message.step().orElse(NO_STEP),
        envelope.digest(),
        message.pipeline(),
        message.id());
  }

  /** Whether a request of this kind was kept of its sender, whatever its id. */
  static boolean isRequestKept(Handle handle, Message message) {
    return Sql.first(
            handle,
            "SELECT 1 FROM received_requests WHERE transaction_id = ? AND sender = ? AND type = ?"
                + " AND step = ?",
            row -> true,
            message.transaction().orElseThrow(),
            message.from(),
            message.type().wire(),
            message.step().orElse(NO_STEP))
        .isPresent();
  }

  /** The newest request of a sender for a step. */
  static Optional<Request> request(Handle handle, String transaction, String sender, int step) {
    return Sql.first(
        handle,
        "SELECT digest, pipeline FROM received_requests WHERE transaction_id = ? AND sender = ?"
            + " AND step = ? ORDER BY type DESC LIMIT 1",
        row -> new Request(row.getString(1), row.getString(2)),
        transaction,
        sender,
        step);
  }

  /** Of how many transactions that stand on no record yet a sender asked for a step. */
  static int requestedUnopened(Handle handle, String sender) {
    return Sql.first(
            handle,
            "SELECT COUNT(*) FROM transactions t WHERE t.status = ? AND t.initiated_here = 0"
                + " AND EXISTS (SELECT 1 FROM received_requests r WHERE r.transaction_id = t.id"
                + " AND r.sender = ? AND r.type = ?)",
            row -> row.getInt(1),
            ApplicationStatus.Opening.word(),
            sender,
            MessageType.STEP_REQUEST.wire())
        .orElse(0);
  }

  /** The pipelines that others spoke of in their requests. */
  static List<String> requestedPipelines(Handle handle, String transaction) {
    return Sql.list(
        handle,
        "SELECT DISTINCT pipeline FROM received_requests WHERE transaction_id = ?",
        row -> row.getString(1),
        transaction);
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
