package io.govchain.subchain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.GatewayRequest;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTurnsTest {

  private static final String GATE = "0xgate";

  @TempDir Path folder;
  private Database database;
  private long last;

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
  void shouldLetEachHaveItsTurn_howeverMuchOneAsksFor() {
    ask("0xa", 2_000);
    ask("0xb", 1);
    ask("0xc", 3);

    List<GatewayCall> due = due("", 10);

    assertThat(callers(due))
        .containsExactly("0xa", "0xb", "0xc", "0xa", "0xc", "0xa", "0xc", "0xa", "0xa");
    assertThat(due.stream().filter(call -> call.request().caller().equals("0xa")))
        .extracting(call -> call.request().number())
        .isSorted();
  }

  @Test
  void shouldBeginWithWhoeverItsTurnIs() {
    ask("0xa", 5);
    ask("0xb", 5);
    ask("0xc", 5);

    assertThat(callers(due("0xb", 4))).containsExactly("0xb", "0xc", "0xa", "0xb");
    assertThat(callers(due("0xc\0", 4))).startsWith("0xa");
  }

  @Test
  void shouldServeAllInSoManyPasses_whenTheyAreMoreThanHaveRoom() {
    for (int i = 0; i < GatewayTurns.MOST_CALLERS + 20; i++) {
      ask("0x%04d".formatted(i), 2);
    }
    List<String> served = new ArrayList<>();
    String first = "";
    for (int pass = 0; pass < 3; pass++) {
      List<GatewayCall> due = due(first, 200);
      served.addAll(callers(due));
      first = due.getLast().request().caller() + '\0';
    }
    assertThat(served).hasSize(600);
    assertThat(served.subList(0, GatewayTurns.MOST_CALLERS + 20)).doesNotHaveDuplicates();
  }

  @Test
  void shouldLookAtNothingEarly_norAtACallThatHasNotEnded() {
    ask("0xa", 3);
    database.writeAndWait(
        handle ->
            handle.execute("UPDATE gateway_calls SET due = ? WHERE number = 1", World.NOW + 1));
    database.writeAndWait(
        handle ->
            handle.execute(
                "UPDATE gateway_calls SET state = 'carried', transaction_id = '0x1'"
                    + " WHERE number = 2"));
    theCallIs("executing");

    assertThat(due("", 10)).extracting(call -> call.request().number()).containsExactly(3L);
    theCallIs("settled");
    assertThat(due("", 10)).extracting(call -> call.request().number()).containsExactly(2L, 3L);
  }

  private void theCallIs(String status) {
    database.writeAndWait(
        handle ->
            handle.execute(
                "INSERT OR REPLACE INTO calls (position, transaction_id, envelope_digest,"
                    + " application, request, envelope, arguments, received_at, deadline, status,"
                    + " detail, steps, told_at, told_sequence) VALUES (1, '0x1', '', 'a/b', 'r',"
                    + " '', '[]', 0, 0, ?, '', '[]', 0, 0)",
                status));
  }

  private List<GatewayCall> due(String first, int limit) {
    return database.read(handle -> GatewayTurns.due(handle, GATE, World.NOW, first, limit));
  }

  private static List<String> callers(List<GatewayCall> calls) {
    return calls.stream().map(call -> call.request().caller()).toList();
  }

  private void ask(String caller, int many) {
    List<GatewayRequest> requests = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      last++;
      requests.add(
          new GatewayRequest(
              last,
              "0x%064x".formatted(last),
              caller,
              World.DIGEST,
              World.DIGEST,
              World.DIGEST,
              "0x",
              true,
              World.NOW + 100,
              0,
              last,
              World.NOW));
    }
    database.writeAndWait(
        handle -> {
          GatewayCalls.advance(handle, GATE, new GatewayCalls.Position(last, last, 0), requests);
          return true;
        });
  }
}
