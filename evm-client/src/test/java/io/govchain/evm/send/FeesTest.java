package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is offered, and what takes its place once the base fee has overtaken it. */
class FeesTest {
  private static final Fees FEES = fees(500);

  @Test
  void shouldOfferNoMoreThanTheCeiling_whateverTheBaseFee() {
    assertThat(FEES.price(Optional.of(wei(20)))).isEqualTo(fee(205, 5));
    assertThat(FEES.price(Optional.of(wei(100)))).isEqualTo(fee(500, 5));
    assertThat(FEES.price(Optional.empty())).isEqualTo(new GasPrice.Legacy(wei(5)));
  }

  @Test
  void shouldRaise_onceTheBaseFeeIsAboveTheOffer() {
    assertThat(FEES.raised(fee(25, 5), wei(25))).isEmpty();
    assertThat(FEES.raised(fee(25, 5), wei(26))).contains(fee(265, 9));
    assertThat(FEES.raised(new GasPrice.Legacy(wei(16)), wei(26))).contains(fee(265, 18));
  }

  @Test
  void shouldRaiseByAnEighthAtLeast_whereTheCeilingIsNear() {
    assertThat(FEES.raised(fee(440, 5), wei(450))).contains(fee(500, 60));
    assertThat(fees(490).raised(fee(440, 5), wei(450)))
        .as("no node lets 490 take the place of 440")
        .isEmpty();
  }

  @Test
  void shouldNotRaise_whereNoBlockCouldTakeIt() {
    assertThat(FEES.raised(fee(25, 5), wei(501))).isEmpty();
  }

  @Test
  void shouldNeverRaise_withoutACeiling() {
    assertThat(Fees.fromBaseFee().raised(fee(25, 5), wei(26))).isEmpty();
    assertThat(Fees.zero().raised(GasPrice.zero(), wei(26))).isEmpty();
    assertThat(Fees.fromBaseFee().mayRaise()).isFalse();
    assertThat(Fees.zero().mayRaise()).isFalse();
    assertThat(FEES.mayRaise()).isTrue();
  }

  @Test
  void shouldRefuseACeilingBelowTheTip() {
    assertThatThrownBy(() -> fees(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tip (5) or more, got 4");
  }

  private static Fees fees(long ceiling) {
    return new Fees.FromBaseFee(10, wei(5), Optional.of(wei(ceiling)));
  }

  private static GasPrice fee(long most, long tip) {
    return new GasPrice.DynamicFee(wei(most), wei(tip));
  }

  private static BigInteger wei(long amount) {
    return BigInteger.valueOf(amount);
  }
}
