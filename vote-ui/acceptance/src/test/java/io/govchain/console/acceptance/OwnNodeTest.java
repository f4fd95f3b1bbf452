package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.OpenedNode;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.GovernanceActions;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.FreePort;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Somebody would rather not rely on the console's server: she reads through her own node. */
@Acceptance
@Order(7)
class OwnNodeTest {
  private static final String CONSOLE = "v1/rpc";

  @Test
  void shouldReadAndVoteThroughIt_whenSheNamesHerOwnNode(World world, People people) {
    String order =
        world
            .orders()
            .open(
                "Suspend the archive, as its own node says",
                GovernanceActions.suspendInstitution("archive"));
    try (OpenedNode node = OpenedNode.of(world.consortium().network().rpc())) {
      String console = world.console().address().resolve(CONSOLE).toString();
      Visitor visitor = people.somebody(Look.USUAL);
      visitor.traffic().expectToAsk(node.address());
      Voter court = Voter.at(visitor);
      court.opens("/settings");
      court.choosesNode(node.address().toString()).isAssured("The node works");
      court.comesWith(world.court().governor());
      int before = node.asked();
      int besides = visitor.traffic().asked(console);

      court.reads(order).sees("City Archive").votesFor("read through our own node");

      assertThat(node.asked()).isGreaterThan(before);
      assertThat(visitor.traffic().asked(console))
          .as("what was read or sent through the console after the node was chosen")
          .isEqualTo(besides);
      visitor.traffic().expectRefusals();
    }
    assertThat(world.consortium().chain().workOrder(order).orElseThrow().forVotes()).isEqualTo(1);
  }

  @Test
  void shouldBeRefusedWithAReason_whenTheNodeIsOfAnotherChainOrNoNode(World world, People people) {
    ChainNetwork chain = world.consortium().businessChains().getFirst().network();
    URI nobody = URI.create("http://127.0.0.1:%d/".formatted(FreePort.choose()));
    try (OpenedNode other = OpenedNode.of(chain.rpc())) {
      for (Look look : List.of(Look.USUAL, Look.USUAL.in(Look.Language.CHINESE))) {
        boolean english = look.language() == Look.Language.ENGLISH;
        Visitor visitor = people.somebody(look);
        visitor.traffic().expectToAsk(other.address());
        visitor.traffic().expectToAsk(nobody);
        visitor.traffic().expectRefusals();
        Voter court = Voter.at(visitor);
        court.opens("/settings");

        court
            .choosesNode("court.example")
            .isDenied(english ? "begins with http:// or https://" : "以 http:// 或 https:// 开头");
        court
            .choosesNode(other.address().toString())
            .isDenied((english ? "That node is of chain " : "该节点属于链 ID ") + chain.spec().chainId());
        court
            .choosesNode(nobody.toString())
            .isDenied(english ? "The node cannot be reached" : "无法连接该节点");

        court.opens("/settings").readsThroughTheConsole();
      }
    }
  }
}
