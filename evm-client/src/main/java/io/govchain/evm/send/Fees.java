package io.govchain.evm.send;

import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a sender offers per unit of gas. The offer has to hold for as long as a transaction may
 * wait; only where there is a ceiling it is raised, up to that, once the base fee has overtaken it.
 */
public sealed interface Fees {
  /** Nothing: chains with a zero base fee, such as the governance chain. */
  record Zero(boolean legacy) implements Fees {}

  /**
   * The base fee of the newest block times a margin, and a tip.
   *
   * @param margin how far the base fee may rise while the transaction waits; it grows by at most
   *     1/8 a block
   * @param ceiling the most that is ever offered; empty where what is signed is never raised
   */
  record FromBaseFee(int margin, BigInteger tip, Optional<BigInteger> ceiling) implements Fees {
    private static final int USUAL_MARGIN = 10;
    private static final BigInteger USUAL_TIP = BigInteger.valueOf(1_000_000_000L);

    public FromBaseFee {
      if (margin < 1 || tip.signum() < 0) {
        throw new IllegalArgumentException(
            "fees: expected margin >= 1 and tip >= 0, got " + margin + " and " + tip);
      }
      if (ceiling.filter(most -> most.compareTo(tip) < 0).isPresent()) {
        throw new IllegalArgumentException(
            "fees: expected a ceiling of the tip (" + tip + ") or more, got " + ceiling.get());
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
    return new FromBaseFee(FromBaseFee.USUAL_MARGIN, FromBaseFee.USUAL_TIP, Optional.empty());
  }

  /** The same, and raised where the base fee overtakes it, to this much at most. */
  static Fees fromBaseFee(BigInteger ceiling) {
    return new FromBaseFee(FromBaseFee.USUAL_MARGIN, FromBaseFee.USUAL_TIP, Optional.of(ceiling));
  }

  /** The price to sign, given the newest block's base fee. */
  default GasPrice price(Optional<BigInteger> baseFee) {
    return switch (this) {
      case Zero zero -> zero.legacy() ? new GasPrice.Legacy(BigInteger.ZERO) : GasPrice.zero();
      case FromBaseFee fees -> {
        BigInteger base = baseFee.orElse(BigInteger.ZERO);
        BigInteger wanted = base.multiply(BigInteger.valueOf(fees.margin())).add(fees.tip());
        BigInteger max = fees.ceiling().map(wanted::min).orElse(wanted);
        yield baseFee.isPresent()
            ? new GasPrice.DynamicFee(max, fees.tip())
            : new GasPrice.Legacy(max);
      }
    };
  }

  /** Whether what is signed may be signed again with a higher price. */
  default boolean mayRaise() {
    return this instanceof FromBaseFee fees && fees.ceiling().isPresent();
  }

  /** The ceiling, where it keeps an offer from rising that the base fee has overtaken. */
  default Optional<BigInteger> limit(GasPrice offered, BigInteger baseFee) {
    return this instanceof FromBaseFee fees
            && offered.most().compareTo(baseFee) < 0
            && raised(offered, baseFee).isEmpty()
        ? fees.ceiling()
        : Optional.empty();
  }

  /**
   * The price to offer in the place of one that the base fee has overtaken: by so much more that
   * nodes let the one replace the other.
   *
   * @return empty while the offer is good enough, and where no block could take what the ceiling
   *     allows, or no node would let it replace the other
   */
  default Optional<GasPrice> raised(GasPrice offered, BigInteger baseFee) {
    if (!(this instanceof FromBaseFee fees)
        || fees.ceiling().isEmpty()
        || offered.most().compareTo(baseFee) >= 0) {
      return Optional.empty();
    }
    GasPrice raised = price(Optional.of(baseFee)).outbidding(offered);
    boolean affordable = raised.most().compareTo(fees.ceiling().get()) <= 0;
    boolean useful = raised.most().compareTo(baseFee) >= 0;
    return affordable && useful ? Optional.of(raised) : Optional.empty();
  }
}
