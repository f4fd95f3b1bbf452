package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.store.ChainView.ValidatorLine;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Node;
import io.govchain.governance.NodeConsent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A validator is judged by the blocks that it could seal. */
class ValidatorsTest extends FollowingAChain {
  private static final int WINDOW = 100;

  @Test
  void shouldCountTheBlocksSinceItsAdmission_whenOneIsAdmittedLately() {
    chain.mine(40);
    String admitted = admit();
    long change = chain.client().latestHeader().number();

    assertThat(line(admitted).window()).as("the block that admits it is sealed before").isZero();
    chain.mine(7);
    assertThat(line(admitted).window()).isEqualTo(7);
    assertThat(lines())
        .filteredOn(line -> !line.address().equals(admitted))
        .hasSize(GovernedChain.FOUNDERS.size())
        .allSatisfy(line -> assertThat(line.window()).isEqualTo(Math.min(WINDOW, change + 7)));
  }

  @Test
  void shouldNameThoseWhoValidateNow_whenOneIsRemoved() {
    chain.mine(3);
    Node removed = chain.chain().nodes().getFirst();
    chain.decide("remove a node", GovernanceActions.removeNode(removed.id()));
    chain.mine(3);

    assertThat(lines())
        .extracting(ValidatorLine::address)
        .hasSize(GovernedChain.FOUNDERS.size() - 1)
        .doesNotContain(removed.validator());
  }

  /** Admits a governance node of the notary; its address as a validator. */
  private String admit() {
    SigningKey key = GovernedChain.key("notary/second-node");
    chain.act(
        "notary/operator",
        GovernanceCalls.requestNode(
            Node.Kind.GOVERNANCE,
            NodeConsent.sign(key, GovernedChain.CHAIN_ID, "notary"),
            "192.0.2.7:30303"));
    Node requested = chain.chain().nodes().getLast();
    chain.decide("admit a node", GovernanceActions.admitNode(requested.id()));
    return requested.validator();
  }

  private ValidatorLine line(String address) {
    return lines().stream().filter(line -> line.address().equals(address)).findFirst().get();
  }

  private List<ValidatorLine> lines() {
    return indexed.caughtUp().chain().validators(WINDOW);
  }
}
