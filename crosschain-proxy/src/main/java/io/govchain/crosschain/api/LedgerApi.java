package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredTransaction;
import io.govchain.crosschain.sweep.Finding;
import io.govchain.crosschain.sweep.Sweeper;
import io.govchain.service.http.Api;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries of the ledger and what is open to people about escalations. */
public final class LedgerApi {
  private static final String CONTRACT = "/io/govchain/crosschain/openapi.yaml";
  private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SERVICE);
  private static final Set<Role> PEOPLE = Set.of(Role.OPERATOR);
  private static final Set<Role> EXAMINERS = Set.of(Role.OPERATOR, Role.AUDITOR);

  private final Journal journal;
  private final Alarms alarms;
  private final Sweeper sweeper;
  private final LedgerAccess access;
  private final Escalations escalations;
  private final HeldEvidence evidence;

  /** Answers from this journal, to those who may ask. */
  public LedgerApi(
      Journal journal,
      Alarms alarms,
      Sweeper sweeper,
      LedgerAccess access,
      Escalations escalations,
      HeldEvidence evidence) {
    this.journal = journal;
    this.alarms = alarms;
    this.sweeper = sweeper;
    this.access = access;
    this.escalations = escalations;
    this.evidence = evidence;
  }

  /** The operations with their contract. */
  public Api api() {
    return Api.of(CONTRACT)
        .operation("listTransactions", READERS, this::list)
        .operation("getTransaction", READERS, this::get)
        .operation("getEvidence", EXAMINERS, evidence::show)
        .operation("listFindings", READERS, this::findings)
        .operation("listEscalations", READERS, escalations::list)
        .operation("getEscalation", READERS, escalations::show)
        .operation("retryCompensation", PEOPLE, escalations::retry)
        .operation("agreeResolution", PEOPLE, escalations::agree);
  }

  private Response list(Request request) {
    access.requireReader(request);
    Optional<ApplicationStatus> status = request.queryValue("status").map(LedgerApi::status);
    return page(request, status);
  }

  private Response findings(Request request) {
    access.requireReader(request);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("findings");
    for (Finding finding : sweeper.findings()) {
      items
          .addObject()
          .put("transaction", finding.transaction())
          .put("kind", finding.kind().word())
          .put("text", finding.text())
          .put("since", finding.since())
          .put("repairs", finding.repairs());
    }
    return Response.json(200, json);
  }

  private Response page(Request request, Optional<ApplicationStatus> status) {
    Pages.Page page = Pages.of(request);
    List<StoredTransaction> found =
        journal.transactions().list(status, page.cursor(), page.limit());
    return page.answer(found, each -> TransactionJson.view(each.transaction(), each.state()));
  }

  private Response get(Request request) {
    access.requireReader(request);
    String id = request.path().get("transaction");
    TransactionState state = access.find(id);
    ObjectNode view = TransactionJson.view(id, state);
    state.known().ifPresent(known -> evidence.addHashes(view, id, known));
    TransactionJson.alarms(view, alarms.of(id));
    return Response.json(200, view);
  }

  private static ApplicationStatus status(String word) {
    return Arrays.stream(ApplicationStatus.values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of("request-invalid", 400, "unknown status").actual(word)));
  }
}
