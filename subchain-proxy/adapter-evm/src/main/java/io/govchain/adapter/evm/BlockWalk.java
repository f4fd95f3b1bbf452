package io.govchain.adapter.evm;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.CountedHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.proof.MerklePatriciaTrie;
import io.govchain.evm.send.CompleteBlock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for nonces in every block, the newest first, until all are found: for a node that has
 * blocks but not their states. That may take hours, so it goes on where a failure interrupted it,
 * and counts only if no block was taken back from its beginning to its end.
 */
final class BlockWalk {
  private static final int AT_ONCE = 100;
  private static final String NO_TRANSACTIONS = MerklePatriciaTrie.ofList(List.of()).root();

  private final EvmClient client;
  private final String account;
  private final MissingNonces missing;
  private final Map<Long, FoundTransaction> found = new TreeMap<>();
  private final Set<Long> authorised = new HashSet<>();
  private final Deque<Unseen> unseen = new ArrayDeque<>();
  private BlockHeader top;
  private volatile String progress = "no block yet";

  /** Blocks from one up to and with another. */
  private record Unseen(long from, long to) {}

  BlockWalk(EvmClient client, String account, MissingNonces missing) {
    this.client = client;
    this.account = account;
    this.missing = missing;
    begin(client.latestHeader(), 0);
  }

  private void begin(BlockHeader newest, long from) {
    if (from <= newest.number()) {
      top = newest;
      unseen.push(new Unseen(from, newest.number()));
    }
  }

  boolean isFor(MissingNonces others) {
    return missing.equals(others);
  }

  /** Whether the blocks that it has seen are the chain's still. */
  boolean isValid() {
    return client
        .header(top.number())
        .filter(header -> header.hash().equals(top.hash()))
        .isPresent();
  }

  /** For people. Any thread. */
  String progress() {
    return progress;
  }

  /**
   * @throws EvmException where one of them is not explained, or cannot be yet; may be called again
   */
  List<FoundTransaction> find() {
    begin(client.latestHeader(), top.number() + 1);
    while (!unseen.isEmpty() && found.size() < missing.size()) {
      Unseen part = unseen.peek();
      long from = Math.max(part.from(), part.to() + 1 - AT_ONCE);
      look(from, (int) (part.to() + 1 - from));
      unseen.pop();
      if (from > part.from()) {
        unseen.push(new Unseen(part.from(), from - 1));
      }
    }
    if (!isValid()) {
      throw new EvmException.ResponseRefused(
          "blocks were taken back while the writes of %s were looked for".formatted(account), null);
    }
    requireExplained();
    return List.copyOf(found.values());
  }

  private void look(long from, int count) {
    List<CountedHeader> headers = client.headers(from, count);
    if (headers.size() < count) {
      throw new EvmException.ResponseRefused(
          "expected blocks %d to %d, the node has none at %d"
              .formatted(from, from + count - 1, from + headers.size()),
          null);
    }
    for (CountedHeader each : headers.reversed()) {
      if (!each.header().transactionsRoot().equals(NO_TRANSACTIONS)) {
        CompleteBlock block = CompleteBlock.read(client, each.number());
        missing
            .usedIn(block, account)
            .forEach(transaction -> found.put(transaction.transaction().nonce(), transaction));
        authorised.addAll(block.authorisedBy(client, account));
      }
    }
    progress =
        "%d of %d transactions of %s that the store does not know are found in the blocks from %d up; the newest is %d"
            .formatted(found.size(), missing.size(), account, from, top.number());
  }

  /** What no transaction used the account used by an authorisation or as a contract, or nobody. */
  private void requireExplained() {
    long others =
        authorised.stream()
            .filter(nonce -> missing.contains(nonce) && !found.containsKey(nonce))
            .count();
    long unexplained = missing.size() - found.size() - others;
    if (unexplained > 0 && client.code(account).equals("0x")) {
      throw new EvmException.ResponseRefused(
          "account %s: %d of its nonces are used by no transaction in all blocks up to %d"
              .formatted(account, unexplained, top.number()),
          null);
    }
  }
}
