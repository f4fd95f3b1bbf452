package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.crosschain.journal.EvidenceStore;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.service.database.Database;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The evidence that this party keeps, for its operators to hand out and for auditors to see. */
public final class HeldEvidence {
  private static final Logger LOG = LoggerFactory.getLogger(HeldEvidence.class);

  private final Database database;
  private final LedgerAccess access;

  /** Looks evidence up in this database. */
  public HeldEvidence(Database database, LedgerAccess access) {
    this.database = database;
    this.access = access;
  }

  Response show(Request request) {
    String id = request.path().get("transaction");
    String digest = request.path().get("digest");
    access.find(id);
    StoredEvidence held =
        database
            .read(handle -> EvidenceStore.named(handle, id, digest))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of("evidence-unknown", 404, "no such evidence is held here")
                            .expected("the digest of evidence that " + access.self() + " holds")
                            .actual(digest)
                            .transaction(id)));
    tellOfAuditors(request, id, digest);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("transaction", id)
            .put("step", held.step())
            .put("action", TransactionJson.word(held.action().name()))
            .put("digest", digest)
            .put("text", held.evidence());
    return Response.json(200, json);
  }

  /** Evidence shows business data: whom it was shown to is kept where operators look. */
  private static void tellOfAuditors(Request request, String id, String digest) {
    request.caller().identities().stream()
        .filter(peer -> peer.role() == TlsPeer.Role.AUDITOR)
        .forEach(
            peer -> LOG.info("evidence {} of {} shown to auditor {}", digest, id, peer.path()));
  }
}
