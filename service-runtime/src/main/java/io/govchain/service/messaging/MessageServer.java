package io.govchain.service.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.service.database.Database;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.RequestHandler;
import io.govchain.service.http.Response;
import io.govchain.service.logging.Logs;
import io.micrometer.core.instrument.MeterRegistry;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /amdp/v1/messages}: takes envelopes at least once and applies them exactly once. 202
 * means that the message and everything it changed are on this side's disk.
 */
public final class MessageServer implements RequestHandler {
  /** Largest envelope, as AMDP defines it. */
  public static final int MAX_ENVELOPE_BYTES = 1 << 20;

  // The protocol's own words: where two deliveries race, this class finds what the judge could not.
  static final String DUPLICATE = "envelope-duplicate";
  static final String REUSED = "message-id-reused";
  private static final Logger LOG = LoggerFactory.getLogger(MessageServer.class);

  private final Database database;
  private final MessageHandler handler;
  private final MeterRegistry registry;

  public MessageServer(Database database, MessageHandler handler, MeterRegistry registry) {
    this.database = database;
    this.handler = handler;
    this.registry = registry;
  }

  @Override
  public Response handle(Request request) {
    Response response = respond(request);
    registry
        .counter("govchain.inbox.messages", "status", Integer.toString(response.status()))
        .increment();
    return response;
  }

  private Response respond(Request request) {
    if (request.body().length > MAX_ENVELOPE_BYTES) {
      return Response.problem(
          Problem.of("envelope-too-large", 413, "the envelope is too large")
              .expected("at most " + MAX_ENVELOPE_BYTES + " bytes")
              .actual(request.body().length + " bytes"));
    }
    return switch (handler.judge(request.body(), request.caller())) {
      case Intake.Accept accepted -> take(accepted);
      case Intake.Ignore ignored -> acknowledged(200, ignored.messageId(), ignored.code());
      case Intake.Defer deferred -> {
        Response later = refused(deferred.problem().status(503), request);
        long seconds = deferred.retryAfter().toSeconds();
        // The header knows whole seconds only; for less the sender's own back-off is quicker.
        yield seconds < 1 ? later : later.header("retry-after", Long.toString(seconds));
      }
      case Intake.Reject rejected -> refused(rejected.problem(), request);
    };
  }

  private Response take(Intake.Accept message) {
    return Logs.inTransaction(
        message.transaction(),
        () -> {
          try {
            Inbox.Arrival arrival = database.writeAndWait(handle -> apply(handle, message));
            LOG.debug("message {} from {}: {}", message.messageId(), message.sender(), arrival);
            return answer(arrival, message);
          } catch (ProblemException refusedWhileApplying) {
            return Response.problem(refusedWhileApplying.problem());
          }
        });
  }

  /** One write: the message is remembered exactly if everything that it changed is. */
  private static Inbox.Arrival apply(Handle handle, Intake.Accept message) {
    Inbox.Arrival arrival =
        Inbox.record(
            handle, message.sender(), message.messageId(), message.digest(), message.expires());
    if (arrival == Inbox.Arrival.NEW) {
      message.apply().accept(handle);
    }
    return arrival;
  }

  private static Response answer(Inbox.Arrival arrival, Intake.Accept message) {
    return switch (arrival) {
      case NEW -> acknowledged(202, message.messageId(), "");
      case DUPLICATE -> acknowledged(200, message.messageId(), DUPLICATE);
      case CONFLICT -> Response.problem(conflict(message));
    };
  }

  private static Problem conflict(Intake.Accept message) {
    return Problem.of(REUSED, 409, "the sender used this message id before")
        .expected("the envelope first sent as " + message.messageId())
        .actual("an envelope with digest " + message.digest())
        .transaction(message.transaction());
  }

  private static Response refused(Problem problem, Request request) {
    // Without what was expected and what came: that may be part of what the message carries.
    LOG.info(
        "message refused: {} ({}), transaction {}, certificate {}",
        problem.code(),
        problem.detail(),
        problem.transaction(),
        request.caller().fingerprint());
    return Response.problem(problem);
  }

  private static Response acknowledged(int status, String messageId, String code) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("acknowledged", messageId);
    return Response.json(status, code.isEmpty() ? json : json.put("code", code));
  }
}
