package io.govchain.subchain.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayRequest;
import io.govchain.adapter.GatewayStatus;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.StepRecord;
import io.govchain.governance.StepRecord.Compensation;
import io.govchain.governance.StepRecord.Outcome;
import io.govchain.governance.StepRecord.Verdict;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gateway is told follows from the record alone, and where that is silent, nothing is. */
class OutcomesTest {

  private static final String ID = "0x" + "7a".repeat(32);

  @ParameterizedTest
  @CsvSource({
    "SETTLED, true, SUCCEEDED, ACCEPTED, NONE, SUCCEEDED",
    "SETTLED, false, SUCCEEDED, ACCEPTED, NONE, SUCCEEDED",
    "COMPENSATED, true, SUCCEEDED, DISPUTED, COMPENSATED, COMPENSATED",
    "COMPENSATED, true, FAILED, NONE, NONE, FAILED",
    "COMPENSATED, true, NOT_EXECUTED, NONE, NONE, FAILED",
    "COMPENSATED, false, SUCCEEDED, DISPUTED, NONE, FAILED",
    "RESOLVED, true, FAILED, NONE, NONE, FAILED",
    "RESOLVED, true, SUCCEEDED, ACCEPTED, COMPENSATED, COMPENSATED",
    "RESOLVED, true, SUCCEEDED, ACCEPTED, FAILED, SUCCEEDED",
    "RESOLVED, true, SUCCEEDED, DISPUTED, FAILED, ",
    "RESOLVED, true, SUCCEEDED, NONE, NONE, ",
    "RESOLVED, true, PENDING, NONE, NONE, ",
  })
  void shouldSayWhatTheRecordSays(
      Status status,
      boolean write,
      Outcome outcome,
      Verdict verdict,
      Compensation compensation,
      GatewayStatus expected) {
    Optional<GatewayAnswer> answer =
        Outcomes.of(
            call(true), record(status, write, outcome, verdict, compensation), Optional.empty());

    assertThat(answer.map(GatewayAnswer::outcome)).isEqualTo(Optional.ofNullable(expected));
    answer.ifPresent(found -> assertThat(found.transaction()).contains(ID));
  }

  @ParameterizedTest
  @CsvSource({"OPEN", "COMPENSATING", "ESCALATED"})
  void shouldSayNothing_beforeTheEnd(Status status) {
    TransactionRecord record =
        record(status, true, Outcome.PENDING, Verdict.NONE, Compensation.NONE);

    assertThatThrownBy(() -> Outcomes.of(call(true), record, Optional.empty()))
        .hasMessageContaining(status.word());
  }

  @Test
  void shouldTellOnlyTheCode_whenTheArgumentsAreHidden() {
    assertThat(Outcomes.failed(call(false), "arguments-invalid: 0x12 is no deed").reason())
        .isEqualTo("arguments-invalid");
    assertThat(Outcomes.failed(call(true), "arguments-invalid: 0x12 is no deed").reason())
        .isEqualTo("arguments-invalid: 0x12 is no deed");
  }

  private static TransactionRecord record(
      Status status, boolean write, Outcome outcome, Verdict verdict, Compensation compensation) {
    StepRecord step =
        new StepRecord(
            0, new StepDescriptor(7, write, Side.TARGET), outcome, verdict, compensation);
    return new TransactionRecord(ID, status, World.NOW, World.NOW + 10, List.of(step));
  }

  private static GatewayCall call(boolean disclosed) {
    return new GatewayCall(
        "0xgate",
        new GatewayRequest(
            1, ID, "0xcaller", ID, ID, ID, "0x01", disclosed, World.NOW + 10, 0, 1, World.NOW),
        Optional.empty(),
        GatewayCall.State.CARRIED,
        Optional.of(ID),
        Optional.empty(),
        1,
        0,
        "");
  }
}
