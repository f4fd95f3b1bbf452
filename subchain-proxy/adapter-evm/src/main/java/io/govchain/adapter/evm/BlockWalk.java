package io.govchain.adapter.evm;

import io.govchain.evm.CountedHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.proof.MerklePatriciaTrie;
import io.govchain.evm.send.CompleteBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for nonces in every block, the newest first, until all are found: for a node that has
 * blocks but not their states. That may take hours, so it goes on where a failure interrupted it;
 * of blocks that were taken back it forgets what they held, and looks at those in their place.
 */
final class BlockWalk {
  private static final int AT_ONCE = 100;
  private static final String NO_TRANSACTIONS = MerklePatriciaTrie.ofList(List.of()).root();

  private final EvmClient client;
  private final String account;
  private final MissingNonces missing;
  private final SeenBlocks seen = new SeenBlocks();
  private final Map<Long, FoundTransaction> found = new TreeMap<>();

  /** By the block that has the authorisation. */
  private final TreeMap<Long, Set<Long>> authorised = new TreeMap<>();

  private volatile Optional<String> progress = Optional.of("no block yet");

  BlockWalk(EvmClient client, String account, MissingNonces missing) {
    this.client = client;
    this.account = account;
    this.missing = missing;
  }

  /** Whether it looks for all of these. */
  boolean isFor(MissingNonces others) {
    return others.ranges().stream().allMatch(missing::hasAll);
  }

  /** For people, until it is at its end. Any thread. */
  Optional<String> progress() {
    return progress;
  }

  /**
   * May be called again, after a failure as after its end.
   *
   * @param asked some of what it looks for, or all
   * @throws EvmException where one of them is not explained, or cannot be yet
   */
  List<FoundTransaction> find(MissingNonces asked) {
    forgetTakenBack();
    if (!hasAll(asked)) {
      upwards();
    }
    while (!hasAll(asked) && seen.lowest() > 0) {
      long from = Math.max(0, seen.lowest() - AT_ONCE);
      List<CountedHeader> headers = headers(from, seen.lowest() - 1);
      look(headers, () -> seen.addBelow(headers));
    }
    if (!seen.areOf(client)) {
      throw new EvmException.ResponseRefused(
          "blocks were taken back while the writes of %s were looked for".formatted(account), null);
    }
    requireExplained(asked);
    progress = Optional.empty();
    return foundOf(asked);
  }

  private void forgetTakenBack() {
    if (seen.isEmpty() || seen.areOf(client)) {
      return;
    }
    seen.retreat(client);
    long common = seen.isEmpty() ? -1 : seen.top();
    found.values().removeIf(transaction -> transaction.block() > common);
    authorised.tailMap(common, false).clear();
  }

  /** What came since it last looked; at its beginning, the newest blocks. */
  private void upwards() {
    long newest = client.latestHeader().number();
    if (seen.isEmpty()) {
      List<CountedHeader> headers = headers(Math.max(0, newest + 1 - AT_ONCE), newest);
      look(headers, () -> seen.addBelow(headers));
    }
    while (seen.top() < newest) {
      List<CountedHeader> headers = headers(seen.top() + 1, Math.min(newest, seen.top() + AT_ONCE));
      look(headers, () -> seen.addAbove(headers));
    }
  }

  private List<CountedHeader> headers(long from, long to) {
    int count = (int) (to + 1 - from);
    List<CountedHeader> headers = client.headers(from, count);
    if (headers.size() < count) {
      throw new EvmException.ResponseRefused(
          "expected blocks %d to %d, the node has none at %d"
              .formatted(from, to, from + headers.size()),
          null);
    }
    return headers;
  }

  /** Takes all that they hold, or nothing: what failed half is looked at again. */
  private void look(List<CountedHeader> headers, Runnable link) {
    List<FoundTransaction> transactions = new ArrayList<>();
    Map<Long, Set<Long>> authorisations = new TreeMap<>();
    for (CountedHeader each : headers) {
      if (!each.header().transactionsRoot().equals(NO_TRANSACTIONS)) {
        CompleteBlock block = complete(each);
        transactions.addAll(missing.usedIn(block, account));
        Set<Long> nonces = new HashSet<>(block.authorisedBy(client, account));
        nonces.removeIf(nonce -> !missing.contains(nonce));
        if (!nonces.isEmpty()) {
          authorisations.put(each.number(), nonces);
        }
      }
    }
    link.run();
    transactions.forEach(each -> found.put(each.transaction().nonce(), each));
    authorised.putAll(authorisations);
    progress =
        Optional.of(
            "%d of %d transactions of %s that the store does not know are found in the blocks from %d up; the newest is %d"
                .formatted(found.size(), missing.size(), account, seen.lowest(), seen.top()));
  }

  private CompleteBlock complete(CountedHeader header) {
    CompleteBlock block = CompleteBlock.read(client, header.number());
    if (!block.block().hash().equals(header.header().hash())) {
      throw new EvmException.ResponseRefused(
          "block %d: expected %s, the node has %s now"
              .formatted(header.number(), header.header().hash(), block.block().hash()),
          null);
    }
    return block;
  }

  private boolean hasAll(MissingNonces asked) {
    return foundOf(asked).size() == asked.size();
  }

  private List<FoundTransaction> foundOf(MissingNonces asked) {
    return found.values().stream()
        .filter(each -> asked.contains(each.transaction().nonce()))
        .toList();
  }

  /** What no transaction used the account used by an authorisation or as a contract, or nobody. */
  private void requireExplained(MissingNonces asked) {
    long others =
        authorised.values().stream()
            .flatMap(Set::stream)
            .distinct()
            .filter(nonce -> asked.contains(nonce) && !found.containsKey(nonce))
            .count();
    long unexplained = asked.size() - foundOf(asked).size() - others;
    if (unexplained > 0 && client.code(account).equals("0x")) {
      throw new EvmException.ResponseRefused(
          "account %s: %d of its nonces are used by no transaction in all blocks up to %d"
              .formatted(account, unexplained, seen.top()),
          null);
    }
  }
}
