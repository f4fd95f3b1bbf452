package io.govchain.console.index;

import io.govchain.evm.BinaryLog;
import io.govchain.evm.CountedHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.LogFilter;
import io.govchain.evm.LogsBloom;
import io.govchain.evm.Receipt;
import io.govchain.governance.GovernanceEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Reads headers, and beside them the governance contracts' logs: much less than receipts. The two
 * answers may be of two chains where the chain changes in between; blocks are given only as far as
 * they agree.
 */
final class BlockLogs {
  private static final String[] CONTRACTS = GovernanceEvents.contracts().toArray(String[]::new);
  private static final LogsBloom BLOOM = LogsBloom.of(GovernanceEvents.contracts());
  private static final int SENDERS_AT_ONCE = 200;

  private final EvmClient client;
  private final Executor executor;

  /**
   * A block with the governance contracts' logs.
   *
   * @param senders by the hashes of the transactions that carried them
   */
  record Told(CountedHeader header, List<BinaryLog> logs, Map<String, String> senders) {}

  BlockLogs(EvmClient client, Executor executor) {
    this.client = client;
    this.executor = executor;
  }

  /** So many blocks from this number on, as far as the node has them and they are of one chain. */
  CompletableFuture<List<Told>> ask(long from, int count) {
    CompletableFuture<List<CountedHeader>> headers =
        CompletableFuture.supplyAsync(() -> client.headers(from, count), executor);
    LogFilter filter = LogFilter.blocks(from, from + count - 1).from(CONTRACTS);
    return CompletableFuture.supplyAsync(() -> client.binaryLogs(filter), executor)
        .thenCombine(headers, this::told);
  }

  private List<Told> told(List<BinaryLog> logs, List<CountedHeader> headers) {
    requireAscending(logs);
    Map<String, String> senders = senders(logs);
    List<Told> told = new ArrayList<>();
    int next = 0;
    for (CountedHeader header : headers) {
      List<BinaryLog> its = new ArrayList<>();
      while (next < logs.size() && logs.get(next).blockNumber() == header.number()) {
        its.add(logs.get(next++));
      }
      Optional<Told> block = told(header, its, senders);
      if (block.isEmpty()) {
        break;
      }
      told.add(block.get());
    }
    return told;
  }

  /** A block with its logs; empty where they are of another. */
  private Optional<Told> told(
      CountedHeader header, List<BinaryLog> its, Map<String, String> senders) {
    if (its.isEmpty() && BLOOM.allows(header.header())) {
      return again(header);
    }
    for (BinaryLog log : its) {
      if (!belongs(log, header, senders)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Told(header, its, senders));
  }

  /** A log that comes twice would be written twice; one out of its place might be passed over. */
  private void requireAscending(List<BinaryLog> logs) {
    for (int i = 1; i < logs.size(); i++) {
      BinaryLog before = logs.get(i - 1);
      BinaryLog log = logs.get(i);
      if (!ascends(before, log)) {
        throw new EvmException.ResponseRefused(
            "logs of chain node %s: expected each after the one before, actual log %d of block %d after log %d of block %d"
                .formatted(
                    client.endpoint().display(),
                    log.logIndex(),
                    log.blockNumber(),
                    before.logIndex(),
                    before.blockNumber()),
            null);
      }
    }
  }

  private static boolean ascends(BinaryLog before, BinaryLog log) {
    return log.blockNumber() == before.blockNumber()
        ? log.logIndex() > before.logIndex()
        : log.blockNumber() > before.blockNumber();
  }

  private static boolean belongs(BinaryLog log, CountedHeader header, Map<String, String> senders) {
    return log.blockHash().equals(header.header().hash())
        && senders.containsKey(log.transactionHash());
  }

  /** What the logs tell by themselves, and of the other transactions what their receipts tell. */
  private Map<String, String> senders(List<BinaryLog> logs) {
    Map<String, String> senders = new HashMap<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (BinaryLog log : logs) {
      Optional<String> sender = GovernanceEvents.sender(log);
      if (sender.isPresent()) {
        senders.put(log.transactionHash(), sender.get());
      } else {
        unknown.add(log.transactionHash());
      }
    }
    unknown.removeAll(senders.keySet());
    List<String> hashes = List.copyOf(unknown);
    for (int first = 0; first < hashes.size(); first += SENDERS_AT_ONCE) {
      int end = Math.min(hashes.size(), first + SENDERS_AT_ONCE);
      for (Optional<Receipt> receipt : client.receipts(hashes.subList(first, end))) {
        receipt.ifPresent(found -> senders.put(found.transactionHash(), found.from()));
      }
    }
    return senders;
  }

  /**
   * The header says that there may be logs, and none came: they are of a block that was replaced
   * between the two answers, or the header's bloom filter means something else.
   */
  private Optional<Told> again(CountedHeader header) {
    for (FollowedBlock block : client.blocksWithReceipts(header.number(), 1)) {
      if (block.header().hash().equals(header.header().hash())) {
        Map<String, String> senders = new HashMap<>();
        block.receipts().forEach(each -> senders.put(each.transactionHash(), each.from()));
        return Optional.of(new Told(header, block.logs().map(BinaryLog::of).toList(), senders));
      }
    }
    return Optional.empty();
  }
}
