package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.governance.GovernanceActions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An entry's last change is its own, whatever else is told of it. */
class LastChangeTest extends FollowingAChain {
  @Test
  void shouldNotBeAnActNearIt_whenAnInstitutionIsHeldToBeAffiliatedOrAGovernorVotes() {
    chain.decide("Affiliates", GovernanceActions.setAffiliated("registry", "notary", true));
    assertThat(last("AffiliationChanged")).isPositive();
    for (String code : new String[] {"registry", "notary"}) {
      assertThat(told(Kind.INSTITUTIONS, code)).as("history of " + code).isPositive();
      assertThat(changed(Kind.INSTITUTIONS, code)).isEqualTo(since(Kind.INSTITUTIONS, code));
    }

    chain.decide("Freeze", GovernanceActions.freezePipeline(GovernedChain.PIPELINE));
    List<String> voters =
        GovernedChain.FOUNDERS.stream()
            .map(code -> GovernedChain.key(code + "/governor").address())
            .filter(governor -> told(Kind.ACCOUNTS, governor) > 0)
            .toList();
    assertThat(voters).as("governors that voted").isNotEmpty();
    for (String governor : voters) {
      assertThat(changed(Kind.ACCOUNTS, governor)).isEqualTo(since(Kind.ACCOUNTS, governor));
    }
    assertThat(changed(Kind.PIPELINES, GovernedChain.PIPELINE))
        .isEqualTo(last("PipelineStatusChanged"))
        .isGreaterThan(since(Kind.PIPELINES, GovernedChain.PIPELINE));
  }

  @Test
  void shouldBeTheTimeOfItsChange_whenItsStatusOrItsPairChanged() {
    chain.decide("Suspend", GovernanceActions.suspendInstitution("notary"));
    assertThat(changed(Kind.INSTITUTIONS, "notary"))
        .isEqualTo(last("InstitutionStatusChanged"))
        .isGreaterThan(since(Kind.INSTITUTIONS, "notary"));

    for (String proxy : new String[] {"notary/subchain-proxy", "notary/crosschain-proxy"}) {
      assertThat(changed(Kind.SERVICES, proxy))
          .as(proxy)
          .isEqualTo(last("ServicesPaired"))
          .isGreaterThan(since(Kind.SERVICES, proxy));
    }
  }

  private long changed(Kind kind, String id) {
    return record(kind, id).get("changed").longValue();
  }

  private long since(Kind kind, String id) {
    return record(kind, id).get("since").longValue();
  }

  private ObjectNode record(Kind kind, String id) {
    return indexed.caughtUp().registers().find(kind, id).orElseThrow();
  }

  /** Of how many events this is a subject, whichever they are. */
  private int told(Kind kind, String id) {
    String whole = record(kind, id).get("id").textValue();
    return indexed
        .store()
        .database()
        .read(
            handle ->
                handle
                    .select(
                        "SELECT count(*) FROM subjects WHERE kind = ? AND id = ? AND owner = 0",
                        kind.word(),
                        whole)
                    .mapTo(Integer.class)
                    .one());
  }

  private long last(String type) {
    EventLog.Filter filter =
        new EventLog.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(type),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
    return indexed.caughtUp().events().page(filter, PageRequest.first(1)).items().getFirst().time();
  }
}
