package io.govchain.adapter.evm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The highest block of which an outcome was shown. Of several nodes behind one address one may lag:
 * a read before that block is disputed, and not to find there what an earlier step stored, or to
 * refuse what follows it, would be a lie that costs its teller credit.
 */
final class NewestShown {
  private final AtomicLong block = new AtomicLong();

  /** An outcome of this block was shown, here or in a former life. */
  void note(long shown) {
    block.accumulateAndGet(shown, Math::max);
  }

  /** Blocks above this number are void. */
  void forgetAbove(long number) {
    block.accumulateAndGet(number, Math::min);
  }

  /** The block to look at: this one, or the highest shown where the node has told of less. */
  long orLater(long told) {
    return Math.max(told, block.get());
  }
}
