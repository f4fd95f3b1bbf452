package io.govchain.subchain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.SignedCall;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.subchain.journal.CallView;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.StoredCall;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flow control, on a real database. */
class ThrottleTest {

  @TempDir Path folder;
  private final World world = new World();
  private Database database;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("proxy.db"),
            "classpath:io/govchain/subchain/migrations",
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldHoldBack_whenAsManyAsMayBeAreUnderWay() {
    Throttle throttle = new Throttle(database, 100, 100, 2);
    taken("one");
    assertThat(throttle.fresh(World.APPLICATION, signed("two"), 0)).isEmpty();
    taken("two");

    Throttle.Wait wait = throttle.fresh(World.APPLICATION, signed("three"), 0).orElseThrow();

    assertThat(wait.refusal().code()).isEqualTo("too-many-unfinished");
    assertThat(wait.refusal().expected()).isEqualTo("fewer than 2");
    assertThat(wait.seconds()).isPositive();
    assertThat(throttle.fresh("registry/another", signed("three"), 0)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = CallStatus.class,
      names = {"SETTLED", "COMPENSATED", "RESOLVED", "REJECTED", "ESCALATED"})
  void shouldLetGoOn_whenACallHasEndedOrWaitsForPeople(CallStatus status) {
    Throttle throttle = new Throttle(database, 100, 100, 1);
    String transaction = taken("one");
    database.writeAndWait(
        handle -> Calls.update(handle, transaction, status, "why", World.NOW + 1));

    assertThat(throttle.fresh(World.APPLICATION, signed("two"), 0)).isEmpty();
  }

  @Test
  void shouldHoldBackAllApplications_whenAPipelineTakesNoMore() {
    Throttle throttle = new Throttle(database, 100, 1, 100);
    assertThat(throttle.fresh(World.APPLICATION, signed("one"), 0)).isEmpty();

    Throttle.Wait wait = throttle.fresh("registry/another", signed("two"), 0).orElseThrow();

    assertThat(wait.refusal().code()).isEqualTo("rate-limited");
    assertThat(wait.refusal().where()).contains(World.PIPELINE);
    assertThat(wait.seconds()).isEqualTo(1);
  }

  @Test
  void shouldHoldBackOneApplication_whenItHandsInTooMuch() {
    Throttle throttle = new Throttle(database, 1, 100, 100);
    assertThat(throttle.any(World.APPLICATION, 0)).isEmpty();

    assertThat(throttle.any(World.APPLICATION, 0).orElseThrow().refusal().code())
        .isEqualTo("rate-limited");
    assertThat(throttle.any("registry/another", 0)).isEmpty();
  }

  @Test
  void shouldNotReadEndedCalls_whenItCountsThoseUnderWay() {
    List<String> plan =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "EXPLAIN QUERY PLAN SELECT 1 FROM calls WHERE application = 'a' AND status"
                            + " NOT IN ('settled', 'compensated', 'resolved', 'rejected',"
                            + " 'escalated') LIMIT 1 OFFSET 5")
                    .map((row, context) -> row.getString("detail"))
                    .list());

    assertThat(plan).singleElement().asString().contains("calls_under_way");
  }

  private SignedCall signed(String request) {
    return SignedCall.of(call(request).envelope());
  }

  private ApplicationCall call(String request) {
    return world.call().request(request).sign(world.applicationKey);
  }

  private String taken(String request) {
    ApplicationCall call = call(request);
    database.writeAndWait(
        handle -> {
          Calls.insert(
              handle,
              new StoredCall(
                  call.transaction(),
                  call.envelope().digest(),
                  World.APPLICATION,
                  request,
                  call.envelope().json(),
                  List.of("a", "b"),
                  List.of(World.PIPELINE),
                  World.NOW,
                  World.NOW + 600,
                  CallView.received()));
          return true;
        });
    return call.transaction();
  }
}
