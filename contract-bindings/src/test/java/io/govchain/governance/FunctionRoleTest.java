package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionRoleTest {

  @ParameterizedTest
  @CsvSource({
    "0,WORK_ORDERS",
    "1,GOVERNOR",
    "4,AUDITOR",
    "6,ACCOUNT",
    "7,7",
    "18446744073709551614,18446744073709551614",
    "18446744073709551615,ANYBODY"
  })
  void shouldTellARole_byItsNumber(BigInteger id, String told) {
    assertThat(FunctionRole.told(id)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "GOVERNOR,WORK_ORDERS",
    "OPERATOR,GOVERNOR",
    "MEMBER,GOVERNOR",
    "ACCOUNT,MEMBER",
    "ANYBODY,ACCOUNT",
    "9,GOVERNOR",
    "9,8",
    "GOVERNOR,9"
  })
  void shouldBeWider_whenSomebodyMayCallWhoCouldNotBefore(String now, String before) {
    assertThat(FunctionRole.wider(now, before)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "WORK_ORDERS,GOVERNOR",
    "WORK_ORDERS,9",
    "GOVERNOR,MEMBER",
    "AUDITOR,ACCOUNT",
    "ACCOUNT,ANYBODY",
    "9,ANYBODY",
    "9,9",
    "WORK_ORDERS,WORK_ORDERS"
  })
  void shouldNotBeWider_whenNobodyElseMayCall(String now, String before) {
    assertThat(FunctionRole.wider(now, before)).isFalse();
  }

  @Test
  void shouldHaveTheNumbersOfAccountRoles() {
    assertThat(FunctionRole.GOVERNOR.ordinal()).isEqualTo(Account.Role.GOVERNOR.ordinal());
    assertThat(FunctionRole.AUDITOR.ordinal()).isEqualTo(Account.Role.AUDITOR.ordinal());
  }
}
