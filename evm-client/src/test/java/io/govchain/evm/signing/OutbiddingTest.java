package io.govchain.evm.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What takes another's place in a node's pool has to pay a tenth more, in both parts of a price.
 */
class OutbiddingTest {
  private static final SigningKey KEY = SigningKey.random();

  @Test
  void shouldReadThePriceFromTheSignedBytes_whateverItsType() {
    GasPrice legacy = new GasPrice.Legacy(BigInteger.valueOf(77));
    GasPrice dynamic = fee(900, 30);

    assertThat(signed(legacy).gasPrice()).isEqualTo(legacy);
    assertThat(signed(dynamic).gasPrice()).isEqualTo(dynamic);
    assertThat(RawTransaction.parse(signed(dynamic).raw()).gasPrice()).isEqualTo(dynamic);
  }

  @Test
  void shouldPayATenthMore_whenThePriceOfNowIsLower() {
    assertThat(fee(100, 1).outbidding(fee(1_000, 10))).isEqualTo(fee(1_125, 135));
    assertThat(new GasPrice.Legacy(BigInteger.ONE).outbidding(fee(1_000, 10)))
        .isEqualTo(new GasPrice.Legacy(BigInteger.valueOf(1_125)));
    assertThat(fee(1, 1).outbidding(new GasPrice.Legacy(BigInteger.valueOf(8))))
        .isEqualTo(fee(9, 9));
  }

  @Test
  void shouldPayThePriceOfNow_whenThatIsHigherOrNothingIsPaidAtAll() {
    assertThat(fee(5_000, 150).outbidding(fee(1_000, 10))).isEqualTo(fee(5_000, 150));
    assertThat(GasPrice.zero().outbidding(GasPrice.zero())).isEqualTo(GasPrice.zero());
  }

  /** What Besu compares, whose tips of old prices are next to nothing of what is paid. */
  @ParameterizedTest
  @CsvSource({"1100,100", "1100,1", "1000,1000", "11,1", "7,0", "500,5"})
  void shouldPayATenthMore_whateverTheBaseFeeIsByThen(long most, long tip) {
    GasPrice former = fee(most, tip);
    GasPrice raised = fee(1, 1).outbidding(former);

    assertThat(raised.tip()).isLessThanOrEqualTo(raised.most());
    assertThat(raised.tip().longValueExact() * 10).isGreaterThanOrEqualTo(tip * 11);
    for (long baseFee = 0; baseFee <= 2 * most; baseFee++) {
      assertThat(paid(raised, baseFee) * 10)
          .as("at a base fee of %d", baseFee)
          .isGreaterThanOrEqualTo(paid(former, baseFee) * 11);
    }
  }

  private static long paid(GasPrice price, long baseFee) {
    return Math.min(price.most().longValueExact(), baseFee + price.tip().longValueExact());
  }

  private static GasPrice fee(long most, long tip) {
    return new GasPrice.DynamicFee(BigInteger.valueOf(most), BigInteger.valueOf(tip));
  }

  private static RawTransaction signed(GasPrice price) {
    return KEY.signTransaction(
        new UnsignedTransaction(
            7, 3, Optional.of("0x" + "aa".repeat(20)), BigInteger.ZERO, "0x01", 30_000, price));
  }
}
