package io.govchain.evm.send;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The account that a sender owns, on its chain: signs, and checks that saved transactions are its
 * own.
 */
final class Account {
  static final String FILLER = "filler:";
  private static final long FILLER_GAS = 21_000;

  private final EvmClient client;
  private final SigningKey key;
  private final Fees fees;

  Account(EvmClient client, SigningKey key, Fees fees) {
    this.client = client;
    this.key = key;
    this.fees = fees;
  }

  String address() {
    return key.address();
  }

  /** The price to offer now. */
  UnsignedTransaction.GasPrice price() {
    return switch (fees) {
      case Fees.Zero zero -> zero.price(Optional.empty());
      case Fees.FromBaseFee fromBaseFee -> {
        BlockHeader newest = client.latestHeader();
        yield fromBaseFee.price(newest.baseFeePerGas());
      }
    };
  }

  PreparedTransaction prepare(
      String reference, long nonce, Call call, UnsignedTransaction.GasPrice price) {
    RawTransaction signed =
        key.signTransaction(
            new UnsignedTransaction(
                client.chainId(),
                nonce,
                call.to(),
                BigInteger.ZERO,
                call.data(),
                call.gasLimit(),
                price));
    return new PreparedTransaction(reference, nonce, signed.hash(), signed.raw());
  }

  /** An empty transfer of the account to itself. */
  PreparedTransaction filler(long nonce) {
    Call nothing = new Call(address(), "0x", FILLER_GAS);
    return prepare(FILLER + nonce, nonce, nothing, price());
  }

  static boolean isFiller(PreparedTransaction prepared) {
    return prepared.reference().startsWith(FILLER);
  }

  /**
   * A store that belongs to another account or chain must not be broadcast from, nor counted by.
   */
  void requireOwn(PreparedTransaction prepared) {
    RawTransaction raw = RawTransaction.parse(prepared.raw());
    long chainId = client.chainId();
    if (!raw.from().equals(address()) || raw.chainId().orElse(chainId) != chainId) {
      throw new EvmException.SenderUnavailable(
          "the store of account %s on chain %d holds %s, signed by %s for chain %s"
              .formatted(address(), chainId, prepared.reference(), raw.from(), raw.chainId()),
          null);
    }
  }

  /** Whether the saved transaction does what the call asks for. */
  static boolean isSame(PreparedTransaction prepared, Call call) {
    RawTransaction raw = RawTransaction.parse(prepared.raw());
    return raw.to().equals(call.to()) && raw.data().equals(call.data());
  }
}
