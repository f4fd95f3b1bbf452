package io.govchain.console.index;

import io.govchain.console.index.IndexedBlock.Happening;
import io.govchain.console.store.Kind;
import io.govchain.console.store.Subject;
import io.govchain.governance.GovernanceEvent;
import io.govchain.service.database.Sql;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Writes what is no line of the ledger: the event, its subjects, and what it makes stale. */
final class EventWriter {
  /** Hex digits of an institution's id as credit's events have it. */
  private static final int SHORT_ID = 34;

  private final OrderWriter orders;

  EventWriter(OrderWriter orders) {
    this.orders = orders;
  }

  /**
   * Writes an event.
   *
   * @param known whether everything that is registered was read after it happened
   */
  void write(Handle handle, long number, long carrier, boolean known, Happening happening) {
    Sql.update(
        handle,
        "INSERT INTO events (number, carrier, type, data) VALUES (?, ?, ?, ?)",
        number,
        carrier,
        happening.event().getClass().getSimpleName(),
        happening.json().orElseThrow());
    Set<Subject> subjects = new LinkedHashSet<>();
    happening.subjects().subjects().forEach(subject -> subjects.addAll(full(handle, subject)));
    if (subjects.isEmpty()) {
      return;
    }
    Subject first = subjects.iterator().next();
    Optional<String> owner = owner(handle, happening, first);
    if (happening.subjects().born()) {
      born(handle, first, owner, number);
    } else if (happening.event() instanceof GovernanceEvent.SubchainTransferred transferred) {
      SideEffects.own(handle, first.id(), transferred.to());
    }
    int place = 0;
    for (Subject subject : subjects) {
      subject(handle, subject, number, place++, 0);
    }
    int last = place;
    owner
        .map(id -> new Subject(Kind.INSTITUTIONS, id))
        .filter(institution -> !subjects.contains(institution))
        .ifPresent(institution -> subject(handle, institution, number, last, 1));
    stale(handle, known, happening.event(), subjects);
    if (!known) {
      owner.ifPresent(id -> totals(handle, happening.event(), id));
      SideEffects.of(handle, happening.event(), number);
    }
    if (happening.event() instanceof GovernanceEvent.OfWorkOrder order) {
      orders.write(handle, number, order);
    }
  }

  private static void subject(Handle handle, Subject subject, long number, int place, int owner) {
    Sql.update(
        handle,
        "INSERT INTO subjects (kind, id, event, place, owner) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        subject.kind().word(),
        subject.id(),
        number,
        place,
        owner);
  }

  private static void born(Handle handle, Subject subject, Optional<String> owner, long number) {
    Sql.update(
        handle,
        "INSERT INTO things (kind, id, institution, event) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        subject.kind().word(),
        subject.id(),
        owner.orElse(null),
        number);
  }

  /** What an event names in short is named in full. */
  private static List<Subject> full(Handle handle, Subject subject) {
    String id = subject.id();
    if (subject.kind() == Kind.INSTITUTIONS && id.length() == SHORT_ID) {
      return named(
          subject,
          Sql.list(
              handle,
              "SELECT id FROM records WHERE kind = 'institutions' AND substr(id, 1, 34) = ?"
                  + " UNION SELECT id FROM things WHERE kind = 'institutions'"
                  + " AND substr(id, 1, 34) = ?",
              row -> row.getString(1),
              id,
              id));
    }
    if (subject.kind() == Kind.PIPELINES && !id.startsWith("0x")) {
      return named(
          subject,
          Sql.list(
              handle,
              "SELECT json_extract(data, '$.id') FROM events WHERE type IN ('PipelineRequested',"
                  + " 'PipelineAmendmentProposed') AND json_extract(data, '$.number') = ?",
              row -> row.getString(1),
              Long.parseLong(id)));
    }
    if (id.startsWith(EventSubjects.CODE)) {
      return Sql.list(
          handle,
          "SELECT json_extract(data, '$.application') FROM events WHERE type = 'MembershipApplied'"
              + " AND json_extract(data, '$.code') = ?",
          row -> new Subject(subject.kind(), row.getString(1)),
          id.substring(EventSubjects.CODE.length()));
    }
    return List.of(subject);
  }

  private static List<Subject> named(Subject subject, List<String> ids) {
    return ids.isEmpty()
        ? List.of(subject)
        : ids.stream().map(id -> new Subject(subject.kind(), id)).toList();
  }

  private static Optional<String> owner(Handle handle, Happening happening, Subject first) {
    if (happening.subjects().owner().isPresent()) {
      return happening.subjects().owner();
    }
    if (happening.event() instanceof GovernanceEvent.WorkOrderProposed proposed) {
      return owner(handle, new Subject(Kind.ACCOUNTS, proposed.proposer()));
    }
    if (happening.event() instanceof GovernanceEvent.VoteCast cast) {
      return owner(handle, new Subject(Kind.ACCOUNTS, cast.voter()));
    }
    return first.kind() == Kind.INSTITUTIONS ? Optional.empty() : owner(handle, first);
  }

  /** As events told it, or for what was there from the founding on as the chain answers. */
  private static Optional<String> owner(Handle handle, Subject subject) {
    return Sql.first(
            handle,
            "SELECT institution FROM things WHERE kind = ? AND id = ?",
            row -> Optional.ofNullable(row.getString(1)),
            subject.kind().word(),
            subject.id())
        .orElseGet(
            () ->
                Sql.first(
                        handle,
                        "SELECT institution FROM records WHERE kind = ? AND id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        subject.kind().word(),
                        subject.id())
                    .flatMap(found -> found));
  }

  private static void stale(
      Handle handle, boolean known, GovernanceEvent event, Set<Subject> subjects) {
    subjects.stream()
        .filter(subject -> !known || subject.kind() == Kind.WORK_ORDERS)
        .filter(subject -> subject.kind() != Kind.TRANSACTIONS)
        .forEach(subject -> Stale.mark(handle, subject.kind().word(), subject.id()));
    switch (event) {
      case GovernanceEvent.OfCredit credit when !known ->
          subjects.stream()
              .filter(subject -> subject.kind() == Kind.INSTITUTIONS)
              .forEach(subject -> Stale.mark(handle, Stale.CREDIT, subject.id()));
      case GovernanceEvent.InstitutionAdmitted admitted when !known ->
          Stale.mark(handle, Stale.CREDIT, admitted.id());
      case GovernanceEvent.PipelineRequested requested -> version(handle, requested.number());
      case GovernanceEvent.PipelineAmendmentProposed proposed -> version(handle, proposed.number());
      default -> {
        // Nothing beyond its subjects.
      }
    }
  }

  /** An institution's record counts its data sets, and what others do with them. */
  private static void totals(Handle handle, GovernanceEvent event, String owner) {
    if (event instanceof GovernanceEvent.DataSetChanged
        || event instanceof GovernanceEvent.DataUsed) {
      Stale.mark(handle, Kind.INSTITUTIONS.word(), owner);
    }
  }

  /** A version never changes; of those that are registered only the present ones are read. */
  private static void version(Handle handle, long number) {
    boolean read =
        Sql.first(
                handle,
                "SELECT 1 FROM pipeline_versions WHERE number = ?",
                row -> row.getInt(1),
                number)
            .isPresent();
    if (!read) {
      Stale.mark(handle, Stale.PIPELINE_VERSION, Long.toString(number));
    }
  }
}
