package io.govchain.subchain.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.amdp.CallStatus;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an application learns while its proxy is cut off. Nobody listens where the partner is. */
@Timeout(120)
class NoticesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  @AutoClose private PartneredProxy proxy;
  private String call;

  @BeforeEach
  void start() throws Exception {
    proxy = new PartneredProxy(folder);
    proxy.start(0, "");
    call = proxy.call();
    ProxyUnderTest.await("an attempt at the partner", () -> notice(one()).has("code"));
  }

  @Test
  void shouldSayThatThePartnerCannotBeReached_whileMessagesWaitForIt() {
    for (JsonNode shown : new JsonNode[] {one(), list()}) {
      assertThat(notice(shown).path("code").asText()).isEqualTo("partner-unreachable");
      assertThat(notice(shown).path("text").asText())
          .startsWith("what is shown may be old: " + World.PARTNER)
          .as("inner addresses and failures are for operators")
          .doesNotContain("127.0.0.1", "Exception");
    }
    assertThat(one().path("status").asText()).isEqualTo("received");
  }

  @Test
  void shouldSayThatTheGovernanceChainIsOutOfReach_untilItIsHeardOf() {
    proxy.governance.stale("silent for more than 15 seconds");
    for (JsonNode shown : new JsonNode[] {one(), list()}) {
      assertThat(notice(shown).path("code").asText()).isEqualTo("governance-unavailable");
      assertThat(notice(shown).path("text").asText()).contains("silent for more than 15 seconds");
    }

    proxy.governance.heard();
    assertThat(notice(one()).path("code").asText()).isEqualTo("partner-unreachable");
  }

  @Test
  void shouldSayNothingOfWhatHasEnded_whateverIsOutOfReach() throws Exception {
    proxy.tell(call, CallStatus.SETTLED);
    ProxyUnderTest.await("its end", () -> one().path("status").asText().equals("settled"));
    proxy.governance.stale("silent for more than 15 seconds");

    assertThat(one().has("notice")).isFalse();
    assertThat(list().has("notice")).isFalse();
    assertThat(list().path("transactions")).hasSize(1);
  }

  private static JsonNode notice(JsonNode shown) {
    return shown.path("notice");
  }

  private JsonNode one() {
    return get("/v1/transactions/" + call);
  }

  private JsonNode list() {
    return get("/v1/transactions");
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(proxy.get(path).body());
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
