package io.govchain.evm.send;

import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a sender offers per unit of gas. A transaction is signed once and never repriced, so the
 * offer has to hold for as long as it may wait.
 */
public sealed interface Fees {
  /** Nothing: chains with a zero base fee, such as the governance chain. */
  record Zero(boolean legacy) implements Fees {}

  /**
   * The base fee of the newest block times a margin, and a tip.
   *
   * @param margin how far the base fee may rise while the transaction waits; it grows by at most
   *     1/8 a block
   */
  record FromBaseFee(int margin, BigInteger tip) implements Fees {
    public FromBaseFee {
      if (margin < 1 || tip.signum() < 0) {
        throw new IllegalArgumentException(
            "fees: expected margin >= 1 and tip >= 0, got " + margin + " and " + tip);
      }
    }
  }

  /** Free EIP-1559 transactions. */
  static Fees zero() {
    return new Zero(false);
  }

  /** Free legacy transactions, for chains without EIP-1559. */
  static Fees zeroLegacy() {
    return new Zero(true);
  }

  /** Ten times the base fee and a tip of 1 gwei. */
  static Fees fromBaseFee() {
    return new FromBaseFee(10, BigInteger.valueOf(1_000_000_000L));
  }

  /** The price to sign, given the newest block's base fee. */
  default GasPrice price(Optional<BigInteger> baseFee) {
    return switch (this) {
      case Zero zero -> zero.legacy() ? new GasPrice.Legacy(BigInteger.ZERO) : GasPrice.zero();
      case FromBaseFee fees -> {
        BigInteger base = baseFee.orElse(BigInteger.ZERO);
        BigInteger max = base.multiply(BigInteger.valueOf(fees.margin())).add(fees.tip());
        yield baseFee.isPresent()
            ? new GasPrice.DynamicFee(max, fees.tip())
            : new GasPrice.Legacy(max);
      }
    };
  }
}
