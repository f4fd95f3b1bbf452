package io.govchain.subchain.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.amdp.StepTag;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.StepRecord.Compensation;
import io.govchain.governance.StepRecord.Outcome;
import io.govchain.governance.StepRecord.Verdict;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.governance.TrustAnchors;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.journal.ChainChecks;
import io.govchain.subchain.journal.ChainFinding;
import io.govchain.subchain.journal.PreparedWriteTable;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.World;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ended is compared with a chain and a record that change afterwards. */
@Timeout(120)
class ChainSweeperTest {
  private static final String FIRST = id(1);
  private static final String STRAY = "0x" + "57".repeat(32);
  private static final String ARGUMENTS =
      Disclosure.of(
              JsonNodeFactory.instance.arrayNode().add(World.DIGEST).add("deed"),
              new SecureRandom())
          .text();

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private ProxyUnderTest proxy;
  private ChainSweeper sweeper;
  private int told;

  @BeforeEach
  void start() {
    proxy = new ProxyUnderTest(folder, governance, subchain, ValueSubchain.Death.NEVER);
    sweeper = sweeper(10);
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private ChainSweeper sweeper(int atOnce) {
    return new ChainSweeper(
        new CheckSettings(Duration.ofSeconds(10), atOnce),
        proxy.database,
        governance,
        proxy.subchain,
        proxy.metrics,
        new Loops(proxy.metrics));
  }

  @Test
  void shouldFindNothing_whenAllIsAsItWasTold() {
    done(FIRST);
    undone(id(2));
    denied(id(3));

    looks(3);

    assertThat(findings()).isEmpty();
    assertThat(alarms()).isZero();
  }

  @Test
  void shouldAlarmOnceAndUntilItIsBack_whenADoneWriteIsGone() {
    done(FIRST);
    subchain.takeBack(reference(FIRST, "execute"));

    looks(1);
    assertThat(findings()).as("a block may be on its way").isEmpty();
    looks(3);

    ChainFinding found = findings().getFirst();
    assertThat(found.key().transaction()).isEqualTo(FIRST);
    assertThat(found.text()).contains("told as done by 0x0", "no block");
    assertThat(alarms()).isEqualTo(1);
    sweeper = sweeper(10);
    looks(3);
    assertThat(alarms()).as("after a restart").isEqualTo(1);

    subchain.effect(reference(FIRST, "execute"));
    looks(1);
    assertThat(findings()).isEmpty();
  }

  @Test
  void shouldAlarm_whenTheWriteThatUndidAnotherIsGone() {
    undone(FIRST);
    subchain.takeBack(reference(FIRST, "compensate"));

    looks(2);

    assertThat(findings()).extracting(each -> each.key().action()).contains(StepAction.COMPENSATE);
  }

  @Test
  void shouldAlarm_whenAWriteShowsUpThatWasToldAsNeverDone() {
    denied(FIRST);
    subchain.stray(STRAY, tagged(FIRST, StepAction.EXECUTE));

    looks(2);

    assertThat(findings())
        .extracting(ChainFinding::subject, ChainFinding::text)
        .containsExactly(tuple(STRAY, STRAY + " took effect in block 1, told as not-executed"));
  }

  @Test
  void shouldAlarm_whenAWriteWasDoneOnceMore() {
    done(FIRST);
    subchain.stray(STRAY, tagged(FIRST, StepAction.EXECUTE));

    looks(2);

    assertThat(findings()).extracting(ChainFinding::text).first().asString().contains("done by");
  }

  @Test
  void shouldAlarm_whenAWriteToldAsFailedTookEffectForAHigherPrice() {
    String reference = reference(FIRST, "execute");
    governance.open(FIRST, Status.OPEN);
    subchain.refuse(reference, "paused");
    order(FIRST, StepAction.EXECUTE, StepResult.FAILED);
    new PreparedWriteTable(proxy.database)
        .save(
            List.of(
                new PreparedWrite(reference, "0xaccount", 7, "0xcheap", new byte[1]),
                new PreparedWrite(
                    reference + PreparedWrites.RAISED + 1, "0xaccount", 7, "0xdear", new byte[1])));
    looks(2);
    assertThat(findings()).isEmpty();

    subchain.effect("0xdear");
    looks(2);

    assertThat(findings()).extracting(ChainFinding::text).first().asString().contains("0xdear");
  }

  /** Where blocks are not final, one may be replaced by another that has the cheaper one. */
  @Test
  void shouldNameTheOtherPrice_whenThatTookEffectInsteadOfTheOneThatWasTold() {
    done(FIRST);
    String reference = reference(FIRST, "execute");
    raised(reference, "0xdear");
    subchain.takeBack(reference);
    subchain.effect("0xdear");

    looks(2);

    assertThat(findings())
        .extracting(ChainFinding::text)
        .containsExactly(
            "told as done by 0x0: no block of the subchain has it;"
                + " 0xdear, signed for the same, took effect in block 1");
  }

  private void raised(String reference, String hash) {
    PreparedWriteTable writes = new PreparedWriteTable(proxy.database);
    PreparedWrite first = writes.byReference(reference).orElseThrow();
    writes.save(
        List.of(
            new PreparedWrite(
                reference + PreparedWrites.RAISED + 1,
                first.account(),
                first.nonce(),
                hash,
                new byte[1])));
  }

  @Test
  void shouldGoByTheRecord_whenTheJournalHasLostWhatWasDone() {
    subchain.stray(STRAY, tagged(FIRST, StepAction.EXECUTE));
    ended(FIRST, Status.SETTLED, Outcome.SUCCEEDED, Compensation.NONE);
    looks(3);
    assertThat(findings()).isEmpty();

    String other = STRAY.replace('5', '6');
    subchain.stray(other, tagged(id(2), StepAction.EXECUTE));
    governance.open(id(2), Status.OPEN);
    looks(3);
    assertThat(findings()).as("it has not ended").isEmpty();
    ended(id(2), Status.COMPENSATED, Outcome.NOT_EXECUTED, Compensation.NONE);
    looks(2);
    assertThat(findings()).extracting(ChainFinding::subject).containsExactly(other);

    subchain.stray(STRAY.replace('5', '7'), tagged(id(3), StepAction.EXECUTE));
    looks(2);
    assertThat(findings().getLast().text()).contains("the record has no such step");
  }

  @Test
  void shouldAlarm_whenTheRecordHasItUndoneAndNothingUndidIt() {
    done(FIRST);
    ended(FIRST, Status.COMPENSATED, Outcome.SUCCEEDED, Compensation.COMPENSATED);

    looks(2);

    assertThat(findings()).extracting(ChainFinding::text).first().asString().contains("not undone");
  }

  @Test
  void shouldFindNothing_whenItWasUndoneAndTheJournalHasLostThat() {
    done(FIRST);
    ended(FIRST, Status.COMPENSATED, Outcome.SUCCEEDED, Compensation.COMPENSATED);
    subchain.stray(STRAY, tagged(FIRST, StepAction.COMPENSATE));

    looks(3);

    assertThat(findings()).isEmpty();
  }

  @Test
  void shouldAlarm_whenTheRecordHasItOtherwise() {
    done(FIRST);
    ended(FIRST, Status.COMPENSATED, Outcome.FAILED, Compensation.NONE);
    denied(id(2));
    ended(id(2), Status.SETTLED, Outcome.SUCCEEDED, Compensation.NONE);

    looks(2);

    assertThat(findings())
        .extracting(ChainFinding::text)
        .containsExactly(
            "told as succeeded, and the record has it as failed",
            "told as not-executed, and the record has it as succeeded");
  }

  /**
   * It landed just after, and its cross-chain proxy has lost the journal that would tell people.
   */
  @Test
  void shouldAlarm_whenPeopleResolvedItWithoutWhatIsDone() {
    done(FIRST);
    ended(FIRST, Status.RESOLVED, Outcome.PENDING, Compensation.NONE);
    looks(2);
    assertThat(findings())
        .extracting(ChainFinding::text)
        .containsExactly("told as succeeded, and the record has it as pending");

    ended(FIRST, Status.RESOLVED, Outcome.SUCCEEDED, Compensation.NONE);
    looks(1);
    assertThat(findings()).as("the record has it").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"NONE, 1", "FAILED, 1", "COMPENSATED, 0"})
  void shouldAlarm_whenPeopleResolvedItWithoutWhatIsUndone(Compensation recorded, int expected) {
    done(FIRST);
    governance.open(FIRST, Status.COMPENSATING, Outcome.SUCCEEDED, World.NOW + 600);
    order(FIRST, StepAction.COMPENSATE, StepResult.SUCCEEDED);
    ended(FIRST, Status.RESOLVED, Outcome.SUCCEEDED, recorded);

    looks(2);

    assertThat(findings()).hasSize(expected);
  }

  /** Both journals are lost: nobody else would tell. */
  @ParameterizedTest
  @CsvSource({"PENDING, 1", "SUCCEEDED, 0"})
  void shouldAlarm_whenPeopleResolvedItWithoutWhatTheJournalLost(Outcome recorded, int expected) {
    subchain.stray(STRAY, tagged(FIRST, StepAction.EXECUTE));
    ended(FIRST, Status.RESOLVED, recorded, Compensation.NONE);

    looks(3);

    assertThat(findings()).hasSize(expected);
  }

  @Test
  void shouldAlarm_whenTheRecordIsGone() {
    done(FIRST);
    governance.forget(FIRST);
    denied(id(2));
    governance.forget(id(2));

    looks(2);

    assertThat(findings())
        .extracting(each -> each.key().transaction(), ChainFinding::text)
        .containsExactly(
            tuple(FIRST, "told as succeeded, and the record does not know the transaction"));
  }

  @Test
  void shouldNoteItsPlaceAndNotAlarm_whenAWriteMovedOnAChainWithoutFinality() {
    done(FIRST);
    subchain.move("0x0");

    looks(3);

    assertThat(findings()).isEmpty();
    assertThat(proxy.metrics.counter("govchain.writes.moved").count()).isEqualTo(1);
    Optional<String> place = proxy.database.read(handle -> ChainChecks.movedTo(handle, "0x0"));
    assertThat(place).contains("0xb2");
  }

  @Test
  void shouldAlarm_whenAWriteMovedThoughBlocksAreFinal() {
    governance.world.evidenceChain(
        "registry", new TrustAnchors.QbftSeals(List.of("0x" + "aa".repeat(20))));
    done(FIRST);
    subchain.move("0x0");

    looks(2);

    assertThat(findings()).extracting(ChainFinding::text).first().asString().contains("final");
  }

  @Test
  void shouldGoOnWhereItStopped_aPortionAtATime() {
    for (int number = 1; number <= 6; number++) {
      done(id(number));
    }
    sweeper = sweeper(2);
    looks(1);
    subchain.takeBack(reference(id(3), "execute"));

    sweeper = sweeper(2);
    looks(2);

    assertThat(findings()).extracting(each -> each.key().transaction()).containsExactly(id(3));
    assertThat(subchain.askedAbout()).as("page, newest, doubted").allMatch(asked -> asked <= 6);
    subchain.takeBack(reference(id(1), "execute"));
    looks(5);
    assertThat(findings()).as("it begins again").hasSize(2);
  }

  @Test
  void shouldConcludeNothing_whenAChainCannotBeAskedOrIsAnother() {
    done(FIRST);
    subchain.takeBack(reference(FIRST, "execute"));
    looks(1);

    subchain.reachable(false);
    looks(2);
    subchain.reachable(true);
    governance.stale("silent");
    looks(2);

    assertThat(findings()).isEmpty();
    assertThat(subchain.askedAbout()).as("answered").hasSize(1);
  }

  /** The subchain stood still until people resolved it; its proxy has signed the write. */
  @Test
  void shouldSayThatASignedWriteIsOut_whenItsTransactionIsEscalatedOrEnded() {
    signedAndNoMore();
    subchain.reachable(false);
    looks(2);
    assertThat(findings()).as("while it is open").isEmpty();

    ended(FIRST, Status.ESCALATED, Outcome.PENDING, Compensation.NONE);
    looks(2);
    assertThat(findings()).extracting(ChainFinding::subject).containsExactly("0x0");
    assertThat(findings().getFirst().text()).contains("0x0 is signed", "still may", "escalated");
    assertThat(alarms()).isEqualTo(1);
    raised(reference(FIRST, "execute"), "0xdear");
    looks(1);
    assertThat(findings().getFirst().text()).contains("0x0 or 0xdear is signed");

    ended(FIRST, Status.RESOLVED, Outcome.PENDING, Compensation.NONE);
    looks(2);
    assertThat(findings().getFirst().text()).contains("resolved");
    assertThat(alarms()).isEqualTo(1);

    afterARestart();
    looks(1);
    assertThat(findings()).as("what became of it is told").isEmpty();
  }

  /** Its proxy was killed once more before the subchain came back. */
  @Test
  void shouldWithholdASignedWrite_whenItsTransactionEndedWithoutIt() {
    signedAndNoMore();
    ended(FIRST, Status.RESOLVED, Outcome.PENDING, Compensation.NONE);
    subchain.reachable(false);
    looks(2);
    assertThat(findings()).as("until the chain has proved it").hasSize(1);

    assertThat(afterARestart().result()).isEqualTo(StepResult.FAILED);
    assertThat(subchain.effects()).isEmpty();
    looks(1);
    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"OPEN", "COMPENSATING", "ESCALATED"})
  void shouldLetASignedWriteGo_whenALateSuccessIsUndoneStill(Status status) {
    signedAndNoMore();
    ended(FIRST, status, Outcome.PENDING, Compensation.NONE);
    looks(2);

    assertThat(afterARestart().result()).isEqualTo(StepResult.SUCCEEDED);
    assertThat(subchain.effects()).containsExactly(reference(FIRST, "execute"));
  }

  /** Attempts have references of their own: the one that is out is told and withdrawn. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldWithholdTheUndoingThatIsOut_whenItIsALaterAttempt(boolean firstWasSigned) {
    done(FIRST);
    governance.open(FIRST, Status.COMPENSATING, Outcome.SUCCEEDED, World.NOW + 600);
    subchain.refuse(reference(FIRST, "compensate"), "paused");
    order(FIRST, StepAction.COMPENSATE, StepResult.FAILED);
    if (firstWasSigned) {
      signedAndReverted(reference(FIRST, "compensate"));
    }
    restart(ValueSubchain.Death.AFTER_SAVING);
    proxy.receive(proxy.order(FIRST, StepAction.COMPENSATE, ARGUMENTS));
    String second = reference(FIRST, "compensate") + "/2";
    ProxyUnderTest.await("the signed write", () -> hash(second).isPresent());
    sweeper = sweeper(10);
    ended(FIRST, Status.RESOLVED, Outcome.SUCCEEDED, Compensation.FAILED);
    subchain.reachable(false);

    looks(2);

    assertThat(findings())
        .extracting(ChainFinding::subject)
        .containsExactly(hash(second).orElseThrow());
    subchain.reachable(true);
    restart(ValueSubchain.Death.NEVER);
    assertThat(proxy.outcomes(told + 1).getLast().result()).isEqualTo(StepResult.FAILED);
    assertThat(subchain.effects()).containsExactly(reference(FIRST, "execute"));
    sweeper = sweeper(10);
    looks(1);
    assertThat(findings()).isEmpty();
  }

  private void signedAndReverted(String reference) {
    PreparedWriteTable writes = new PreparedWriteTable(proxy.database);
    writes.save(List.of(new PreparedWrite(reference, "0xaccount", 7, "0xreverted", new byte[1])));
    writes.finish(reference, "reverted");
  }

  private Optional<String> hash(String reference) {
    return proxy.database.read(handle -> PreparedWriteTable.hash(handle, reference));
  }

  private void restart(ValueSubchain.Death death) {
    proxy.close();
    proxy = new ProxyUnderTest(folder, governance, subchain, death);
  }

  /** A block that held it may have been taken back. */
  @Test
  void shouldLetASignedWriteGo_whenTheRecordHasItAsDone() {
    signedAndNoMore();
    ended(FIRST, Status.SETTLED, Outcome.SUCCEEDED, Compensation.NONE);
    looks(2);

    assertThat(afterARestart().result()).isEqualTo(StepResult.SUCCEEDED);
    assertThat(subchain.effects()).containsExactly(reference(FIRST, "execute"));
  }

  private void signedAndNoMore() {
    proxy.close();
    proxy = new ProxyUnderTest(folder, governance, subchain, ValueSubchain.Death.AFTER_SAVING);
    governance.open(FIRST, Status.OPEN);
    proxy.receive(proxy.order(FIRST, StepAction.EXECUTE, ARGUMENTS));
    ProxyUnderTest.await("the signed write", () -> prepared(FIRST).isPresent());
    sweeper = sweeper(10);
  }

  private MessageData.Outcome afterARestart() {
    proxy.close();
    subchain.reachable(true);
    proxy = new ProxyUnderTest(folder, governance, subchain, ValueSubchain.Death.NEVER);
    MessageData.Outcome outcome = proxy.outcomes(1).getLast();
    sweeper = sweeper(10);
    return outcome;
  }

  private Optional<String> prepared(String transaction) {
    return proxy.database.read(
        handle -> PreparedWriteTable.hash(handle, reference(transaction, "execute")));
  }

  @Test
  void shouldRefuseSettings_whichWouldHammerANodeOrNeverLook() {
    for (int atOnce : new int[] {0, 101}) {
      assertThatThrownBy(() -> new CheckSettings(Duration.ofSeconds(10), atOnce))
          .hasMessage("atOnce from 1 to 100");
    }
    assertThatThrownBy(() -> new CheckSettings(Duration.ofMillis(999), 25))
        .hasMessage("every of at least 1s");
  }

  private void looks(int times) {
    for (int look = 0; look < times; look++) {
      sweeper.look();
    }
  }

  private List<ChainFinding> findings() {
    return proxy.database.read(handle -> ChainChecks.findings(handle, 10));
  }

  private double alarms() {
    return proxy.metrics.counter("govchain.alarms", "code", "Contradiction").count();
  }

  private void done(String transaction) {
    governance.open(transaction, Status.OPEN);
    order(transaction, StepAction.EXECUTE, StepResult.SUCCEEDED);
    ended(transaction, Status.SETTLED, Outcome.SUCCEEDED, Compensation.NONE);
  }

  private void undone(String transaction) {
    done(transaction);
    governance.open(transaction, Status.COMPENSATING, Outcome.SUCCEEDED, World.NOW + 600);
    order(transaction, StepAction.COMPENSATE, StepResult.SUCCEEDED);
    ended(transaction, Status.COMPENSATED, Outcome.SUCCEEDED, Compensation.COMPENSATED);
  }

  private void denied(String transaction) {
    governance.open(transaction, Status.COMPENSATING);
    order(transaction, StepAction.EXECUTE, StepResult.NOT_EXECUTED);
    ended(transaction, Status.COMPENSATED, Outcome.NOT_EXECUTED, Compensation.NONE);
  }

  private void order(String transaction, StepAction action, StepResult expected) {
    proxy.receive(proxy.order(transaction, action, ARGUMENTS));
    assertThat(proxy.outcomes(++told).getLast().result()).isEqualTo(expected);
  }

  private void ended(String transaction, Status status, Outcome outcome, Compensation undone) {
    governance.put(transaction, status, true, outcome, Verdict.NONE, undone);
  }

  private static String tagged(String transaction, StepAction action) {
    return "0x0badca11" + Hex.of(new StepTag(transaction, 0, action).bytes()).substring(2);
  }

  private static String reference(String transaction, String action) {
    return transaction + "/0/" + action;
  }

  private static String id(int number) {
    return "0x" + "%02x".formatted(number).repeat(32);
  }
}
