package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores on a real chain, moved by real transactions. */
final class CreditOnChainTest {

  private static final SigningKey SOURCE = TestConsortium.key("registry", Account.Role.CROSS_CHAIN);
  private static final SigningKey TARGET = TestConsortium.key("notary", Account.Role.CROSS_CHAIN);
  private static final String REGISTRY = Paths.id("registry").substring(0, 34);
  private static final String NOTARY = Paths.id("notary").substring(0, 34);
  private static final CreditRules STRICT =
      new CreditRules(600, 590, 1000, 1, 20, 10, 20, 40, 10, 100, 86_400);

  private TestConsortium consortium;
  private GovernanceChain chain;

  @BeforeEach
  void start(@TempDir Path directory) {
    consortium = TestConsortium.start(directory);
    chain = consortium.chain();
    new RegistryFixture(consortium).register(chain.blockTime() + 1_000_000);
  }

  @AfterEach
  void stop() {
    consortium.close();
  }

  @Test
  void shouldRaiseBothScores_whenStepsSettle() {
    assertThat(chain.credits().score("court"))
        .isEqualTo(new CreditScore(Paths.id("court"), 600, false, 0));

    List<GovernanceEvent> events = settle("settles");

    assertThat(events)
        .contains(
            new GovernanceEvent.CreditScoreChanged(
                REGISTRY, NOTARY, 600, 602, 2, new CreditFaults(0, 0, 0, 0)));
    assertThat(chain.credits().score("registry").score()).isEqualTo(602);
    assertThat(chain.credits().scores())
        .extracting(CreditScore::institution, CreditScore::score)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Paths.id("registry"), 602),
            org.assertj.core.groups.Tuple.tuple(Paths.id("notary"), 602),
            org.assertj.core.groups.Tuple.tuple(Paths.id("court"), 600));
    assertThat(chain.credits().window("registry", "notary")).isEqualTo(new Credits.Window(2, 0));
  }

  @Test
  void shouldEarnNothing_whenTheTwoBelongTogether() {
    consortium.decide(GovernanceActions.setAffiliated("notary", "registry", true), "One owner");

    assertThat(settle("among friends"))
        .noneMatch(GovernanceEvent.CreditScoreChanged.class::isInstance);
    assertThat(chain.credits().affiliated("registry", "notary")).isTrue();
    assertThat(chain.credits().affiliated("registry", "court")).isFalse();
  }

  @Test
  void shouldOpenNothingUntilRestored_whenTheScoreFellBelowTheThreshold() {
    consortium.decide(GovernanceActions.setCreditRules(STRICT), "Be strict");
    assertThat(chain.credits().rules()).isEqualTo(STRICT);
    open("fails");
    open("runs on");

    List<GovernanceEvent> events =
        record(SOURCE, new Report(Keccak.ofText("fails"), 0, Entry.FAILED, TestConsortium.DIGEST));

    assertThat(events)
        .contains(
            new GovernanceEvent.CreditScoreChanged(
                REGISTRY, NOTARY, 600, 580, 0, new CreditFaults(1, 0, 0, 0)),
            new GovernanceEvent.InstitutionRestricted(REGISTRY, 580, 590));
    assertThat(chain.restricted("registry")).isTrue();
    assertThat(chain.credits().score("registry").restricted()).isTrue();
    assertThat(open("too late"))
        .contains(
            new GovernanceEvent.EntryRejected(
                Keccak.ofText("too late"),
                SOURCE.address(),
                Report.WHOLE_TRANSACTION,
                Entry.OPENED,
                Rejection.INSTITUTION_RESTRICTED));
    report("runs on");
    assertThat(chain.transaction(Keccak.ofText("runs on")).orElseThrow().status())
        .isEqualTo(TransactionRecord.Status.SETTLED);

    consortium.decide(GovernanceActions.restoreCredit("registry", 595), "It explained itself");

    assertThat(chain.restricted("registry")).isFalse();
    assertThat(chain.credits().score("registry").score()).isEqualTo(595);
    assertThat(open("again"))
        .hasOnlyElementsOfType(GovernanceEvent.TransactionOpened.class)
        .hasSize(1);
  }

  @Test
  void shouldStayWithinTheGasLimit_whenAReportTellsCreditOfEveryone() {
    consortium.decide(GovernanceActions.setCreditRules(STRICT), "Be strict");
    List<StepDescriptor> plan =
        Collections.nCopies(Steps.MAX, new StepDescriptor(1, true, Side.TARGET));
    String id = Keccak.ofText("eight");
    consortium.send(
        SOURCE,
        GovernanceCalls.record(List.of(new Opening(id, chain.blockTime() + 600, plan)), List.of()));
    List<Report> failed = List.of(new Report(id, 0, Entry.FAILED, TestConsortium.DIGEST));

    var receipt = consortium.send(TARGET, GovernanceCalls.record(List.of(), failed));

    assertThat(chain.restricted("notary")).isTrue();
    assertThat(receipt.gasUsed()).isLessThan(GasLimits.record(List.of(), failed) * 8 / 10);
  }

  private List<GovernanceEvent> settle(String name) {
    open(name);
    return report(name);
  }

  private List<GovernanceEvent> open(String name) {
    List<StepDescriptor> plan =
        List.of(new StepDescriptor(1, true, Side.SOURCE), new StepDescriptor(1, true, Side.TARGET));
    Opening opening = new Opening(Keccak.ofText(name), chain.blockTime() + 600, plan);
    return consortium.events(
        consortium.send(SOURCE, GovernanceCalls.record(List.of(opening), List.of())));
  }

  private List<GovernanceEvent> report(String name) {
    String id = Keccak.ofText(name);
    String digest = TestConsortium.DIGEST;
    List<GovernanceEvent> events = new ArrayList<>();
    events.addAll(record(SOURCE, new Report(id, 0, Entry.SUCCEEDED, digest)));
    events.addAll(
        record(
            TARGET,
            new Report(id, 0, Entry.ACCEPTED, digest),
            new Report(id, 1, Entry.SUCCEEDED, digest)));
    events.addAll(record(SOURCE, new Report(id, 1, Entry.ACCEPTED, digest)));
    return events;
  }

  private List<GovernanceEvent> record(SigningKey key, Report... reports) {
    return consortium.events(
        consortium.send(key, GovernanceCalls.record(List.of(), List.of(reports))));
  }
}
