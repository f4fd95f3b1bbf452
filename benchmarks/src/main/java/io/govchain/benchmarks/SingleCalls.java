package io.govchain.benchmarks;

import io.govchain.testnet.consortium.BusinessChain;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls one after the other, each beside the waits that no implementation can avoid: the record
 * must be in a block before the first write, that in one before the second, the second's report and
 * its verdict each in one. Whose blocks come when in a second decides whether that is three seconds
 * or five; so each call's waits are told from the moments of the blocks that came meanwhile. It
 * also decides whether a few milliseconds of work cost nothing or a whole block, so every call
 * meets other moments.
 */
final class SingleCalls {
  private static final double NANOS = 1e6;

  private SingleCalls() {}

  /**
   * What calls took.
   *
   * @param millis from handing in to being told that it settled
   * @param unavoidable milliseconds of waiting for blocks within that
   */
  record Latencies(List<Double> millis, List<Double> unavoidable) {
    /** All that the calls took beside all that they could not do without. */
    double ratio() {
      return sum(millis) / sum(unavoidable);
    }

    private static double sum(List<Double> all) {
      return all.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  static Latencies measure(BenchWorld world, int calls) throws Exception {
    BusinessChain source = world.chains().get(0);
    BusinessChain target = world.chains().get(1);
    List<Double> millis = new ArrayList<>();
    List<Double> unavoidable = new ArrayList<>();
    try (BlockMoments governance = BlockMoments.of(world.consortium().client());
        BlockMoments first = BlockMoments.of(source.client());
        BlockMoments second = BlockMoments.of(target.client())) {
      List<BlockMoments> inARow = List.of(governance, first, second, governance, governance);
      for (int i = 0; i < calls; i++) {
        moveBlocks(source);
        moveBlocks(target);
        pause();
        long began = System.nanoTime();
        GovernedCalls.settleOne(world);
        double took = (System.nanoTime() - began) / NANOS;
        double waits = (earliestEnd(began, inARow).orElseThrow() - began) / NANOS;
        millis.add(took);
        unavoidable.add(waits);
      }
    }
    return new Latencies(millis, unavoidable);
  }

  /** Has the chain's blocks come at other moments of a second from now on. */
  private static void moveBlocks(BusinessChain chain) {
    pause();
    chain.client().rpc("evm_setIntervalMining", BenchWorld.BLOCK_TIME.toSeconds());
  }

  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(BenchWorld.BLOCK_TIME.toNanos()));
  }

  /** When the last of these blocks was there, each the first of its chain after the one before. */
  static OptionalLong earliestEnd(long began, List<BlockMoments> inARow) {
    long moment = began;
    for (BlockMoments chain : inARow) {
      OptionalLong next = chain.after(moment);
      if (next.isEmpty()) {
        return next;
      }
      moment = next.getAsLong();
    }
    return OptionalLong.of(moment);
  }
}
