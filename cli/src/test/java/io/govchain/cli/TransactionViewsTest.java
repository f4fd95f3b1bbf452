package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.cli.text.FieldLines;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read of a transaction and of records with moments. */
class TransactionViewsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldTellEachChangeInWordsAndWhen() throws Exception {
    String view =
        """
        {"status":"compensated","detail":"as the governance chain has it",
         "steps":[{"step":0,"contract":"registry/evidence","function":"store(bytes32,string)",
                   "outcome":"succeeded","verdict":"none","compensation":"done"}],
         "history":[
           {"event":7,"status":"received","text":"The call is on the proxy's disk.","at":1795235565},
           {"event":9,"status":"compensated","text":"What was done is undone.","at":1795235571,
            "detail":"as the governance chain has it"}]}
        """;

    assertThat(TransactionViews.text(JSON.readTree(view)).lines())
        .containsExactly(
            "status       compensated (as the governance chain has it)",
            "step 0        contract=registry/evidence function=store(bytes32,string)"
                + " outcome=succeeded verdict=none compensation=done",
            "2026-11-21T04:32:45Z  received      The call is on the proxy's disk.",
            "2026-11-21T04:32:51Z  compensated   What was done is undone."
                + " (as the governance chain has it)");
  }

  @Test
  void shouldTellMomentsAsDates() throws Exception {
    String record =
        """
        {"score":{"changedAt":1795235565},"grants":[{"until":1795235571,"requestedAt":0}],
         "number":1795235565}
        """;

    assertThat(FieldLines.of(JSON.readTree(record), Map.of()))
        .containsPattern("changedAt +2026-11-21T04:32:45Z")
        .contains("until=2026-11-21T04:32:51Z", "requestedAt=0")
        .containsPattern("number +1795235565");
  }
}
