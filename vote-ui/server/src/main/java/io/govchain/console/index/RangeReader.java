package io.govchain.console.index;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.proof.QbftExtraData;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.governance.GovernanceChain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Reads ranges of blocks and decodes them; while one is decoded the next two are asked for. How
 * many blocks it asks for at once follows what they brought: fewer after an answer that was refused
 * or brought much, more after one that brought little. Used by one thread at a time.
 */
final class RangeReader {
  /**
   * A range that brings more events than this is not followed by a wider one: what waits to be
   * written is to be gone before the garbage collector has moved it about. Every range costs two
   * exchanges with the node.
   */
  private static final int MUCH = 16_000;

  /** Blocks that are asked for first; too many of a chain with much in each are asked for anew. */
  private static final int FIRST = 64;

  /** Ranges that are asked for at once: the node finds one while the other's answer is read. */
  private static final int AT_ONCE = 2;

  /** Seals of blocks that are older than so many are of no interest to anybody. */
  private static final long SEALS_READ = 10_000;

  private final BlockLogs source;
  private final GovernanceChain chain;
  private final int most;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private int count;
  private List<String> validators = List.of();

  /** Blocks that were asked for before anybody wanted them. */
  private record Ahead(long from, int count, CompletableFuture<List<BlockLogs.Told>> blocks) {
    long next() {
      return from + count;
    }
  }

  RangeReader(EvmClient client, GovernanceChain chain, int most, Executor executor) {
    this.source = new BlockLogs(client, executor);
    this.chain = chain;
    this.most = most;
    this.count = Math.min(FIRST, most);
  }

  /** Whatever was asked for ahead may be of a chain that is no more. */
  void forget() {
    ahead.clear();
  }

  /**
   * The blocks from this number on, as far as the node answered; empty where it has none.
   *
   * @param head up to which block at most
   */
  List<IndexedBlock> read(long from, long head) {
    List<BlockLogs.Told> blocks = blocks(from, head);
    if (!blocks.isEmpty()) {
      askAhead(from + blocks.size(), head);
    }
    List<IndexedBlock> read = new ArrayList<>();
    int events = 0;
    for (BlockLogs.Told block : blocks) {
      BlockHeader header = block.header().header();
      boolean recent = head - header.number() < SEALS_READ;
      IndexedBlock decoded = IndexedBlock.of(block, recent ? signers(header) : List.of());
      events += decoded.events();
      read.add(decoded);
    }
    if (events > MUCH) {
      count = Math.max(1, blocks.size() / 2);
    } else if (events < MUCH / 2) {
      count = Math.clamp(2L * blocks.size(), 1, most);
    }
    return read;
  }

  private List<BlockLogs.Told> blocks(long from, long head) {
    askAhead(from, head);
    try {
      return ahead.remove().blocks().join();
    } catch (CompletionException refused) {
      // Asked again, for fewer if that is refused, too.
      return fetch(from, wanted(from, head));
    }
  }

  /** What was asked for of other blocks is of no use: the range before it ended early. */
  private void askAhead(long from, long head) {
    if (!ahead.isEmpty() && ahead.getFirst().from() != from) {
      forget();
    }
    long next = ahead.isEmpty() ? from : ahead.getLast().next();
    while (ahead.size() < AT_ONCE && next <= head) {
      int wanted = wanted(next, head);
      ahead.add(new Ahead(next, wanted, source.ask(next, wanted)));
      next += wanted;
    }
  }

  private int wanted(long from, long head) {
    return (int) Math.min(count, head - from + 1);
  }

  private List<BlockLogs.Told> fetch(long from, int wanted) {
    int asked = wanted;
    while (true) {
      try {
        return joined(source.ask(from, asked));
      } catch (EvmException.ChainUnreachable unreachable) {
        throw unreachable;
      } catch (EvmException refused) {
        if (asked == 1) {
          throw refused;
        }
        asked = Math.max(1, asked / 2);
        count = asked;
      }
    }
  }

  /** What the future gives, or what it failed with. */
  static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw failed;
    }
  }

  /**
   * Who sealed the block, where its seals are those of the validators in the state before it. Seals
   * of others count for nothing.
   */
  private List<String> signers(BlockHeader header) {
    if (header.number() == 0 || !sealed(header)) {
      return List.of();
    }
    try {
      return List.copyOf(QbftSeals.verify(header, validators));
    } catch (ProofException others) {
      validators = chain.validatorsAt(header.number() - 1);
    }
    try {
      return List.copyOf(QbftSeals.verify(header, validators));
    } catch (ProofException wrong) {
      return List.of();
    }
  }

  private static boolean sealed(BlockHeader header) {
    if (!QbftExtraData.mayBeQbft(header.extraData())) {
      return false;
    }
    try {
      return !QbftExtraData.parse(header.extraData()).seals().isEmpty();
    } catch (ProofException other) {
      return false;
    }
  }
}
