package io.govchain.testnet.acceptance;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be said of a whole chain. */
public final class ChainConditions {
  /** Conditions are looked at again: a node that is slow now counts as silent now. */
  private static final Duration ANSWER_TIME = Duration.ofSeconds(2);

  private ChainConditions() {}

  /** Every node has the block of this number. */
  public static Condition hasBlock(ChainNetwork chain, long number) {
    return Condition.that(
            "the lowest height among the nodes of " + name(chain), () -> lowest(chain))
        .satisfies("is at least " + number, height -> height >= number);
  }

  /** Every node has this many blocks more than the highest has now. */
  public static Condition grows(ChainNetwork chain, int blocks) {
    return hasBlock(chain, highest(chain) + blocks);
  }

  /** No two nodes name another hash for the block of this number. */
  public static Condition agreesOnBlock(ChainNetwork chain, long number) {
    return Condition.that(
            "the hashes of block %d on %s".formatted(number, name(chain)),
            () -> hashes(chain, number))
        .satisfies("are one", hashes -> hashes.size() == 1 && hashes.getFirst().isPresent());
  }

  private static List<Optional<String>> hashes(ChainNetwork chain, long number) {
    return chain.nodes().stream()
        .map(
            node -> {
              try (EvmClient client = client(node)) {
                return client.header(number).map(BlockHeader::hash);
              } catch (EvmException e) {
                return Optional.<String>empty();
              }
            })
        .distinct()
        .toList();
  }

  private static long lowest(ChainNetwork chain) {
    return chain.nodes().stream().mapToLong(ChainConditions::height).min().orElse(-1);
  }

  private static long highest(ChainNetwork chain) {
    return chain.nodes().stream().mapToLong(ChainConditions::height).max().orElse(-1);
  }

  /** -1 for a node that does not answer. */
  private static long height(ChainNode node) {
    try (EvmClient client = client(node)) {
      return client.latestHeader().number();
    } catch (EvmException e) {
      return -1;
    }
  }

  private static EvmClient client(ChainNode node) {
    return EvmClient.connect(new EvmEndpoint(node.rpc(), Optional.empty(), ANSWER_TIME));
  }

  private static String name(ChainNetwork chain) {
    return "chain " + chain.spec().name();
  }
}
