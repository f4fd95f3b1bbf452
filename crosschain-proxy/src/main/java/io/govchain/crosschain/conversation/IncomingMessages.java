package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.Problem;
import io.govchain.amdp.check.MessageCheck;
import io.govchain.amdp.check.MessageFacts;
import io.govchain.amdp.check.MessageVerdict;
import io.govchain.evm.EvmException;
import io.govchain.governance.Pipeline;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import io.govchain.service.http.Caller;
import io.govchain.service.messaging.Intake;
import io.govchain.service.messaging.MessageHandler;
import io.govchain.service.tls.TlsPeer;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what arrives: who sent it, whether it may be believed, what it means. Nothing reaches the
 * engine from anybody but the party that is entitled to say it.
 */
public final class IncomingMessages implements MessageHandler {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingMessages.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final Directory directory;
  private final Database database;
  private final Readings readings;
  private final Reception reception;

  /** Applies an accepted message within the write that remembers it. */
  public interface Reception {
    void apply(Handle handle, Reading.Understood reading);
  }

  public IncomingMessages(
      Directory directory, Database database, Readings readings, Reception reception) {
    this.directory = directory;
    this.database = database;
    this.readings = readings;
    this.reception = reception;
  }

  @Override
  public Intake judge(byte[] bytes, Caller caller) {
    try {
      Envelope envelope = Envelope.parse(bytes);
      Message message = envelope.claimed();
      if (!caller.is(TlsPeer.Role.SERVICE, message.from())) {
        return new Intake.Reject(certificateMismatch(message, caller));
      }
      return switch (MessageCheck.check(envelope, facts(message))) {
        case MessageVerdict.Accept accepted -> accept(envelope, accepted.message());
        case MessageVerdict.Ignore ignored ->
            new Intake.Ignore(message.id(), ignored.problem().code().wire());
        case MessageVerdict.Defer deferred ->
            new Intake.Defer(problem(deferred.problem(), message), LOOK_AGAIN);
        case MessageVerdict.Reject rejected ->
            new Intake.Reject(problem(rejected.problem(), message));
      };
    } catch (EvmException unreachable) {
      // Which node it is, and how it fails, is nothing for another institution.
      LOG.debug("a message waits: {}", unreachable.getMessage());
      return new Intake.Defer(
          io.govchain.service.http.Problem.of(
              "chain-unreachable", UNAVAILABLE, "the governance chain cannot be asked"),
          LOOK_AGAIN);
    } catch (AmdpException malformed) {
      return new Intake.Reject(
          io.govchain.service.http.Problem.of(
                  malformed.code().wire(), BAD_REQUEST, malformed.problem().where())
              .expected(malformed.problem().expected())
              .actual(malformed.problem().actual()));
    }
  }

  private Intake accept(Envelope envelope, Message message) {
    return switch (readings.read(envelope, message)) {
      case Reading.Refused refused -> new Intake.Reject(problem(refused.problem(), message));
      case Reading.Needless needless -> new Intake.Ignore(message.id(), "");
      case Reading.NotYet early -> new Intake.Defer(problem(early.problem(), message), LOOK_AGAIN);
      case Reading.Understood understood ->
          new Intake.Accept(
              message.from(),
              message.id(),
              envelope.digest(),
              understood.transaction(),
              message.expires(),
              handle -> reception.apply(handle, understood));
    };
  }

  private MessageFacts facts(Message message) {
    Known known = database.read(handle -> known(handle, message));
    MessageFacts facts =
        MessageFacts.of(
                directory.blockTime(),
                directory.self(),
                MessageType.FORWARD,
                MessageType.OUTCOME,
                MessageType.STEP_REQUEST,
                MessageType.STEP_OUTCOME,
                MessageType.EVIDENCE_REQUEST,
                MessageType.COMPENSATION_REQUEST,
                MessageType.REFUSAL)
            .seen(known.digest())
            .replyKnown(known.request());
    Optional<byte[]> key = directory.key(message.from(), message.issued());
    if (key.isPresent()) {
      facts = facts.sender(key.get(), directory.isActive(message.from()));
    }
    Optional<Pipeline> pipeline = directory.pipeline(message, readings::startsNothing);
    if (pipeline.isPresent()) {
      facts =
          facts.pipeline(
              pipeline.get().constraintHash(),
              directory.registry().goesOn(pipeline.get(), directory.blockTime())
                  || readings.startsNothing(message));
    }
    return facts;
  }

  /**
   * What the journal has of a message.
   *
   * @param digest of the envelope that was taken under its id: a repetition is acknowledged
   *     whenever it comes, so that its sender may stop
   * @param request whether the one that it answers was sent to its sender
   */
  private record Known(Optional<String> digest, boolean request) {}

  private static Known known(Handle handle, Message message) {
    Optional<String> digest =
        Sql.first(
            handle,
            "SELECT digest FROM inbox WHERE sender = ? AND message_id = ?",
            row -> row.getString(1),
            message.from(),
            message.id());
    boolean request =
        message.inReplyTo().isPresent()
            && message.transaction().isPresent()
            && Conversations.sent(
                    handle, message.transaction().get(), message.from(), message.inReplyTo().get())
                .isPresent();
    return new Known(digest, request);
  }

  private static io.govchain.service.http.Problem problem(Problem problem, Message message) {
    return io.govchain.service.http.Problem.of(problem.code().wire(), BAD_REQUEST, problem.where())
        .expected(problem.expected())
        .actual(problem.actual())
        .transaction(message.transaction().orElse(""));
  }

  private static io.govchain.service.http.Problem certificateMismatch(
      Message message, Caller caller) {
    return io.govchain.service.http.Problem.of(
            "certificate-mismatch", FORBIDDEN, "the TLS certificate is not the sender's")
        .expected("the certificate registered for " + message.from())
        .actual(caller.fingerprint().value());
  }
}
