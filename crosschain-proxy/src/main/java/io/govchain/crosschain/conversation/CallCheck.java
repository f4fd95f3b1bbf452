package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Message;
import io.govchain.amdp.Problem;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.check.MessageCheck;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.plan.Plans;
import io.govchain.crosschain.plan.RegisteredPlan;
import io.govchain.governance.Application;
import java.util.Optional;

/**
 * Checks an application's call again at every proxy that acts on it: nobody believes that another
 * has checked it.
 *
 * <p>A call counts by the key that its application had when the call came in, which every proxy
 * reads on the chain: a change of keys ends nothing that is under way. To begin something takes the
 * present key, too, so that a key that was given up begins nothing, whatever time is written into
 * the call. Not guaranteed: that the other institution's proxies ask for that; whoever holds a key
 * that was given up <em>and</em> the application's own cross-chain proxy can begin what they like,
 * as could the holder of that proxy's institution, who registers keys.
 */
public final class CallCheck {
  private final Directory directory;
  private final Plans plans;
  private final RegisteredPlan registered;

  public CallCheck(Directory directory) {
    this.directory = directory;
    this.plans = new Plans(directory.registry(), directory.self());
    this.registered = new RegisteredPlan(directory.registry());
  }

  /**
   * The plan of a call that may start something.
   *
   * @param audience path of the subchain proxy that the application must have handed it to
   * @param fresh whether the call must not have expired and its pipelines not have been amended:
   *     where it enters; later the record counts
   * @throws AmdpException saying what is wrong
   */
  Plan check(SignedCall call, String audience, boolean fresh) {
    if (!call.message().to().equals(audience)) {
      throw new AmdpException(
          AmdpError.AUDIENCE_MISMATCH, "call payload.to", audience, call.message().to());
    }
    long now = directory.blockTime();
    if (fresh && now > call.message().expires()) {
      throw new AmdpException(
          AmdpError.ENVELOPE_EXPIRED,
          "call payload.expires",
          "block time " + now + " or later",
          Long.toString(call.message().expires()));
    }
    if (directory.registry().activeApplication(call.message().from()).isEmpty()) {
      throw new AmdpException(
          AmdpError.SENDER_NOT_ACTIVE,
          "call payload.from",
          "an active application",
          call.message().from());
    }
    Application.Version signer = requireSigned(call);
    if (fresh) {
      requirePresent(signer, call);
    }
    refuse(fresh ? registered.checkNew(call, now) : registered.check(call, now));
    return plan(call);
  }

  /**
   * The plan of a call that its application signed and that its pipelines allow, whatever became of
   * them since: what was begun must come to its end.
   */
  Plan checkGenuine(SignedCall call) {
    requireSigned(call);
    refuse(registered.checkTerms(call));
    return plan(call);
  }

  private static void refuse(Optional<Problem> found) {
    if (found.isPresent()) {
      throw new AmdpException(found.get());
    }
  }

  /** The key that signed the call, if it counted when the call may have come in. */
  private Application.Version requireSigned(SignedCall call) {
    Message message = call.message();
    application(call);
    long earliest = message.issued() - MessageCheck.AHEAD_SECONDS;
    Application.Version signer =
        directory
            .registry()
            .applicationKey(message.from(), call.envelope().kid(), earliest)
            .orElseThrow(
                () ->
                    new AmdpException(
                        AmdpError.KEY_MISMATCH,
                        "call protected.kid",
                        "a key of %s that was not replaced before block time %d"
                            .formatted(message.from(), earliest),
                        call.envelope().kid()));
    call.envelope().verified(Directory.bytes(signer.publicKey()));
    return signer;
  }

  /** The subchain proxy may be a block ahead and know a key that is newer than the present one. */
  private void requirePresent(Application.Version signer, SignedCall call) {
    String present = application(call).key();
    if (!signer.key().equals(present) && signer.since() <= directory.blockTime()) {
      throw new AmdpException(
          AmdpError.KEY_MISMATCH,
          "call protected.kid",
          "the present key %s of %s, to begin something".formatted(present, call.message().from()),
          signer.key());
    }
  }

  private Application application(SignedCall call) {
    String from = call.message().from();
    return directory
        .registry()
        .application(from)
        .orElseThrow(
            () ->
                new AmdpException(
                    AmdpError.SENDER_UNKNOWN,
                    "call payload.from",
                    "a registered application",
                    from));
  }

  private Plan plan(SignedCall call) {
    return plans
        .of(call)
        .orElseThrow(
            () ->
                new AmdpException(
                    new Problem(
                        AmdpError.PIPELINE_UNKNOWN,
                        "call steps",
                        "registered pipelines with registered services",
                        "others")));
  }
}
