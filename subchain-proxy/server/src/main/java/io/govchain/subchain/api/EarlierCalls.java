package io.govchain.subchain.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.CallBody;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.SignedCall;
import io.govchain.service.database.Database;
import io.govchain.service.http.Problem;
import io.govchain.service.http.Response;
import io.govchain.service.tls.Fingerprint;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.intake.Identification.Identified;
import io.govchain.subchain.intake.IntakeError;
import io.govchain.subchain.intake.Refusal;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.StoredCall;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Calls that were taken before, as those who hand them in again are told of them. */
final class EarlierCalls {

  private final Database database;
  private final Governance governance;

  EarlierCalls(Database database, Governance governance) {
    this.database = database;
    this.governance = governance;
  }

  /**
   * What became of the very same signed call, whatever would refuse it now: it was judged when it
   * was taken, and who lost the answer would take a refusal for "nothing was begun" and have the
   * business done twice. Its signature is not verified again, since it is the stored one; only the
   * certificate that the application has now is told, as by {@link Transactions}.
   */
  Optional<Response> verySame(CallBody body, Fingerprint certificate) {
    if (body.call().claimed().type() != MessageType.CALL) {
      return Optional.empty();
    }
    String transaction = SignedCall.of(body.call()).transaction();
    return database
        .read(handle -> Calls.byTransaction(handle, transaction))
        .filter(stored -> stored.envelope().equals(body.call().json()))
        .filter(stored -> isOf(stored.application(), certificate))
        .map(stored -> Response.json(200, json(stored, true)));
  }

  /** By the records that let the certificate in: they are at hand also while the chain is not. */
  private boolean isOf(String application, Fingerprint certificate) {
    return governance.applicationsWith(certificate.value()).stream()
        .anyMatch(known -> known.path().equals(application));
  }

  /** What became of the same call, or of another under the same request id. */
  Optional<Response> of(Identified call) {
    return database.read(handle -> of(handle, call));
  }

  /** The same, in a transaction of the database. */
  static Optional<Response> of(Handle handle, Identified call) {
    SignedCall signed = call.call();
    Optional<StoredCall> same = Calls.byTransaction(handle, signed.transaction());
    if (same.isPresent()) {
      return same.map(stored -> Response.json(200, json(stored, true)));
    }
    return Calls.byRequest(handle, call.application().path(), signed.plan().request())
        .map(other -> Response.problem(conflict(signed, other)));
  }

  private static Problem conflict(SignedCall call, StoredCall other) {
    Refusal refusal =
        new Refusal(
            IntakeError.REQUEST_CONFLICT.wire(),
            "the request id %s was used before, for transaction %s, which is %s; look there: GET /v1/transactions/%s"
                .formatted(
                    call.plan().request(),
                    other.transaction(),
                    other.view().status().wire(),
                    other.transaction()),
            "the same call again, or a request id of its own for another",
            "another call, transaction " + call.transaction());
    return Refusals.problem(refusal, other.transaction());
  }

  static ObjectNode json(StoredCall call, boolean duplicate) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("transaction", call.transaction())
            .put("status", call.view().status().wire())
            .put("duplicate", duplicate);
    json.putObject("links").put("self", "/v1/transactions/" + call.transaction());
    return json;
  }
}
