package io.govchain.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.service.http.Problem;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnEscalationsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void shouldKnowThatOneIsNoneOfItsOwn_whenTheProxyToldAll() {
    OwnEscalations own = OwnEscalations.told(page("0x1"));
    assertThat(own.beside(line("0x1")).at("/own/status").asText()).isEqualTo("escalated");
    ObjectNode other = own.beside(line("0x2"));
    assertThat(other.has("own")).isFalse();
    assertThat(other.has("ownUnasked")).isFalse();
  }

  @Test
  void shouldSayThatItDidNotAsk_whenTheProxyHasMore() {
    OwnEscalations own = OwnEscalations.told(page("0x1").put("cursor", "7"));
    assertThat(own.beside(line("0x1")).has("ownUnasked")).isFalse();
    assertThat(own.beside(line("0x2")).path("ownUnasked").asBoolean()).isTrue();
  }

  @Test
  void shouldKnowNothing_whenTheProxyIsSilent() {
    Problem silent = Problem.of("proxy-unreachable", 503, "it does not answer");
    OwnEscalations own = new OwnEscalations(Map.of(), false, Optional.of(silent));
    assertThat(own.beside(line("0x1")).path("ownUnasked").asBoolean()).isTrue();
  }

  @Test
  void shouldMissNothing_whenThereIsNoProxy() {
    OwnEscalations own = OwnEscalations.of(Optional.empty());
    assertThat(own.problem()).isEmpty();
    assertThat(own.beside(line("0x1")).has("ownUnasked")).isFalse();
  }

  private static ObjectNode page(String transaction) {
    ObjectNode page = JSON.objectNode();
    page.putArray("transactions")
        .addObject()
        .put("transaction", transaction)
        .put("status", "escalated");
    return page;
  }

  private static ObjectNode line(String id) {
    return JSON.objectNode().put("id", id);
  }
}
