package io.govchain.testnet.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads all that the chains say, from their first block to their last. */
public final class ChainsReader {
  /** Where the genesis file puts the contract {@code Transactions}. */
  private static final String TRANSACTIONS = "0x0000000000000000000000000000000000001008";

  private static final String RECORDED = Words.topic("Recorded(bytes32,address,bytes,bytes)");
  private static final String STORED = Words.topic("Stored(bytes32,address,string)");
  private static final String WITHDRAWN = Words.topic("Withdrawn(bytes32,address,string)");

  private final URI governance;
  private final Map<String, URI> businessChains;

  /**
   * @param governance a node of the governance chain
   * @param businessChains a node of each business chain, by the chain's name
   */
  public ChainsReader(URI governance, Map<String, URI> businessChains) {
    this.governance = governance;
    this.businessChains = Map.copyOf(businessChains);
  }

  /** What they say now. */
  public Facts read() {
    List<Effect> effects = new ArrayList<>();
    businessChains.forEach((name, node) -> effects.addAll(effects(name, node)));
    return new Facts(changes(), effects);
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    try (JsonRpc node = new JsonRpc(governance)) {
      Times times = new Times(node);
      Map<String, Object> filter =
          Map.of(
              "fromBlock",
              "0x0",
              "toBlock",
              "latest",
              "address",
              TRANSACTIONS,
              "topics",
              List.of(RECORDED));
      for (JsonNode log : node.ask("eth_getLogs", filter)) {
        byte[] data = JsonRpc.bytes(log.path("data"));
        long block = JsonRpc.number(log.path("blockNumber"));
        changes.addAll(
            RecordedEntries.read(
                Words.dynamic(data, 0), Words.dynamic(data, 1), block, times.of(block)));
      }
    }
    return changes;
  }

  /** Every event of every contract: what nobody promised must be seen, too. */
  private static List<Effect> effects(String chain, URI address) {
    List<Effect> effects = new ArrayList<>();
    try (JsonRpc node = new JsonRpc(address)) {
      Times times = new Times(node);
      Map<String, Object> filter = Map.of("fromBlock", "0x0", "toBlock", "latest");
      for (JsonNode log : node.ask("eth_getLogs", filter)) {
        effects.add(effect(chain, node, times, log));
      }
    }
    return effects;
  }

  private static Effect effect(String chain, JsonRpc node, Times times, JsonNode log) {
    String hash = log.path("transactionHash").asText();
    JsonNode topics = log.path("topics");
    Effect.Kind kind = kind(topics.path(0).asText());
    long block = JsonRpc.number(log.path("blockNumber"));
    return new Effect(
        chain,
        block,
        times.of(block),
        hash,
        kind,
        topics.path(1).asText(),
        kind == Effect.Kind.OTHER ? "" : Words.text(JsonRpc.bytes(log.path("data")), 0),
        Tag.atEndOf(JsonRpc.bytes(node.ask("eth_getTransactionByHash", hash).path("input"))));
  }

  private static Effect.Kind kind(String topic) {
    if (topic.equals(STORED)) {
      return Effect.Kind.STORED;
    }
    return topic.equals(WITHDRAWN) ? Effect.Kind.WITHDRAWN : Effect.Kind.OTHER;
  }

  /** Times of blocks, each asked for once. */
  private record Times(JsonRpc node, Map<Long, Long> known) {
    Times(JsonRpc node) {
      this(node, new HashMap<>());
    }

    long of(long block) {
      return known.computeIfAbsent(
          block,
          number ->
              JsonRpc.number(
                  node.ask("eth_getBlockByNumber", "0x" + Long.toHexString(number), false)
                      .path("timestamp")));
    }
  }
}
