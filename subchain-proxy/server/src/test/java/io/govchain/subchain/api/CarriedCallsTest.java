package io.govchain.subchain.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.adapter.GatewayRequest;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.Request;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people find of the requests that wait for them. */
class CarriedCallsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST = 100;

  @TempDir Path folder;
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
  void shouldListEachHeldRequestOnce_whenThereAreMoreThanAPageTakes() throws Exception {
    ask(330);
    database.writeAndWait(
        handle -> handle.execute("UPDATE gateway_calls SET state = 'held' WHERE number <= 300"));

    assertThat(numbers("held")).isEqualTo(downFrom(300));
    assertThat(numbers("")).isEqualTo(downFrom(330));
    assertThat(numbers("ended")).isEmpty();
  }

  private static List<Long> downFrom(long number) {
    return LongStream.iterate(number, next -> next > 0, next -> next - 1).boxed().toList();
  }

  /** Of all pages. */
  private List<Long> numbers(String state) throws Exception {
    List<Long> numbers = new ArrayList<>();
    Map<String, String> query = new HashMap<>(Map.of("limit", Integer.toString(MOST)));
    if (!state.isEmpty()) {
      query.put("state", state);
    }
    for (int page = 0; page < 10; page++) {
      JsonNode json = page(query);
      json.path("calls").forEach(call -> numbers.add(call.path("number").asLong()));
      if (!json.has("cursor")) {
        return numbers;
      }
      query.put("cursor", json.path("cursor").asText());
    }
    throw new AssertionError("no last page among " + numbers.size());
  }

  private JsonNode page(Map<String, String> query) throws Exception {
    Request request =
        new Request("listGatewayCalls", Map.of(), Map.copyOf(query), new byte[0], null);
    return JSON.readTree(new CarriedCalls(database).list(request).body());
  }

  private void ask(int count) {
    List<GatewayRequest> requests = new ArrayList<>();
    for (long number = 1; number <= count; number++) {
      requests.add(
          new GatewayRequest(
              number,
              "0x%064x".formatted(number),
              "0xcaller",
              "0xpipeline",
              "0xfunction",
              "0xdigest",
              "0x",
              true,
              World.NOW,
              0,
              1,
              World.NOW));
    }
    database.writeAndWait(
        handle -> {
          GatewayCalls.advance(
              handle, "0xgate", new GatewayCalls.Position(2, count, 0), List.copyOf(requests));
          return true;
        });
  }
}
