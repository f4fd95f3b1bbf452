package io.govchain.testnet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits for the nodes of a Besu network: validators need each other before the first block. */
record BesuReadiness(ChainSpec spec, List<ChainNode> nodes, Runnable requireAlive) {
  /** Five nodes on two cores need 40 seconds. */
  private static final Duration START_TIME = Duration.ofMinutes(4);

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Returns when every node answers with the right chain id and has the first block. */
  void await() {
    for (ChainNode node : nodes) {
      try (NodeQuestions questions = new NodeQuestions(node.rpc())) {
        long chainId = awaitNumber(node, "an answer", questions, "eth_chainId", 0);
        if (chainId != spec.chainId()) {
          throw new NetworkException(
              NetworkError.WRONG_CHAIN,
              "%s: expected chain id %d at %s, got %d: another chain listens there"
                  .formatted(node.name(), spec.chainId(), node.rpc(), chainId));
        }
        awaitNumber(node, "the first block", questions, "eth_blockNumber", 1);
      }
    }
  }

  private long awaitNumber(
      ChainNode node, String what, NodeQuestions questions, String method, long atLeast) {
    try {
      return Awaiting.within(START_TIME)
          .lookingEvery(PAUSE)
          .untilFound(
              what + " of " + node.name() + " at " + node.rpc(),
              () -> {
                requireAlive.run();
                Optional<Long> number = questions.quantity(method);
                return number.filter(n -> n >= atLeast);
              });
    } catch (Awaiting.TimedOut e) {
      throw new NetworkException(
          NetworkError.CHAIN_SILENT,
          "%s (are the keys given those of the validators in the genesis file?); its log %s ends with:%n%s"
              .formatted(e.getMessage(), node.log(), LogTail.of(node.log(), 10)),
          e);
    }
  }
}
