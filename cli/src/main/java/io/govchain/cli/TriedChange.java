package io.govchain.cli;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmException;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.ProposedCall;
import java.util.Optional;

/**
 * A work order's change, tried as it would be carried out, without anything being sent. Only the
 * first of an order can be tried alone: the others may build on it.
 */
final class TriedChange {
  /** Needs the time when the vote began, which only an order that is carried out has. */
  private static final String NEEDS_A_VOTE = "ChangedSinceVote";

  private TriedChange() {}

  /** Refuses a change that its contract would refuse now. */
  static void require(GovernanceChain chain, ProposedCall change) {
    try {
      chain
          .client()
          .call(
              Optional.of(GovernanceAddresses.WORK_ORDERS),
              change.to(),
              change.data(),
              Optional.empty());
    } catch (EvmException.CallReverted refused) {
      if (!refused.reason().name().equals(NEEDS_A_VOTE)) {
        throw CommandFailure.refused(
            "change-refused",
            "could not be carried out now: %s. With --anyway the order is opened nevertheless"
                .formatted(Refusals.words(refused)));
      }
    }
  }
}
