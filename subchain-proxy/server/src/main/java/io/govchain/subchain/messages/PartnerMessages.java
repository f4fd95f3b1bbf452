package io.govchain.subchain.messages;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.check.MessageCheck;
import io.govchain.amdp.check.MessageFacts;
import io.govchain.amdp.check.MessageVerdict;
import io.govchain.evm.EvmException;
import io.govchain.governance.Account;
import io.govchain.governance.Paths;
import io.govchain.governance.Registry;
import io.govchain.governance.Service;
import io.govchain.service.database.Database;
import io.govchain.service.http.Caller;
import io.govchain.service.http.Problem;
import io.govchain.service.messaging.Intake;
import io.govchain.service.messaging.MessageHandler;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.ReceivedMessages;
import io.govchain.subchain.journal.SentMessages;
import io.govchain.subchain.partner.Forwards;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Judges messages: only the paired cross-chain proxy is heard, and only with its own key. */
public final class PartnerMessages implements MessageHandler {

  private static final Duration LATER = Duration.ofSeconds(1);

  private final String servicePath;
  private final Database database;
  private final Governance governance;
  private final OrderBook orders;
  private final CallNews news;
  private final Forwards forwards;

  /** Takes orders into the book and news to the calls. */
  public PartnerMessages(
      String servicePath,
      Database database,
      Governance governance,
      OrderBook orders,
      CallNews news,
      Forwards forwards) {
    this.servicePath = servicePath;
    this.database = database;
    this.governance = governance;
    this.orders = orders;
    this.news = news;
    this.forwards = forwards;
  }

  @Override
  public Intake judge(byte[] bytes, Caller caller) {
    Envelope envelope;
    try {
      envelope = Envelope.parse(bytes);
    } catch (AmdpException malformed) {
      return new Intake.Reject(problem(malformed.problem(), 400, ""));
    }
    try {
      Optional<String> stale = governance.staleness();
      return stale.isPresent() ? later(envelope, stale.get()) : judge(envelope, caller);
    } catch (EvmException unreachable) {
      return later(envelope, unreachable.getMessage());
    }
  }

  private Intake judge(Envelope envelope, Caller caller) {
    Message claimed = envelope.claimed();
    Registry registry = governance.registry();
    Optional<String> partner = registry.service(servicePath).flatMap(Service::pairedWith);
    if (!partner.equals(Optional.of(Paths.id(claimed.from())))) {
      return refused(
          claimed,
          "sender-not-paired",
          "service " + partner.orElse("none") + ", paired with " + servicePath,
          claimed.from());
    }
    if (!caller.is(TlsPeer.Role.SERVICE, claimed.from())) {
      return refused(
          claimed,
          "certificate-mismatch",
          "the certificate registered for " + claimed.from(),
          caller.fingerprint().value());
    }
    return switch (MessageCheck.check(envelope, facts(claimed, registry))) {
      case MessageVerdict.Accept accepted -> accept(envelope, accepted.message());
      case MessageVerdict.Ignore ignored ->
          new Intake.Ignore(claimed.id(), ignored.problem().code().wire());
      case MessageVerdict.Defer deferred ->
          new Intake.Defer(problem(deferred.problem(), 503, transaction(claimed)), LATER);
      case MessageVerdict.Reject rejected ->
          new Intake.Reject(problem(rejected.problem(), 403, transaction(claimed)));
    };
  }

  private MessageFacts facts(Message claimed, Registry registry) {
    Known known = database.read(handle -> known(handle, claimed));
    MessageFacts facts =
        MessageFacts.of(
                governance.blockTime(),
                servicePath,
                MessageType.EXECUTE,
                MessageType.STATUS,
                MessageType.EVIDENCE_REQUEST,
                MessageType.REFUSAL)
            .seen(known.digest())
            .replyKnown(known.request());
    Optional<Account> account = registry.signer(claimed.from(), claimed.issued());
    boolean active = registry.activeService(claimed.from()).isPresent();
    if (account.isPresent()) {
      String key = account.get().publicKey();
      facts = facts.sender(HexFormat.of().parseHex(key, 2, key.length()), active);
    }
    var pipeline =
        registry
            .pipeline(claimed.pipeline(), claimed.constraint())
            .or(() -> registry.pipeline(claimed.pipeline()));
    if (pipeline.isPresent()) {
      boolean usable = registry.goesOn(pipeline.get(), governance.blockTime());
      facts = facts.pipeline(pipeline.get().constraintHash(), usable);
    }
    return facts;
  }

  /**
   * What the journal has of a message.
   *
   * @param digest of the envelope that was taken under its id
   * @param request whether what it answers was sent, if it answers anything
   */
  private record Known(Optional<String> digest, boolean request) {}

  private static Known known(Handle handle, Message claimed) {
    return new Known(
        ReceivedMessages.digest(handle, claimed.from(), claimed.id()),
        claimed.inReplyTo().isEmpty() || SentMessages.typeOf(handle, claimed).isPresent());
  }

  private Intake accept(Envelope envelope, Message message) {
    Consumer<Handle> apply =
        switch (message.data()) {
          case MessageData.Execute order -> handle -> orders.take(handle, envelope);
          case MessageData.EvidenceRequest lost ->
              handle -> forwards.again(handle, message, governance.blockTime());
          case MessageData.Status status -> handle -> news.take(handle, message, status);
          case MessageData.Refusal refusal -> handle -> news.take(handle, message, refusal);
          default -> throw new IllegalStateException("accepted a " + message.type());
        };
    return new Intake.Accept(
        message.from(),
        message.id(),
        envelope.digest(),
        transaction(message),
        message.expires(),
        apply);
  }

  private static Intake refused(Message claimed, String code, String expected, String actual) {
    return new Intake.Reject(
        Problem.of(code, 403, "the message is not taken")
            .expected(expected)
            .actual(actual)
            .transaction(transaction(claimed)));
  }

  private static Intake later(Envelope envelope, String why) {
    return new Intake.Defer(
        Problem.of("governance-unavailable", 503, why).transaction(transaction(envelope.claimed())),
        LATER);
  }

  private static Problem problem(io.govchain.amdp.Problem problem, int status, String transaction) {
    return Problem.of(problem.code().wire(), status, problem.where())
        .expected(problem.expected())
        .actual(problem.actual())
        .transaction(transaction);
  }

  private static String transaction(Message message) {
    return message.transaction().orElse("");
  }
}
