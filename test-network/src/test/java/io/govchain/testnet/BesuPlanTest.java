package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BesuPlanTest {
  private static final NodeKey FIRST = NodeKey.of("0".repeat(63) + "1");
  private static final NodeKey SECOND = NodeKey.of("0".repeat(63) + "2");
  private static final NodeKey AUDIT = NodeKey.of("0".repeat(63) + "3");

  @TempDir Path directory;

  @Test
  void shouldGiveEveryNodePortsOfItsOwn_whenPlanned() {
    BesuPlan plan = plan(spec());
    assertThat(plan.nodes())
        .extracting(BesuNode::name)
        .containsExactly("gov-validator-1", "gov-validator-2", "gov-audit-1");
    assertThat(plan.nodes().stream().flatMap(n -> Stream.of(n.rpcPort(), n.wsPort(), n.peerPort())))
        .doesNotHaveDuplicates()
        .hasSize(9);
    assertThat(plan.nodes().getLast().role()).isEqualTo(ChainNode.Role.AUDIT);
  }

  @Test
  void shouldUseThePortAskedFor_whenGiven() {
    BesuPlan plan = plan(spec().withPort(18545));
    assertThat(plan.nodes().getFirst().running().rpc()).hasToString("http://127.0.0.1:18545");
  }

  @Test
  void shouldListAllOthersAsPeers_whenFilesAreWritten() throws IOException {
    BesuPlan plan = plan(spec());
    plan.writeFiles();
    BesuNode first = plan.nodes().getFirst();
    JsonNode peers = new ObjectMapper().readTree(Files.readString(first.staticNodesFile()));
    assertThat(peers).hasSize(2);
    BesuNode second = plan.nodes().get(1);
    assertThat(peers.get(0).asText())
        .isEqualTo("enode://%s@127.0.0.1:%d".formatted(SECOND.nodeId(), second.peerPort()));
    assertThat(peers.toString()).doesNotContain(FIRST.nodeId()).contains(AUDIT.nodeId());
  }

  @Test
  void shouldKeepTheKeyFromOthers_whenFilesAreWritten() throws IOException {
    BesuPlan plan = plan(spec());
    plan.writeFiles();
    plan.writeFiles(); // as a second start does
    Path key = plan.nodes().getFirst().keyFile();
    assertThat(key).hasContent("0x" + "0".repeat(63) + "1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldSayWhatIsMissing_whenThereAreNoValidators() {
    ChainSpec none = spec().withNodes(List.of(), List.of());
    NetworkException refused = catchThrowableOfType(NetworkException.class, () -> plan(none));
    assertThat(refused).hasMessageContaining("gov").hasMessageContaining("keys of the validators");
  }

  @Test
  void shouldStartANodeWithEveryFlagItNeeds_whenAProcess() {
    BesuPlan plan = plan(spec());
    BesuNode node = plan.nodes().getFirst();
    String home = directory.resolve("gov-validator-1").toString();
    assertThat(BesuArguments.forProcess(plan.spec(), node).of(node))
        .containsExactly(
            "--genesis-file=" + directory.resolve("genesis.json"),
            "--data-path=" + home + "/data",
            "--node-private-key-file=" + home + "/key",
            "--static-nodes-file=" + home + "/static-nodes.json",
            "--p2p-host=127.0.0.1",
            "--p2p-interface=127.0.0.1",
            "--p2p-port=1003",
            "--discovery-enabled=false",
            "--nat-method=NONE",
            "--rpc-http-enabled=true",
            "--rpc-http-host=127.0.0.1",
            "--rpc-http-port=1001",
            "--rpc-http-api=ETH,NET,WEB3,QBFT,TXPOOL,DEBUG",
            "--rpc-ws-enabled=true",
            "--rpc-ws-host=127.0.0.1",
            "--rpc-ws-port=1002",
            "--rpc-ws-api=ETH,NET,WEB3,QBFT,TXPOOL,DEBUG",
            "--host-allowlist=localhost,127.0.0.1",
            "--revert-reason-enabled=true",
            "--min-gas-price=0",
            "--tx-pool-min-gas-price=0",
            "--tx-pool=SEQUENCED",
            "--tx-pool-limit-by-account-percentage=1",
            "--tx-pool-max-size=50000",
            "--sync-mode=FULL",
            "--data-storage-format=FOREST",
            "--color-enabled=false",
            "--logging=INFO");
  }

  @Test
  void shouldUsePathsOfTheContainer_whenAContainer() {
    BesuNode node = plan(spec()).nodes().getFirst();
    assertThat(BesuContainers.inContainer(node).of(node))
        .contains(
            "--genesis-file=/tmp/govchain/genesis.json",
            "--node-private-key-file=/tmp/govchain/gov-validator-1/key",
            "--static-nodes-file=/tmp/govchain/gov-validator-1/static-nodes.json",
            "--rpc-http-host=0.0.0.0",
            "--p2p-host=127.0.0.1")
        .noneMatch(argument -> argument.contains(directory.toString()));
  }

  private BesuPlan plan(ChainSpec spec) {
    return BesuPlan.of(spec, new AtomicInteger(1000)::incrementAndGet);
  }

  private ChainSpec spec() {
    Path genesis =
        GenesisGenerator.plain(
            7400,
            List.of(FIRST.address(), SECOND.address()),
            BlockSettings.DEFAULT,
            directory.resolve("genesis.json"));
    return ChainSpec.of("gov", 7400, genesis, directory)
        .withNodes(List.of(FIRST, SECOND), List.of(AUDIT));
  }
}
