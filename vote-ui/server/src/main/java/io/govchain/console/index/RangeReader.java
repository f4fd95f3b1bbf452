package io.govchain.console.index;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.proof.QbftExtraData;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.governance.GovernanceChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Reads ranges of blocks and decodes them; while one is decoded the next is asked for. How many
 * blocks it asks for at once follows what they brought: fewer after an answer that was refused or
 * brought much, more after one that brought little. Used by one thread at a time.
 */
final class RangeReader {
  /**
   * A range that brings more events than this is not followed by a wider one: what waits to be
   * written is to be gone before the garbage collector has moved it about.
   */
  private static final int MUCH = 8_000;

  /** Seals of blocks that are older than so many are of no interest to anybody. */
  private static final long SEALS_READ = 10_000;

  private final BlockLogs source;
  private final GovernanceChain chain;
  private final int most;
  private Optional<Ahead> ahead = Optional.empty();
  private int count = 16;
  private List<String> validators = List.of();

  /** Blocks that were asked for before anybody wanted them. */
  private record Ahead(long from, CompletableFuture<List<BlockLogs.Told>> blocks) {}

  RangeReader(EvmClient client, GovernanceChain chain, int most, Executor executor) {
    this.source = new BlockLogs(client, executor);
    this.chain = chain;
    this.most = most;
    this.count = Math.min(count, most);
  }

  /** Whatever was asked for ahead may be of a chain that is no more. */
  void forget() {
    ahead = Optional.empty();
  }

  /**
   * The blocks from this number on, as far as the node answered; empty where it has none.
   *
   * @param head up to which block at most
   */
  List<IndexedBlock> read(long from, long head) {
    List<BlockLogs.Told> blocks = blocks(from, head);
    long next = from + blocks.size();
    ahead =
        blocks.isEmpty() || next > head
            ? Optional.empty()
            : Optional.of(ask(next, wanted(next, head)));
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
    Optional<Ahead> asked = ahead.filter(blocks -> blocks.from() == from);
    if (asked.isPresent()) {
      try {
        return asked.get().blocks().join();
      } catch (CompletionException refused) {
        // Asked again, for fewer if that is refused, too.
      }
    }
    return fetch(from, wanted(from, head));
  }

  private int wanted(long from, long head) {
    return (int) Math.min(count, head - from + 1);
  }

  private Ahead ask(long from, int wanted) {
    return new Ahead(from, source.ask(from, wanted));
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
