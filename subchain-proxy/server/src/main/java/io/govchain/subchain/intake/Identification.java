package io.govchain.subchain.intake;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.CallBody;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.check.MessageCheck;
import io.govchain.governance.Application;
import io.govchain.governance.Registry;
import io.govchain.governance.Service;
import io.govchain.governance.Subchain;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** First half of the intake: who hands in what? Answers before any record of earlier calls. */
public final class Identification {

  private final String servicePath;
  private final Registry registry;
  private final Predicate<SignedCall> onRecord;

  /**
   * @param servicePath path of this proxy
   * @param registry as the governance chain has it now
   * @param onRecord whether a call was opened on the governance chain
   */
  public Identification(String servicePath, Registry registry, Predicate<SignedCall> onRecord) {
    this.servicePath = servicePath;
    this.registry = registry;
    this.onRecord = onRecord;
  }

  /**
   * Establishes that a registered application that may speak here made this call.
   *
   * @param fingerprint SHA-256 of the TLS client certificate, 0x hex
   */
  public Result identify(CallBody body, String fingerprint) {
    Message claimed = body.call().claimed();
    if (claimed.type() != MessageType.CALL) {
      return refused(AmdpError.MESSAGE_TYPE_REFUSED, "call.type", "call", claimed.type().wire());
    }
    if (!claimed.to().equals(servicePath)) {
      return refused(AmdpError.AUDIENCE_MISMATCH, "call.to", servicePath, claimed.to());
    }
    Optional<Service> service =
        registry.activeService(servicePath).filter(own -> own.pairedWith().isPresent());
    if (service.isEmpty()) {
      return refused(
          IntakeError.PROXY_NOT_ACTIVE,
          "service " + servicePath,
          "registered, active and paired on the governance chain",
          registry.service(servicePath).map(own -> own.status().word()).orElse("unknown"));
    }
    Optional<Application> application = registry.application(claimed.from());
    if (application.isEmpty()) {
      return refused(
          AmdpError.SENDER_UNKNOWN, "call.from", "a registered application", claimed.from());
    }
    return verify(body, application.get(), service.get(), fingerprint);
  }

  private Result verify(
      CallBody body, Application application, Service service, String fingerprint) {
    if (registry.activeApplication(application.path()).isEmpty()) {
      return refused(
          AmdpError.SENDER_NOT_ACTIVE,
          "call.from " + application.path(),
          "an active application of an active subchain and institution",
          application.status().word());
    }
    Optional<Subchain> subchain = registry.subchain(application.subchain());
    if (subchain.filter(chain -> chain.service().equals(service.id())).isEmpty()) {
      return refused(
          IntakeError.APPLICATION_ELSEWHERE,
          "call.from " + application.path(),
          "an application on a subchain of " + servicePath,
          subchain.map(Subchain::path).orElse(application.subchain()));
    }
    try {
      body.call().verified(bytes(publicKey(body.call(), application)));
    } catch (AmdpException failure) {
      return new Refused(Refusal.of(failure.problem()).within("call"));
    }
    if (!application.tlsFingerprint().equals(fingerprint)) {
      return refused(
          IntakeError.CERTIFICATE_MISMATCH,
          "TLS client certificate",
          "SHA-256 " + application.tlsFingerprint(),
          fingerprint);
    }
    return new Identified(SignedCall.of(body.call()), body.arguments(), application, service);
  }

  /**
   * The present key: a key that was given up begins nothing, whatever time is written into the
   * call. Of a call that was opened, which this journal has lost, the key that counted when it came
   * in.
   */
  private String publicKey(Envelope call, Application application) {
    if (call.kid().equals(application.key())) {
      return application.publicKey();
    }
    long earliest = call.claimed().issued() - MessageCheck.AHEAD_SECONDS;
    return registry
        .applicationKey(application.path(), call.kid(), earliest)
        .filter(any -> onRecord.test(SignedCall.of(call)))
        .map(Application.Version::publicKey)
        .orElse(application.publicKey());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  private static Result refused(
      io.govchain.amdp.WireName code, String where, String expected, String actual) {
    return new Refused(Refusal.of(code, where, expected, actual));
  }

  /** Who hands in what, or why it is not taken. */
  public sealed interface Result {}

  /**
   * The application is who it says and may speak here.
   *
   * @param call verified
   * @param arguments the disclosures that came with it, not yet judged
   * @param application the sender
   * @param service this proxy as registered
   */
  public record Identified(
      SignedCall call, List<String> arguments, Application application, Service service)
      implements Result {

    /** Copies the disclosures. */
    public Identified {
      arguments = List.copyOf(arguments);
    }
  }

  /** Not taken. */
  public record Refused(Refusal refusal) implements Result {}
}
