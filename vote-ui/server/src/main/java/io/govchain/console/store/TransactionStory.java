package io.govchain.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.governance.Entry;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.StepRecord;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** A transaction's life and steps, told from its lines in the log. */
final class TransactionStory {
  private static final int NO_STEP = 255;
  private final LedgerLines lines = new LedgerLines();

  List<Ledger.Moment> timeline(Handle handle, String transaction) {
    List<HistoryEvent> events =
        lines.newest(
            handle,
            EventLog.Filter.about(Kind.TRANSACTIONS, transaction),
            0,
            Long.MAX_VALUE,
            Integer.MAX_VALUE);
    return events.stream()
        .sorted(Comparator.comparingLong(HistoryEvent::number))
        .map(TransactionStory::moment)
        .toList();
  }

  private static Ledger.Moment moment(HistoryEvent event) {
    JsonNode data = event.data();
    return new Ledger.Moment(
        event.time(),
        event.block(),
        event.transactionHash(),
        event.type(),
        data.has("step") && data.get("step").asInt() != NO_STEP
            ? Optional.of(data.get("step").asInt())
            : Optional.empty(),
        event.subjects().stream()
            .filter(subject -> subject.kind() == Kind.INSTITUTIONS)
            .map(Subject::id)
            .findFirst(),
        text(data, "entry"),
        text(data, "status"),
        text(data, "digest"),
        text(data, "reason").or(() -> text(data, "note")),
        event.by());
  }

  private static Optional<String> text(JsonNode data, String field) {
    return Optional.ofNullable(data.path(field).textValue()).filter(text -> !text.isEmpty());
  }

  List<Ledger.Step> steps(
      Handle handle, List<StepDescriptor> descriptors, List<Ledger.Moment> timeline) {
    List<Ledger.Step> steps = new ArrayList<>();
    for (int i = 0; i < descriptors.size(); i++) {
      steps.add(step(handle, i, descriptors.get(i), timeline));
    }
    return steps;
  }

  private static Ledger.Step step(
      Handle handle, int index, StepDescriptor descriptor, List<Ledger.Moment> timeline) {
    Ends ends = ends(handle, descriptor);
    Told told = new Told();
    timeline.stream()
        .filter(moment -> moment.type().equals("StepReported"))
        .filter(moment -> moment.step().filter(step -> step == index).isPresent())
        .forEach(told::hear);
    return new Ledger.Step(
        index,
        new Ledger.Way(descriptor.pipeline(), ends.path()),
        descriptor.side(),
        ends.responsible(),
        ends.verifier(),
        ends.subchain(),
        descriptor.write(),
        told.outcome,
        told.digest,
        told.outcomeAt,
        told.verdict,
        told.verdictAt,
        told.compensation,
        told.compensationAt);
  }

  /** What was reported of a step, one report after the other. */
  private static final class Told {
    private StepRecord.Outcome outcome = StepRecord.Outcome.PENDING;
    private Optional<String> digest = Optional.empty();
    private OptionalLong outcomeAt = OptionalLong.empty();
    private StepRecord.Verdict verdict = StepRecord.Verdict.NONE;
    private OptionalLong verdictAt = OptionalLong.empty();
    private StepRecord.Compensation compensation = StepRecord.Compensation.NONE;
    private OptionalLong compensationAt = OptionalLong.empty();

    void hear(Ledger.Moment moment) {
      switch (Entry.valueOf(moment.entry().orElseThrow())) {
        case SUCCEEDED -> outcome(StepRecord.Outcome.SUCCEEDED, moment);
        case FAILED -> outcome(StepRecord.Outcome.FAILED, moment);
        case NOT_EXECUTED -> outcome(StepRecord.Outcome.NOT_EXECUTED, moment);
        case ACCEPTED -> verdict(StepRecord.Verdict.ACCEPTED, moment);
        case DISPUTED -> verdict(StepRecord.Verdict.DISPUTED, moment);
        case COMPENSATED -> compensation(StepRecord.Compensation.COMPENSATED, moment);
        case COMPENSATION_FAILED -> compensation(StepRecord.Compensation.FAILED, moment);
        case ABORTED, ESCALATED, RESOLVED, OPENED -> {
          // About the whole transaction.
        }
      }
    }

    private void outcome(StepRecord.Outcome reported, Ledger.Moment moment) {
      outcome = reported;
      digest = moment.digest();
      outcomeAt = OptionalLong.of(moment.time());
    }

    private void verdict(StepRecord.Verdict reported, Ledger.Moment moment) {
      verdict = reported;
      verdictAt = OptionalLong.of(moment.time());
    }

    private void compensation(StepRecord.Compensation reported, Ledger.Moment moment) {
      compensation = reported;
      compensationAt = OptionalLong.of(moment.time());
    }
  }

  private record Ends(
      Optional<String> path, Ledger.Party responsible, Ledger.Party verifier, String subchain) {}

  private static Ends ends(Handle handle, StepDescriptor descriptor) {
    boolean source = descriptor.side() == Side.SOURCE;
    return Sql.first(
            handle,
            "SELECT p.path, p.source_institution, s.label, p.source_subchain,"
                + " p.target_institution, t.label, p.target_subchain FROM pipeline_versions p"
                + " LEFT JOIN records s ON s.kind = 'institutions' AND s.id = p.source_institution"
                + " LEFT JOIN records t ON t.kind = 'institutions' AND t.id = p.target_institution"
                + " WHERE p.number = ?",
            row -> {
              Ledger.Party from = party(row.getString(2), row.getString(3));
              Ledger.Party to = party(row.getString(5), row.getString(6));
              return new Ends(
                  Optional.of(row.getString(1)),
                  source ? from : to,
                  source ? to : from,
                  row.getString(source ? 4 : 7));
            },
            descriptor.pipeline())
        .orElseGet(() -> new Ends(Optional.empty(), party("", null), party("", null), ""));
  }

  private static Ledger.Party party(String id, String code) {
    return new Ledger.Party(id, code == null ? id : code);
  }

  /** Work orders that resolve the transaction: their calls name it. */
  List<String> workOrders(Handle handle, String transaction) {
    return Sql.list(
        handle,
        "SELECT w.id FROM subjects s JOIN work_orders w ON w.event = s.event"
            + " WHERE s.kind = 'transactions' AND s.id = ? ORDER BY w.number",
        row -> row.getString(1),
        transaction);
  }
}
