package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GasLimitsTest {
  private static final long BLOCK = 30_000_000;
  private static final int MOST_CALLS = 32;

  @Test
  void shouldFitIntoABlock_whenAnOrderActivatesAsManyAccountsAsItMay() {
    List<ProposedCall> calls =
        IntStream.range(1, 1 + MOST_CALLS)
            .mapToObj(number -> GovernanceActions.activateAccount("0x%040x".formatted(number)))
            .toList();

    assertThat(GasLimits.execute(new Proposal(calls, "all at once"))).isLessThan(BLOCK);
  }

  @Test
  void shouldLeaveRoomForTheShield_whenAnOrderChangesTheValidators() {
    ProposedCall admission = GovernanceActions.admitNode("0x" + "5a".repeat(32));

    assertThat(GasLimits.execute(new Proposal(List.of(admission), "a node")))
        .isGreaterThan(6_000_000);
  }
}
