package io.govchain.evm;

import java.util.List;
import java.util.stream.Stream;

/** A block's header with the receipts of all its transactions in order. */
public record FollowedBlock(BlockHeader header, List<Receipt> receipts) {
  public FollowedBlock {
    receipts = List.copyOf(receipts);
  }

  /** The block's number. */
  public long number() {
    return header.number();
  }

  /** All logs of the block in order. */
  public Stream<Log> logs() {
    return receipts.stream().flatMap(receipt -> receipt.logs().stream());
  }
}
