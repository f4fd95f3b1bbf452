package io.govchain.evm;

import io.govchain.evm.encoding.Hex;
import java.util.ArrayList;
import java.util.List;

/**
 * Which logs to return. The range is closed on both sides.
 *
 * @param addresses emitting contracts; empty for any
 * @param topics by position the allowed values; an empty list allows any
 */
public record LogFilter(
    long fromBlock, long toBlock, List<String> addresses, List<List<String>> topics) {
  public LogFilter {
    if (fromBlock < 0 || toBlock < fromBlock) {
      throw new IllegalArgumentException(
          "log filter: blocks " + fromBlock + " to " + toBlock + " are not a range");
    }
    addresses = addresses.stream().map(Hex::address).toList();
    topics = topics.stream().map(List::copyOf).toList();
  }

  /** Every log in the range. */
  public static LogFilter blocks(long fromBlock, long toBlock) {
    return new LogFilter(fromBlock, toBlock, List.of(), List.of());
  }

  /** Only logs of these contracts. */
  public LogFilter from(String... contracts) {
    return new LogFilter(fromBlock, toBlock, List.of(contracts), topics);
  }

  /** Only logs whose next topic has one of these values; none means any value. */
  public LogFilter topic(String... values) {
    List<List<String>> extended = new ArrayList<>(topics);
    extended.add(List.of(values));
    return new LogFilter(fromBlock, toBlock, addresses, extended);
  }
}
