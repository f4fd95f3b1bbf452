package io.govchain.adapter.evm;

import io.govchain.evm.Block;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.follow.ValidatorChanges;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.proof.ProofException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes evidence of transactions. Each block is fetched once and its tries are built once, however
 * many writes it holds.
 */
final class Proofs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);
  private static final int KEPT_BLOCKS = 16;
  private static final long RETRY_MILLIS = 500;

  private final EvmClient client;
  private final Optional<ValidatorChanges> validators;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong failures = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  // Guarded by itself; oldest first.
  private final Map<Long, FutureTask<ProvedBlock>> blocks = new LinkedHashMap<>();

  /**
   * @param validators where evidence is to tell how they changed
   */
  Proofs(EvmClient client, Optional<ValidatorChanges> validators) {
    this.client = client;
    this.validators = validators;
  }

  /**
   * A transaction with what proves it.
   *
   * @param receipt of the block that the evidence is of
   */
  record Proven(Receipt receipt, String evidence) {}

  /**
   * The evidence of a transaction that a block holds. Waits for the chain as long as it takes: the
   * outcome is known, only its proof is missing. Should another block hold it by now, as after a
   * reorganisation deeper than was waited for, what became of it there counts.
   */
  Proven evidence(Receipt first) {
    Receipt receipt = first;
    boolean waits = false;
    try {
      while (true) {
        try {
          receipt = present(receipt);
          return new Proven(receipt, made(receipt));
        } catch (EvmException | ProofException failure) {
          if (!waits) {
            waits = true;
            waiting.incrementAndGet();
          }
          warn(receipt, failure);
          pause();
        }
      }
    } finally {
      if (waits && waiting.decrementAndGet() == 0) {
        failures.set(0);
      }
    }
  }

  /** The receipt itself, or the one that the node has now where its block is not the chain's. */
  private Receipt present(Receipt receipt) {
    if (block(receipt.blockNumber()).header().hash().equals(receipt.blockHash())) {
      return receipt;
    }
    forgetAbove(receipt.blockNumber() - 1);
    return client
        .receipt(receipt.transactionHash())
        .orElseThrow(() -> missing(receipt.blockNumber(), "block " + receipt.blockHash()));
  }

  private String made(Receipt receipt) {
    ProvedBlock block = block(receipt.blockNumber());
    if (block.header().hash().equals(receipt.blockHash())) {
      return EvidenceJson.transaction(
          client.chainId(), block, Math.toIntExact(receipt.transactionIndex()));
    }
    forgetAbove(receipt.blockNumber() - 1);
    throw new EvmException.ResponseRefused(
        "block %d: expected hash %s as in the receipt, found %s"
            .formatted(receipt.blockNumber(), receipt.blockHash(), block.header().hash()),
        null);
  }

  /**
   * The first failures of all writes together and then ever fewer: a node that lacks receipts for
   * hours must not fill the log.
   */
  private void warn(Receipt receipt, RuntimeException failure) {
    long failed = failures.incrementAndGet();
    if (Long.bitCount(failed) == 1) {
      LOG.warn(
          "evidence is not there yet, of {} writes, such as {} (failure {}): {}",
          waiting.get(),
          receipt.transactionHash(),
          failed,
          failure.toString());
    }
  }

  private void pause() {
    try {
      if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the adapter is closing");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private ProvedBlock block(long number) {
    FutureTask<ProvedBlock> task;
    synchronized (blocks) {
      task = blocks.computeIfAbsent(number, wanted -> new FutureTask<>(() -> fetch(wanted)));
      if (blocks.size() > KEPT_BLOCKS) {
        blocks.remove(blocks.keySet().iterator().next());
      }
    }
    task.run(); // Whoever comes first fetches; the others wait for it.
    try {
      return task.get();
    } catch (ExecutionException failure) {
      synchronized (blocks) {
        blocks.remove(number, task);
      }
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private ProvedBlock fetch(long number) {
    Block block = client.block(number).orElseThrow(() -> missing(number, "block"));
    List<Receipt> receipts =
        client.blockReceipts(number).orElseThrow(() -> missing(number, "receipts"));
    HeaderRlp.requireHash(block.header());
    return new ProvedBlock(
        block, receipts, validators.flatMap(changes -> changes.to(block.header())));
  }

  private static EvmException missing(long number, String what) {
    return new EvmException.ResponseRefused(
        "block %d: expected the node's %s, found none".formatted(number, what), null);
  }

  /** Blocks above this number are void. */
  void forgetAbove(long number) {
    validators.ifPresent(changes -> changes.forgetAbove(number));
    synchronized (blocks) {
      blocks.keySet().removeIf(kept -> kept > number);
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
