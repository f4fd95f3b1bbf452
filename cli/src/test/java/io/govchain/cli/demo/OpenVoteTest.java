package io.govchain.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept demo leaves something to decide. */
class OpenVoteTest {
  @TempDir private Path home;

  @Test
  void shouldAwaitVotesAndNameKeysAndDocument_whenADemoIsKept() throws IOException {
    Path document = Files.writeString(home.resolve("licence.pdf"), "licence of the notaries");
    Map<String, String> genesis = new LinkedHashMap<>();
    genesis.put("court", "City Court");
    genesis.put("archive", "City Archive");
    genesis.put("justice", "Bureau of Justice");
    try (Consortium consortium =
        Consortium.found(Setup.embedded(home), genesis, Progress.silent())) {
      OpenVote vote = OpenVote.begin(consortium, DemoFile.of(document));

      assertThat(awaiting(consortium, vote, WorkOrder.State.ACTIVE).forVotes()).isZero();
      URI rpc = consortium.network().rpc();
      assertThat(String.join("\n", vote.instructions(URI.create("http://127.0.0.1:7080"), rpc)))
          .contains("http://127.0.0.1:7080/orders/" + vote.workOrder())
          .contains(document.toString())
          .contains("work-order vote " + vote.workOrder() + " for --rpc " + rpc)
          .contains(consortium.genesisMember("court").governor().keystore().toString());
      for (int voter = 0; voter < 2; voter++) {
        new GovernanceAccount(consortium.client(), vote.voters().get(voter).governor().key())
            .send(GovernanceCalls.vote(vote.workOrder(), WorkOrder.Vote.FOR, ""));
      }
      assertThat(awaiting(consortium, vote, WorkOrder.State.SUCCEEDED).forVotes()).isEqualTo(2);
    }
  }

  private static WorkOrder awaiting(Consortium consortium, OpenVote vote, WorkOrder.State state) {
    return Awaiting.within(Duration.ofSeconds(60))
        .until(
            "the order is " + state,
            () -> consortium.chain().workOrder(vote.workOrder()).orElseThrow(),
            order -> order.state() == state);
  }
}
