package io.govchain.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.store.Alerts.Alert;
import io.govchain.console.store.Alerts.Severity;
import io.govchain.console.store.EventLog;
import io.govchain.console.store.HistoryEvent;
import io.govchain.console.store.Kind;
import io.govchain.console.store.PageRequest;
import io.govchain.console.store.Subject;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.Account;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.Paths;
import io.govchain.governance.ProposedCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call what is told, by what really happens on a chain. */
class PermissionAlertsTest extends FollowingAChain {
  private static final String FREEZE = selector("freeze(bytes32)");
  private static final String SUSPEND = selector("suspend(bytes32)");

  private Watched watched;

  @BeforeEach
  void start() {
    watched = new Watched(indexed, new Thresholds(3_600, 3_600, 10, 10, 20, 20));
  }

  @Test
  void shouldStandInLogAndReport_whenAnOrderLetsOthersCall() {
    chain.decide("Tidy up", calledBy(FREEZE, Account.Role.OPERATOR));
    indexed.caughtUp();

    HistoryEvent changed = rules().getFirst();
    assertThat(changed.type()).isEqualTo("FunctionRoleChanged");
    assertThat(changed.data().get("target").textValue()).isEqualTo(GovernanceAddresses.PIPELINES);
    assertThat(changed.data().get("selector").textValue()).isEqualTo(FREEZE);
    assertThat(changed.data().get("role").textValue()).isEqualTo("OPERATOR");
    assertThat(changed.subjects())
        .contains(new Subject(Kind.GOVERNANCE_CONTRACTS, Paths.id("Pipelines")));
    assertThat(indexed.store().reports().report(0, changed.time()).rules())
        .extracting(HistoryEvent::number)
        .contains(changed.number());
  }

  @Test
  void shouldTellOfIt_untilNobodyElseMayCallAnyMore() {
    chain.decide("Open it", calledBy(FREEZE, Account.Role.OPERATOR));
    watched.examine();
    Alert widened = watched.only("permission-widened");
    assertThat(widened.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(widened.values().get("before").textValue()).isEqualTo("WORK_ORDERS");
    assertThat(widened.values().get("role").textValue()).isEqualTo("OPERATOR");

    chain.decide("Close it", calledBy(FREEZE, Account.Role.NONE));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("permission-widened");
  }

  @Test
  void shouldKnowWhoCouldFromTheFoundingOn_whenItWasNeverChanged() {
    chain.decide("Operators", calledBy(SUSPEND, Account.Role.OPERATOR));
    watched.examine();
    assertThat(watched.rules()).as("operators could before").doesNotContain("permission-widened");

    chain.decide("Auditors", calledBy(SUSPEND, Account.Role.AUDITOR));
    watched.examine();
    assertThat(watched.only("permission-widened").values().get("before").textValue())
        .isEqualTo("OPERATOR");

    chain.pass(Duration.ofDays(8));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("permission-widened");
  }

  private List<HistoryEvent> rules() {
    return indexed
        .store()
        .events()
        .page(
            new EventLog.Filter(
                Optional.of(Kind.RULES),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()),
            PageRequest.first(10))
        .items();
  }

  private static ProposedCall calledBy(String selector, Account.Role role) {
    return GovernanceActions.setFunctionRole(
        GovernanceAddresses.PIPELINES, List.of(selector), role);
  }

  private static String selector(String signature) {
    return Keccak.ofText(signature).substring(0, 10);
  }
}
