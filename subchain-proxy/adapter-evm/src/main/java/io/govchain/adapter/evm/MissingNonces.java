package io.govchain.adapter.evm;

import io.govchain.adapter.NonceRange;
import io.govchain.evm.send.CompleteBlock;
import java.util.List;

/**
 * What is looked for.
 *
 * @param ranges in order
 */
record MissingNonces(List<NonceRange> ranges) {

  MissingNonces {
    ranges = List.copyOf(ranges);
  }

  /** How many. */
  long size() {
    return ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
  }

  /** The first that is above all of them. */
  long end() {
    return ranges.getLast().to();
  }

  /** Whether any is at least one number and below another. */
  boolean hasAny(long from, long to) {
    return ranges.stream().anyMatch(range -> range.from() < to && from < range.to());
  }

  /** Whether each of the range is looked for. */
  boolean hasAll(NonceRange part) {
    return ranges.stream()
        .anyMatch(range -> range.from() <= part.from() && part.to() <= range.to());
  }

  boolean contains(long nonce) {
    return hasAny(nonce, nonce + 1);
  }

  /** The account's transactions in the block that used one of them. */
  List<FoundTransaction> usedIn(CompleteBlock block, String account) {
    return block.block().transactions().stream()
        .filter(transaction -> contains(transaction.nonce()))
        .filter(transaction -> transaction.from().equals(account))
        .map(transaction -> new FoundTransaction(block.block().number(), transaction))
        .toList();
  }
}
