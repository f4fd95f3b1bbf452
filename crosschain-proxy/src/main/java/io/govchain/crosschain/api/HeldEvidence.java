package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.journal.EvidenceStore;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.evidence.ProvenWrite;
import io.govchain.evm.proof.ProofException;
import io.govchain.service.database.Database;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  /**
   * Adds the hashes of others' writes that a shown transaction lacks. A verifier is not always told
   * one beside the evidence; the evidence that it accepted tells it, and proves it. What was not
   * accepted tells nothing: it may well prove a transaction of something else.
   */
  void addHashes(ObjectNode shown, String transaction, Progress progress) {
    for (int step = 0; step < progress.size(); step++) {
      ObjectNode json = (ObjectNode) shown.get("steps").get(step);
      if (progress.plan().step(step).write() && !json.has(TransactionJson.HASH)) {
        accepted(transaction, step, progress.step(step))
            .ifPresent(hash -> json.put(TransactionJson.HASH, hash));
      }
    }
  }

  private Optional<String> accepted(String transaction, int step, StepProgress known) {
    String digest = known.onChain().digest();
    StepTag tag = new StepTag(transaction, step, StepAction.EXECUTE);
    boolean judged =
        known.judgement().stage() == Judgement.Stage.Accepted
            && known.judgement().digest().equals(digest);
    return judged
        ? ofStep(transaction, step, digest)
            .flatMap(HeldEvidence::proven)
            .filter(write -> write.tag().equals(Optional.of(tag)))
            .map(ProvenWrite::hash)
        : Optional.empty();
  }

  boolean has(String transaction, int step, String digest) {
    return ofStep(transaction, step, digest).isPresent();
  }

  private Optional<StoredEvidence> ofStep(String transaction, int step, String digest) {
    return database.read(handle -> EvidenceStore.read(handle, transaction, step, digest));
  }

  /** Evidence that proves nothing tells nothing either. */
  private static Optional<ProvenWrite> proven(StoredEvidence evidence) {
    try {
      byte[] bytes = evidence.evidence().getBytes(StandardCharsets.UTF_8);
      return Optional.of(ProvenWrite.in(bytes));
    } catch (ProofException | IllegalArgumentException unfit) {
      return Optional.empty();
    }
  }

  /** Evidence shows business data: whom it was shown to is kept where operators look. */
  private static void tellOfAuditors(Request request, String id, String digest) {
    request.caller().identities().stream()
        .filter(peer -> peer.role() == TlsPeer.Role.AUDITOR)
        .forEach(
            peer -> LOG.info("evidence {} of {} shown to auditor {}", digest, id, peer.path()));
  }
}
