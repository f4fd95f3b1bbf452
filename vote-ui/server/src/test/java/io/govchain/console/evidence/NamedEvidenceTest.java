package io.govchain.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.store.Ledger;
import io.govchain.governance.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedEvidenceTest {
  private static final String DONE = "0x" + "d0".repeat(32);
  private static final String UNDONE = "0x" + "c0".repeat(32);
  private static final String REASON = "0x" + "e0".repeat(32);

  @Test
  void shouldTellWhatEachLineNames_whenItNamesEvidence() {
    List<Ledger.Moment> timeline =
        List.of(
            line("StepReported", 1, Entry.SUCCEEDED, DONE),
            line("StepReported", 1, Entry.DISPUTED, REASON),
            line("StepReported", 1, Entry.COMPENSATION_FAILED, REASON),
            line("EntryRejected", 1, Entry.COMPENSATED, REASON),
            line("StepReported", 0, Entry.COMPENSATED, REASON),
            line("StepReported", 1, Entry.COMPENSATED, UNDONE));

    assertThat(NamedEvidence.ofStep(timeline, 1))
        .containsExactly(
            new NamedEvidence(About.OUTCOME, DONE), new NamedEvidence(About.COMPENSATION, UNDONE));
  }

  @Test
  void shouldTellBoth_whenOneDigestIsNamedForDoingAndUndoing() {
    List<Ledger.Moment> timeline =
        List.of(
            line("StepReported", 1, Entry.SUCCEEDED, DONE),
            line("StepReported", 1, Entry.COMPENSATED, DONE));

    assertThat(NamedEvidence.ofStep(timeline, 1))
        .containsExactly(
            new NamedEvidence(About.OUTCOME, DONE), new NamedEvidence(About.COMPENSATION, DONE));
  }

  private static Ledger.Moment line(String type, int step, Entry entry, String digest) {
    return new Ledger.Moment(
        1,
        1,
        REASON,
        type,
        Optional.of(step),
        Optional.empty(),
        Optional.of(entry.name()),
        Optional.empty(),
        Optional.of(digest),
        Optional.empty(),
        Optional.empty());
  }
}
