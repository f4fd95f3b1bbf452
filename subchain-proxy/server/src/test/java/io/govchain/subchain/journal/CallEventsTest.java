package io.govchain.subchain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallStatus;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of status changes, on a real database. */
class CallEventsTest {

  private static final String MIGRATIONS = "classpath:io/govchain/subchain/migrations";

  @TempDir Path folder;
  private final World world = new World();

  private Database open() {
    return Database.open(
        folder.resolve("proxy.db"),
        MIGRATIONS,
        DatabaseSettings.standard(),
        new SimpleMeterRegistry());
  }

  private StoredCall call(String request) {
    ApplicationCall call = world.call().request(request).sign(world.applicationKey);
    return new StoredCall(
        call.transaction(),
        call.envelope().digest(),
        World.APPLICATION,
        request,
        call.envelope().json(),
        List.of("a", "b"),
        List.of(World.PIPELINE),
        World.NOW,
        World.NOW + 600,
        CallView.received());
  }

  private static CallView view(CallStatus status, long issued) {
    return new CallView(status, "why", "[]", issued, 0);
  }

  @Test
  void shouldNumberEveryChangeOnce_whenNewsComesAgain() {
    try (Database database = open()) {
      StoredCall call = call("one");
      database.writeAndWait(
          handle -> {
            Calls.insert(handle, call);
            Calls.update(handle, call.transaction(), view(CallStatus.EXECUTING, World.NOW + 1));
            Calls.update(handle, call.transaction(), view(CallStatus.EXECUTING, World.NOW + 2));
            Calls.update(handle, call.transaction(), view(CallStatus.OPENING, World.NOW + 3));
            return Calls.update(
                handle, call.transaction(), CallStatus.SETTLED, "the chain", World.NOW);
          });

      List<CallEvent> events =
          database.read(handle -> CallEvents.ofTransaction(handle, call.transaction()));

      assertThat(events)
          .extracting(CallEvent::status)
          .containsExactly(CallStatus.RECEIVED, CallStatus.EXECUTING, CallStatus.SETTLED);
      assertThat(events).extracting(CallEvent::number).isSorted().doesNotHaveDuplicates();
      assertThat(events)
          .as("time does not go back")
          .extracting(CallEvent::at)
          .containsExactly(World.NOW, World.NOW + 1, World.NOW + 1);
    }
  }

  /** What a read returned comes after its end where the record was faster than the partner. */
  @Test
  void shouldTellOfTheEndOnceMore_whenWhatTheStepsCameToIsHeardLater() {
    try (Database database = open()) {
      StoredCall call = call("one");
      CallView late =
          new CallView(CallStatus.SETTLED, "", "[{\"step\":0,\"value\":[1]}]", World.NOW + 9, 3);
      database.writeAndWait(
          handle -> {
            Calls.insert(handle, call);
            Calls.update(handle, call.transaction(), CallStatus.SETTLED, "the chain", World.NOW);
            return Calls.update(handle, call.transaction(), late);
          });
      CallView repeated = new CallView(CallStatus.SETTLED, "", late.stepsJson(), World.NOW + 10, 4);
      database.writeAndWait(handle -> Calls.update(handle, call.transaction(), repeated));

      List<CallEvent> events =
          database.read(handle -> CallEvents.ofTransaction(handle, call.transaction()));

      assertThat(events)
          .extracting(CallEvent::status)
          .containsExactly(CallStatus.RECEIVED, CallStatus.SETTLED, CallStatus.SETTLED);
      Optional<StoredCall> stored =
          database.read(handle -> Calls.byTransaction(handle, call.transaction()));
      assertThat(stored.orElseThrow().view().stepsJson()).isEqualTo(late.stepsJson());
    }
  }

  @Test
  void shouldNumberAboveAllThatReadersMayKnow_whenTheLogBeginsAnew() {
    try (Database database = open()) {
      database.writeAndWait(
          handle -> {
            CallEvents.continueAbove(handle, 1_000);
            Calls.insert(handle, call("one"));
            CallEvents.continueAbove(handle, 500);
            Calls.insert(handle, call("two"));
            CallEvents.continueAbove(handle, 2_000);
            return true;
          });

      List<CallEvent> events = database.read(handle -> CallEvents.after(handle, 0));
      assertThat(events).extracting(CallEvent::number).containsExactly(1_001L, 1_002L);
      long newest = database.read(CallEvents::newest);
      assertThat(newest).isEqualTo(2_000);
    }
  }

  @Test
  void shouldKeepAnEventWithinALine_whenItsReasonIsLong() {
    try (Database database = open()) {
      StoredCall call = call("one");
      String reason = "x".repeat(1_999) + "\uD83D\uDE00" + "y".repeat(100_000);
      database.writeAndWait(
          handle -> {
            Calls.insert(handle, call);
            return Calls.update(handle, call.transaction(), CallStatus.REJECTED, reason, World.NOW);
          });

      List<CallEvent> events =
          database.read(handle -> CallEvents.ofTransaction(handle, call.transaction()));
      assertThat(events.getLast().detail()).isEqualTo("x".repeat(1_999));
    }
  }

  @Test
  void shouldTellOfNothing_whenTheWriteIsUndone() {
    try (Database database = open()) {
      StoredCall call = call("one");
      assertThatThrownBy(
              () ->
                  database.writeAndWait(
                      handle -> {
                        Calls.insert(handle, call);
                        throw new IllegalStateException("undone");
                      }))
          .hasMessage("undone");
      long newest = database.read(CallEvents::newest);
      assertThat(newest).isZero();
    }
  }

  @Test
  void shouldKnowEarlierCalls_whenTheJournalIsOfAnEarlierVersion() {
    String url = "jdbc:sqlite:" + folder.resolve("proxy.db");
    Flyway.configure()
        .dataSource(url, "", "")
        .locations(MIGRATIONS)
        .table("schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("1")
        .load()
        .migrate();
    StoredCall first = call("one");
    StoredCall second = call("two");
    Jdbi.create(url)
        .useHandle(
            handle -> {
              for (StoredCall call : List.of(first, second)) {
                handle.execute(
                    "INSERT INTO calls (transaction_id, envelope_digest, application, request,"
                        + " envelope, arguments, received_at, deadline, status, detail, steps,"
                        + " told_at, told_sequence)"
                        + " VALUES (?, '', ?, ?, ?, '[]', ?, ?, ?, '', '[]', ?, 0)",
                    call.transaction(),
                    call.application(),
                    call.request(),
                    call.envelope(),
                    World.NOW,
                    World.NOW + 600,
                    call == first ? "received" : "settled",
                    World.NOW + 7);
              }
            });

    try (Database database = open()) {
      List<CallEvent> events = database.read(handle -> CallEvents.after(handle, 0));
      assertThat(events)
          .extracting(event -> event.request() + " " + event.status().wire() + " " + event.at())
          .containsExactly(
              "one received " + World.NOW,
              "two received " + World.NOW,
              "two settled " + (World.NOW + 7));
      CallFilter filter = new CallFilter(List.of(), "", World.PIPELINE, "", 0, Long.MAX_VALUE);
      List<CallPages.Listed> listed =
          database.read(handle -> CallPages.page(handle, filter, Long.MAX_VALUE, 10).calls());
      assertThat(listed).extracting(CallPages.Listed::request).containsExactly("two", "one");
    }
  }
}
