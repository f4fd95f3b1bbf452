package io.govchain.subchain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.amdp.CallStatus;
import io.govchain.client.ClientSettings;
import io.govchain.client.EventStream;
import io.govchain.client.GovchainClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.TransactionEvent;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.World;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How an application learns of its calls, with the client library over real TLS. */
@Timeout(180)
class EventsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private PartneredProxy proxy;
  private GovchainClient client;

  @BeforeEach
  void start() throws Exception {
    proxy = new PartneredProxy(folder);
    proxy.start(0, "");
    client = client("application");
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    proxy.close();
  }

  private GovchainClient client(String name) throws Exception {
    return new GovchainClient(
        new ClientSettings(
            URI.create("https://127.0.0.1:" + proxy.port()),
            proxy.server.fingerprint().value(),
            folder.resolve(name + ".crt"),
            folder.resolve(name + ".key"),
            Duration.ofSeconds(10)));
  }

  private static List<String> statuses(EventStream stream, int count) throws Exception {
    List<String> found = new ArrayList<>();
    for (TransactionEvent event : events(stream, count)) {
      found.add(event.status());
    }
    return found;
  }

  private static List<TransactionEvent> events(EventStream stream, int count) throws Exception {
    List<TransactionEvent> found = new ArrayList<>();
    while (found.size() < count) {
      found.add(stream.next(PATIENCE).orElseThrow(() -> new AssertionError("only " + found)));
    }
    return found;
  }

  @Test
  void shouldTellTheHistoryInWords_whenATransactionIsLookedAt() throws Exception {
    String transaction = proxy.call();
    proxy.tell(transaction, CallStatus.EXECUTING);
    proxy.tell(transaction, CallStatus.SETTLED);

    JsonNode history = JSON.readTree(proxy.get("/v1/transactions/" + transaction).body());

    assertThat(history.get("history").findValuesAsText("status"))
        .containsExactly("received", "executing", "settled");
    assertThat(history.get("history").get(2).get("text").asText()).contains("Every step succeeded");
    assertThat(history.get("history").get(2).get("detail").asText()).isEqualTo("said so");
    assertThat(history.get("history").get(1).get("at").asLong()).isEqualTo(World.NOW + 1);
  }

  @Test
  void shouldTellOneTransactionToItsEnd() throws Exception {
    String transaction = proxy.call();
    try (EventStream stream = client.events(transaction)) {
      assertThat(statuses(stream, 1)).containsExactly("received");
      proxy.call();
      proxy.tell(transaction, CallStatus.EXECUTING);
      proxy.tell(transaction, CallStatus.SETTLED);
      assertThat(statuses(stream, 2)).containsExactly("executing", "settled");
      assertThat(stream.next(PATIENCE)).isEmpty();
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void shouldLeaveNothingOut_whenTheProxyIsRestartedInBetween() throws Exception {
    int port = proxy.port();
    try (EventStream stream = client.events(0)) {
      String transaction = proxy.call();
      assertThat(statuses(stream, 1)).containsExactly("received");
      proxy.tell(transaction, CallStatus.OPENING);
      proxy.tell(transaction, CallStatus.EXECUTING);
      proxy.stop();
      proxy.start(port, "");
      proxy.tell(transaction, CallStatus.SETTLED);
      assertThat(statuses(stream, 3)).containsExactly("opening", "executing", "settled");
    }
  }

  @Test
  void shouldLeaveNothingOut_whenTheStreamBreaksBeforeItsFirstEvent() throws Exception {
    int port = proxy.port();
    String earlier = proxy.call();
    try (EventStream stream = client.events()) {
      ProxyUnderTest.await("the stream", () -> streams() == 1);
      proxy.stop();
      proxy.start(port, "");
      String transaction = proxy.call();
      proxy.tell(transaction, CallStatus.EXECUTING);
      TransactionEvent first = stream.next(PATIENCE).orElseThrow();
      assertThat(first.transaction()).isEqualTo(transaction).isNotEqualTo(earlier);
      assertThat(first.status()).isEqualTo("received");
      assertThat(statuses(stream, 1)).containsExactly("executing");
    }
  }

  @Test
  void shouldTellEverythingSince_whenTheProxyBeginsWithAnEmptyDisk() throws Exception {
    int port = proxy.port();
    try (EventStream stream = client.events(0)) {
      proxy.call();
      TransactionEvent known = events(stream, 1).getFirst();
      proxy.stop();
      proxy.loseDisk();
      proxy.start(port, "");
      String transaction = proxy.call();
      TransactionEvent next = stream.next(PATIENCE).orElseThrow();
      assertThat(next.transaction()).isEqualTo(transaction);
      assertThat(next.number()).isGreaterThan(known.number());
    }
  }

  @Test
  void shouldResumeAfterTheLastEventDealtWith_whenTheApplicationComesBack() throws Exception {
    String transaction = proxy.call();
    proxy.tell(transaction, CallStatus.EXECUTING);
    long last;
    try (EventStream stream = client.events(0)) {
      last = events(stream, 1).getFirst().number();
    }
    try (EventStream stream = client.events(last)) {
      assertThat(statuses(stream, 1)).containsExactly("executing");
    }
    try (EventStream stream = client.events(last + 1000)) {
      assertThatThrownBy(() -> stream.next(PATIENCE))
          .isInstanceOf(ProxyRefusedException.class)
          .hasMessageContaining("event-unknown");
    }
  }

  @Test
  void shouldWakeWhoWaits_whenTheyHaveBlockedTheCommonPool() throws Exception {
    String transaction = proxy.call();
    List<CompletableFuture<JsonNode>> ends = new ArrayList<>();
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ends.add(CompletableFuture.supplyAsync(() -> end(transaction)));
    }
    ProxyUnderTest.await("the stream", () -> streams() == 1);
    proxy.tell(transaction, CallStatus.SETTLED);
    for (CompletableFuture<JsonNode> end : ends) {
      assertThat(end.get(12, TimeUnit.SECONDS).get("status").asText()).isEqualTo("settled");
    }
  }

  /** Without an event it looks every 15 seconds. */
  private JsonNode end(String transaction) {
    try {
      return client.await(transaction, PATIENCE, PATIENCE);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private double streams() {
    String line =
        proxy
            .metrics()
            .lines()
            .filter(l -> l.startsWith("govchain_http_streams "))
            .findFirst()
            .get();
    return Double.parseDouble(line.split(" ")[1]);
  }

  @Test
  void shouldTellNothingOfAnothers_whenAskedForIt() throws Exception {
    String transaction = proxy.call();
    Party other = Party.create(folder, "other");
    proxy.registerApplication("registry/other-app", other.fingerprint().value());

    assertThat(other.get(proxy.server, proxy.port(), "/v1/transactions").body())
        .isEqualTo("{\"transactions\":[]}");
    assertThat(
            other
                .get(
                    proxy.server, proxy.port(), "/v1/transactions?application=" + World.APPLICATION)
                .body())
        .contains("role-refused", "application=registry/other-app")
        .doesNotContain(transaction);
    try (GovchainClient others = client("other");
        EventStream one = others.events(transaction);
        EventStream all = others.events(0)) {
      assertThatThrownBy(() -> one.next(PATIENCE))
          .isInstanceOf(ProxyRefusedException.class)
          .hasMessageContaining("transaction-unknown");
      ProxyUnderTest.await("the stream", () -> streams() == 1);
      proxy.tell(transaction, CallStatus.SETTLED);
      assertThat(all.next(Duration.ofSeconds(2))).isEmpty();
    }
  }

  @Test
  void shouldEndTheStream_whenTheCertificateIsReplacedOnTheChain() throws Exception {
    try (EventStream stream = client.events()) {
      ProxyUnderTest.await("the stream", () -> streams() == 1);
      proxy.registerApplication(World.APPLICATION, "0x" + "a1".repeat(32));
      assertThatThrownBy(() -> stream.next(PATIENCE))
          .isInstanceOf(ProxyRefusedException.class)
          .hasMessageContaining("certificate-unregistered");
      ProxyUnderTest.await("no stream", () -> streams() == 0);
    }
  }

  @Test
  void shouldListWhatIsAskedFor() throws Exception {
    String first = proxy.call();
    proxy.governance.nextBlock(100);
    String second = proxy.call();
    proxy.tell(second, CallStatus.SETTLED);

    assertThat(listed("")).containsExactly(second, first);
    assertThat(listed("limit=1")).containsExactly(second);
    assertThat(listed("limit=1&cursor=2")).containsExactly(first);
    assertThat(listed("status=settled")).containsExactly(second);
    assertThat(listed("request=request1")).containsExactly(first);
    assertThat(listed("pipeline=" + World.PIPELINE)).containsExactly(second, first);
    assertThat(listed("pipeline=registry/other")).isEmpty();
    assertThat(listed("application=" + World.APPLICATION)).containsExactly(second, first);
    HttpResponse<String> others = proxy.get("/v1/transactions?application=court/other-app");
    assertThat(others.statusCode()).isEqualTo(403);
    assertThat(others.body()).contains("role-refused", "application=" + World.APPLICATION);
    assertThat(listed("until=" + (World.NOW + 99))).containsExactly(first);
    assertThat(listed("since=" + (World.NOW + 100))).containsExactly(second);
    assertThat(proxy.get("/v1/transactions?since=-1").statusCode()).isEqualTo(400);
    assertThat(proxy.get("/v1/transactions?pipeline=Evidence").statusCode()).isEqualTo(400);
  }

  private List<String> listed(String query) throws Exception {
    JsonNode page = JSON.readTree(proxy.get("/v1/transactions?" + query).body());
    assertThat(page.has("transactions")).as(page.toString()).isTrue();
    return page.get("transactions").findValuesAsText("transaction");
  }
}
