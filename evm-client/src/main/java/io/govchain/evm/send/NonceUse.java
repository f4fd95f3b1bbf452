package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.RawTransaction;
import java.util.List;
import java.util.Optional;

/**
 * Which transaction of an account used a nonce. That a node does not know our transaction proves
 * nothing: it may be behind, or one of several. That a certain block holds another transaction at
 * our nonce does.
 *
 * @param block where the account's count passed the nonce
 * @param transaction empty if the count passed without one
 */
public record NonceUse(long block, Optional<RawTransaction> transaction) {

  /**
   * Looks back from the newest block for as long as the node still has the state; fails where it
   * does not, and where that block does not tell what used the nonce. Empty if the newest block has
   * not passed the nonce.
   *
   * @throws EvmException when the node cannot tell
   */
  public static Optional<NonceUse> find(EvmClient client, String address, long nonce) {
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
    return Optional.of(new NonceUse(used, userIn(client, address, nonce, used)));
  }

  /**
   * Never concluded from what is not there: a missing receipt or body is a node's that is behind,
   * and a block without the nonce that does not explain why belongs to another fork than the
   * counts, or the node has forgotten the state before it and answers 0 for that (Besu does).
   */
  private static Optional<RawTransaction> userIn(
      EvmClient client, String address, long nonce, long number) {
    CompleteBlock block = CompleteBlock.read(client, number);
    Optional<RawTransaction> user = block.transaction(address, nonce);
    if (user.isEmpty()
        && !block.authorisedBy(client, address).contains(nonce)
        && !block.mayUseNoncesByCode(client, address)) {
      throw new EvmException.ResponseRefused(
          "block %d (%s): expected nonce %d of %s among its %d transactions, since the count passed it there; found none"
              .formatted(
                  number,
                  block.block().hash(),
                  nonce,
                  address,
                  block.block().transactions().size()),
          null);
    }
    return user;
  }

  /**
   * The receipt of the transaction.
   *
   * @throws EvmException.ResponseRefused while the node lacks it
   */
  public Receipt receipt(EvmClient client) {
    String hash = transaction.orElseThrow().hash();
    return client.blockReceipts(block).orElse(List.of()).stream()
        .filter(receipt -> receipt.transactionHash().equals(hash))
        .findFirst()
        .orElseThrow(
            () ->
                new EvmException.ResponseRefused(
                    "block %d holds %s, but the node does not show its receipt"
                        .formatted(block, hash),
                    null));
  }

  /** For messages. */
  String text() {
    return transaction
        .map(other -> "another transaction, %s in block %d".formatted(other.hash(), block))
        .orElse("block %d without a transaction of the account".formatted(block));
  }
}
