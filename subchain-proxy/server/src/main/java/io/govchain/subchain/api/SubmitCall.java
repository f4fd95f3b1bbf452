package io.govchain.subchain.api;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.CallBody;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.evm.EvmException;
import io.govchain.governance.Registry;
import io.govchain.governance.Service;
import io.govchain.service.database.Database;
import io.govchain.service.http.Problem;
import io.govchain.service.http.Request;
import io.govchain.service.http.RequestHandler;
import io.govchain.service.http.Response;
import io.govchain.service.logging.Logs;
import io.govchain.service.tls.Fingerprint;
import io.govchain.subchain.governance.CallRecord;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.intake.Admission;
import io.govchain.subchain.intake.Arguments;
import io.govchain.subchain.intake.Identification;
import io.govchain.subchain.intake.Identification.Identified;
import io.govchain.subchain.intake.IntakeError;
import io.govchain.subchain.intake.Refusal;
import io.govchain.subchain.intake.Throttle;
import io.govchain.subchain.journal.CallView;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.EventBell;
import io.govchain.subchain.journal.StoredCall;
import io.govchain.subchain.partner.Forwards;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/calls}. A call that is answered with 202 is on disk together with the message
 * that hands it on; the same call again is answered with what became of the first, also while no
 * call is taken.
 */
public final class SubmitCall implements RequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SubmitCall.class);

  private final Database database;
  private final Governance governance;
  private final EarlierCalls earlier;
  private final Identification identification;
  private final Admission admission;
  private final Throttle throttle;
  private final Forwards forwards;
  private final EventBell bell;
  private final CallMetrics metrics;

  /** Wires the parts of the intake. */
  public SubmitCall(
      String servicePath,
      Database database,
      Governance governance,
      Arguments arguments,
      Throttle throttle,
      Forwards forwards,
      EventBell bell,
      CallMetrics metrics) {
    Registry registry = governance.registry();
    this.database = database;
    this.governance = governance;
    this.earlier = new EarlierCalls(database, governance);
    this.identification = new Identification(servicePath, registry, this::isOnRecord);
    this.admission = new Admission(registry, governance::callsLeft, arguments);
    this.throttle = throttle;
    this.forwards = forwards;
    this.bell = bell;
    this.metrics = metrics;
  }

  @Override
  public Response handle(Request request) {
    return handIn(request.body(), request.caller().fingerprint());
  }

  /**
   * Takes a call.
   *
   * @param body as it is posted
   * @param certificate of the application that hands it in
   */
  public Response handIn(byte[] body, Fingerprint certificate) {
    Response response = answer(body, certificate);
    metrics.submitted(response.status());
    return response;
  }

  private Response answer(byte[] bytes, Fingerprint certificate) {
    CallBody body;
    try {
      body = CallBody.parse(bytes);
    } catch (AmdpException malformed) {
      return refused(Refusal.of(malformed.problem()), "");
    }
    try {
      Optional<Response> known = earlier.verySame(body, certificate);
      if (known.isPresent()) {
        return known.get();
      }
      Optional<String> stale = governance.staleness();
      if (stale.isPresent()) {
        return Response.problem(Refusals.unavailable(stale.get())).header("retry-after", "1");
      }
      return switch (identification.identify(body, certificate.value())) {
        case Identification.Refused refused -> unidentified(refused.refusal());
        case Identification.Identified call ->
            Logs.inTransaction(call.call().transaction(), () -> identified(call));
      };
    } catch (EvmException unreachable) {
      return Response.problem(Refusals.unavailable(unreachable.getMessage()))
          .header("retry-after", "1");
    }
  }

  private Response identified(Identified call) {
    String application = call.application().path();
    Optional<Throttle.Wait> tooFast = throttle.any(application, System.nanoTime());
    if (tooFast.isPresent()) {
      return later(tooFast.get());
    }
    String transaction = call.call().transaction();
    Optional<Response> known = earlier.of(call);
    if (known.isPresent()) {
      return known.get();
    }
    long now = governance.blockTime();
    Optional<Refusal> refusal = admission.refusal(call, now);
    if (refusal.isEmpty()) {
      return throttle
          .fresh(application, call.call(), System.nanoTime())
          .map(SubmitCall::later)
          .orElseGet(() -> accept(call, now, CallView.received()));
    }
    // A call with a record was taken before: this journal has lost it and is handed it again.
    return isOnRecord(call.call())
        ? accept(call, now, CallView.takenBefore())
        : RetryAfter.on(
            refused(refusal.get(), transaction),
            refusal.get(),
            call.call(),
            governance.registry(),
            now);
  }

  private boolean isOnRecord(SignedCall call) {
    return CallRecord.of(call, governance) instanceof CallRecord.Own;
  }

  private static Response unidentified(Refusal refusal) {
    Response response = refused(refusal, "");
    return refusal.code().equals(IntakeError.PROXY_NOT_ACTIVE.wire())
        ? RetryAfter.notActive(response)
        : response;
  }

  private Response accept(Identified call, long now, CallView view) {
    Optional<String> partner = partner(call.service());
    if (partner.isEmpty()) {
      return RetryAfter.notActive(Response.problem(unpaired(call.service())));
    }
    StoredCall stored = stored(call, now, view);
    Optional<Response> overtaken =
        database.writeAndWait(
            handle -> {
              Optional<Response> earlier = EarlierCalls.of(handle, call);
              if (earlier.isEmpty()) {
                Calls.insert(handle, stored);
                forwards.send(handle, call.call(), call.arguments(), partner.get(), now);
              }
              return earlier;
            });
    if (overtaken.isPresent()) {
      return overtaken.get();
    }
    bell.ring(stored);
    LOG.info("call {} of {} accepted", stored.request(), stored.application());
    return Response.json(202, EarlierCalls.json(stored, false));
  }

  private Optional<String> partner(Service own) {
    return own.pairedWith().flatMap(governance.registry()::service).map(Service::path);
  }

  private static Problem unpaired(Service own) {
    return Problem.of(IntakeError.PROXY_NOT_ACTIVE.wire(), 503, own.path())
        .expected("a paired cross-chain proxy");
  }

  private static StoredCall stored(Identified call, long now, CallView view) {
    SignedCall signed = call.call();
    return new StoredCall(
        signed.transaction(),
        signed.envelope().digest(),
        call.application().path(),
        signed.plan().request(),
        signed.envelope().json(),
        call.arguments(),
        signed.steps().stream().map(PlanStep::pipeline).distinct().toList(),
        now,
        signed.deadline(),
        view);
  }

  private static Response later(Throttle.Wait wait) {
    return refused(wait.refusal(), "").header("retry-after", Long.toString(wait.seconds()));
  }

  private static Response refused(Refusal refusal, String transaction) {
    // Without what was expected and what came: that may be an argument, and is the caller's alone.
    LOG.info("call refused: {}: {}", refusal.code(), refusal.where());
    return Response.problem(Refusals.problem(refusal, transaction));
  }
}
