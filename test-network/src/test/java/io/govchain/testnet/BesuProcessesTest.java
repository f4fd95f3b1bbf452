package io.govchain.testnet;

import static io.govchain.testnet.acceptance.ChainConditions.hasBlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.govchain.testnet.acceptance.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starting, steering and ending the processes of a Besu network, with a stand-in program that takes
 * Besu's command line and is an Anvil: nothing here says anything about Besu itself, see {@link
 * BesuTest}.
 */
@Timeout(180)
class BesuProcessesTest {
  private static final Conditions SOON = Conditions.within(Duration.ofSeconds(60));

  @TempDir Path directory;
  private Path standIn;

  @BeforeEach
  void writeStandIn() throws IOException {
    standIn = directory.resolve("besu");
    Files.writeString(
        standIn,
        """
        #!/bin/sh
        echo "heap options: $BESU_OPTS"
        for argument; do
          case $argument in
            --genesis-file=*) genesis=${argument#*=} ;;
            --rpc-http-port=*) port=${argument#*=} ;;
            --node-private-key-file=*) test -r "${argument#*=}" || exit 9 ;;
          esac
        done
        exec "%s" --port "$port" --init "$genesis" --block-time 0.3 --accounts 0
        """
            .formatted(AnvilBinary.find()));
    assertThat(standIn.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void shouldRunOneProcessPerNode_whenStarted() throws IOException {
    try (Besu network = Besu.start(spec(), standIn)) {
      assertThat(network.pids()).hasSize(3).doesNotHaveDuplicates();
      assertThat(network.nodes())
          .extracting(ChainNode::role)
          .last()
          .isEqualTo(ChainNode.Role.AUDIT);
      for (ChainNode node : network.nodes()) {
        assertThat(Files.readString(node.log())).contains("heap options: -Xmx");
      }
      SOON.eventually(hasBlock(network, 2));
    }
  }

  @Test
  void shouldFreezeEveryNodeOrOne_whenPaused() {
    try (Besu network = Besu.start(spec(), standIn)) {
      network.pause();
      assertStates(network, List.of("T", "T", "T"));
      network.resume();
      SOON.eventually(hasBlock(network, 1));
      network.pause(network.nodes().get(1));
      Awaiting.within(Duration.ofSeconds(60))
          .until("state T", () -> ProcessState.of(network.pids().get(1)), "T"::equals);
      assertThat(ProcessState.of(network.pids().get(0))).isNotEqualTo("T");
      network.resume(network.nodes().get(1));
      SOON.eventually(hasBlock(network, 1));
    }
  }

  @Test
  void shouldListenOnTheSamePorts_whenRestartedAfterAKill() {
    try (Besu network = Besu.start(spec(), standIn)) {
      List<ChainNode> nodes = network.nodes();
      List<Long> pids = network.pids();
      network.kill();
      assertThat(network.isRunning()).isFalse();
      network.restart();
      assertThat(network.nodes()).isEqualTo(nodes);
      assertThat(network.pids()).doesNotContainAnyElementsOf(pids);
      SOON.eventually(hasBlock(network, 1));
    }
  }

  @Test
  void shouldLeaveNothingRunning_whenOneNodeEndsAtTheStart() throws IOException {
    Path failing = directory.resolve("failing");
    Files.writeString(
        failing,
        """
        #!/bin/sh
        case "$*" in *validator-2*) echo "no such option"; exit 1 ;; esac
        echo $$ >> %s/pids
        exec sleep 600
        """
            .formatted(directory));
    assertThat(failing.toFile().setExecutable(true)).isTrue();
    NetworkException refused =
        catchThrowableOfType(NetworkException.class, () -> Besu.start(spec(), failing));
    assertThat(refused.error()).isEqualTo(NetworkError.PROCESS_ENDED);
    assertThat(refused)
        .hasMessageContaining("gov-validator-2 ended with exit code 1")
        .hasMessageContaining("no such option");
    try (Stream<String> pids = started()) {
      assertThat(pids).allMatch(pid -> ProcessState.hasEnded(Long.parseLong(pid)));
    }
  }

  private Stream<String> started() throws IOException {
    Path pids = directory.resolve("pids");
    return Files.exists(pids) ? Files.lines(pids) : Stream.empty();
  }

  private static void assertStates(Besu network, List<String> states) {
    Awaiting.within(Duration.ofSeconds(60))
        .until(
            "process states " + states,
            () -> network.pids().stream().map(ProcessState::of).toList(),
            states::equals);
  }

  private ChainSpec spec() {
    List<NodeKey> validators = List.of(NodeKey.generate(), NodeKey.generate());
    Path genesis =
        GenesisGenerator.plain(
            7600,
            validators.stream().map(NodeKey::address).toList(),
            BlockSettings.DEFAULT,
            directory.resolve("genesis.json"));
    return ChainSpec.of("gov", 7600, genesis, directory)
        .withNodes(validators, List.of(NodeKey.generate()));
  }
}
