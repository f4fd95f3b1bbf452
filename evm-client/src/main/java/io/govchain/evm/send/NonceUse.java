package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import io.govchain.evm.Receipt;
import java.util.List;
import java.util.Optional;

/**
 * Which transaction of an account used a nonce. That a node does not know our transaction proves
 * nothing: it may be behind, or one of several. That a certain block holds another transaction at
 * our nonce does.
 *
 * @param block where the account's count passed the nonce
 * @param receipt of the transaction; empty if the count passed without one (an EIP-7702
 *     authorisation)
 */
record NonceUse(long block, Optional<Receipt> receipt) {

  /**
   * Looks back from the newest block for as long as the node still has the state; fails where it
   * does not. Empty if the newest block has not passed the nonce.
   */
  static Optional<NonceUse> find(EvmClient client, String address, long nonce) {
    long used = client.latestHeader().number();
    if (client.transactionCountAt(address, used) <= nonce) {
      return Optional.empty();
    }
    long step = 1;
    long unused = used - step;
    while (unused >= 0 && client.transactionCountAt(address, unused) > nonce) {
      used = unused;
      step *= 2;
      unused = used - step;
    }
    unused = Math.max(unused, -1);
    while (used - unused > 1) {
      long middle = unused + (used - unused) / 2;
      if (client.transactionCountAt(address, middle) > nonce) {
        used = middle;
      } else {
        unused = middle;
      }
    }
    return Optional.of(new NonceUse(used, receiptAt(client, address, nonce, used)));
  }

  /** An account's transactions stand in a block in the order of their nonces. */
  private static Optional<Receipt> receiptAt(
      EvmClient client, String address, long nonce, long block) {
    long before = block == 0 ? 0 : client.transactionCountAt(address, block - 1);
    List<Receipt> own =
        client.blockReceipts(block).orElse(List.of()).stream()
            .filter(receipt -> receipt.from().equals(address))
            .toList();
    long position = nonce - before;
    return position < own.size() ? Optional.of(own.get((int) position)) : Optional.empty();
  }

  /** For messages. */
  String text() {
    return receipt
        .map(other -> other.transactionHash() + " in block " + block)
        .orElse("an authorisation in block " + block);
  }
}
