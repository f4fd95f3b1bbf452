package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.governance.WorkOrder.Policy;
import org.junit.jupiter.api.Test;

/** How many votes carry an order: the least that the contract's rule takes. */
class WorkOrderTest {

  @Test
  void shouldNeedTheLeastVotesThatTheContractTakes_whateverTheSeats() {
    for (int seats = 1; seats <= 64; seats++) {
      int majority = Policy.MAJORITY.votesNeeded(seats);
      assertThat(2 * majority > seats && 2 * (majority - 1) <= seats)
          .as("%d seats", seats)
          .isTrue();
      int twoThirds = Policy.TWO_THIRDS.votesNeeded(seats);
      assertThat(3 * twoThirds >= 2 * seats && 3 * (twoThirds - 1) < 2 * seats)
          .as("%d seats", seats)
          .isTrue();
      assertThat(Policy.UNANIMOUS.votesNeeded(seats)).isEqualTo(seats);
    }
  }
}
