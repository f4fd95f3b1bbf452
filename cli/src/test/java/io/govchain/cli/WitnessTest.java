package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.StepRecord;
import io.govchain.governance.StepRecord.Compensation;
import io.govchain.governance.StepRecord.Outcome;
import io.govchain.governance.StepRecord.Verdict;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.testnet.consortium.TaggedWrite;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WitnessTest {
  private static final String ID = "0x" + "3c".repeat(32);

  @Test
  void shouldFindNothing_whenEachWriteIsOnItsChainOnce() {
    TransactionRecord settled =
        record(Status.SETTLED, step(0, Outcome.SUCCEEDED, Compensation.NONE));

    assertThat(contradictions(settled, write("a", StepAction.EXECUTE, true))).isEmpty();
  }

  @Test
  void shouldFindNothing_whenAFailedWriteTookNoEffect() {
    TransactionRecord compensated =
        record(Status.COMPENSATED, step(0, Outcome.FAILED, Compensation.NONE));

    assertThat(contradictions(compensated, write("a", StepAction.EXECUTE, false))).isEmpty();
  }

  @Test
  void shouldSayWhatIsMissing_whenASettledWriteIsNotOnItsChain() {
    TransactionRecord settled =
        record(Status.SETTLED, step(0, Outcome.SUCCEEDED, Compensation.NONE));

    assertThat(contradictions(settled))
        .containsExactly(
            "step 0 execute: expected 1 effective writes by the ledger, actual 0 on the chain");
  }

  @Test
  void shouldSayWhatIsTooMuch_whenAWriteTookEffectTwice() {
    TransactionRecord running = record(Status.OPEN, step(0, Outcome.PENDING, Compensation.NONE));

    assertThat(
            contradictions(
                running,
                write("a", StepAction.EXECUTE, true),
                write("b", StepAction.EXECUTE, true)))
        .containsExactly(
            "step 0 execute: expected 0 effective writes by the ledger, actual 2 on the chain");
  }

  @Test
  void shouldSayWhatIsMissing_whenACompensationIsNotOnItsChain() {
    TransactionRecord compensated =
        record(Status.COMPENSATED, step(0, Outcome.SUCCEEDED, Compensation.COMPENSATED));

    assertThat(contradictions(compensated, write("a", StepAction.EXECUTE, true)))
        .containsExactly(
            "step 0 compensate: expected 1 effective writes by the ledger, actual 0 on the chain");
  }

  @Test
  void shouldWait_whenAWriteIsOnItsChainAndNotReportedYet() {
    TransactionRecord running = record(Status.OPEN, step(0, Outcome.PENDING, Compensation.NONE));

    assertThat(contradictions(running, write("a", StepAction.EXECUTE, true))).isEmpty();
  }

  private static List<String> contradictions(TransactionRecord record, TaggedWrite... writes) {
    return WitnessCommand.contradictions(record, Set.of(writes));
  }

  private static TransactionRecord record(Status status, StepRecord... steps) {
    return new TransactionRecord(ID, status, 1, 2, List.of(steps));
  }

  private static StepRecord step(int index, Outcome outcome, Compensation compensation) {
    return new StepRecord(
        index, new StepDescriptor(1, true, Side.SOURCE), outcome, Verdict.NONE, compensation);
  }

  private static TaggedWrite write(String hash, StepAction action, boolean succeeded) {
    return new TaggedWrite("registry/chain", new StepTag(ID, 0, action), hash, 7, succeeded);
  }
}
