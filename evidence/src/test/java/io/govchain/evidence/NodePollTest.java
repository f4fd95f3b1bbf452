package io.govchain.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.TrustAnchors;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class NodePollTest {
  private final Map<String, Integer> connected = new ConcurrentHashMap<>();

  private EvmClient connect(EvmEndpoint endpoint) {
    connected.merge(endpoint.display(), 1, Integer::sum);
    return EvmClient.connect(endpoint);
  }

  private static TrustAnchors.NodeAgreement rule(int number) {
    return new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:%d".formatted(number)));
  }

  private static void ask(NodePoll poll, int number) throws InterruptedException {
    assertThat(poll.agreed(rule(number), "block", node -> new NodePoll.Answer.Same("it")))
        .isInstanceOf(Finding.Accepted.class);
  }

  @Test
  void shouldKeepConnections_whenTheSameNodesAreAskedAgain() throws Exception {
    try (NodePoll poll = new NodePoll(this::connect)) {
      for (int i = 0; i < 3 * NodePoll.MOST_CLIENTS; i++) {
        ask(poll, 20_000 + i % 10);
      }
    }
    assertThat(connected.values()).hasSize(10).containsOnly(1);
  }

  @Test
  void shouldAskEach_whenSeveralStandOnOneMachine() throws Exception {
    List<String> nodes = List.of("http://localhost:1", "http://localhost:2", "http://b");
    try (NodePoll poll = new NodePoll(this::connect)) {
      assertThat(
              poll.agreed(
                  new TrustAnchors.NodeAgreement(3, nodes),
                  "block",
                  node -> new NodePoll.Answer.Same("it")))
          .isInstanceOf(Finding.Accepted.class);
    }
  }

  @Test
  void shouldKeepBoundedlyMany_whenEverOthersAreRegistered() throws Exception {
    try (NodePoll poll = new NodePoll(this::connect)) {
      for (int i = 0; i <= NodePoll.MOST_CLIENTS; i++) {
        ask(poll, 20_000 + i);
      }
      ask(poll, 20_000);
    }
    assertThat(Collections.max(connected.values())).as("the first was forgotten").isEqualTo(2);
  }
}
