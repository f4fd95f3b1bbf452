package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What a journal has of evidence besides states. */
class RememberedEvidenceTest extends JournalCase {
  @Test
  void shouldStoreWhatBelongsToTheInput_orNothing() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    StoredEvidence evidence =
        new StoredEvidence("0x1", 0, StoredEvidence.Action.Execute, "0xd0", "{}", "[1]");
    journal
        .step(
            "0x1",
            new Input.StepExecuted(0, OK),
            handle -> journal.evidence().store(handle, evidence))
        .join();

    assertThat(evidenceOf(0)).contains(evidence);
    assertThat(evidence.value()).contains("[1]");
    assertThat(evidenceOf(1)).isEmpty();
    assertThat(named("0x1", "0xd0")).contains(evidence);
    assertThat(named("0x1", "0xd1")).isEmpty();
    assertThat(named("0x2", "0xd0")).isEmpty();
    assertThatThrownBy(() -> journal.step("0x9", call("0x9"), this::refuse).join())
        .hasRootCauseMessage("refused");
    assertThat(journal.transactions().find("0x9")).isEmpty();
  }

  @Test
  void shouldRememberEvidence_onlyWhatIsOnDisk() {
    StoredEvidence evidence =
        new StoredEvidence("0x1", 0, StoredEvidence.Action.Execute, "0xd0", "{}", "[1]");
    StoredEvidence other =
        new StoredEvidence("0x1", 0, StoredEvidence.Action.Execute, "0xd0", "{}", "[2]");
    assertThatThrownBy(
            () ->
                database.writeAndWait(
                    handle -> {
                      journal.evidence().store(handle, evidence);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(journal.evidence().remembered("0x1", 0, "0xd0")).isEmpty();

    keep(evidence);
    keep(other);

    assertThat(journal.evidence().remembered("0x1", 0, "0xd0")).contains(evidence);
    assertThat(evidenceOf(0)).contains(evidence);
    Journal again = new Journal(database, new Engine(Policy.STANDARD));
    assertThat(again.evidence().remembered("0x1", 0, "0xd0")).isEmpty();
    Optional<StoredEvidence> read =
        database.read(handle -> again.evidence().ofStep(handle, "0x1", 0, "0xd0"));
    assertThat(read).contains(evidence);
  }

  @Test
  void shouldForgetEvidence_whenItIsLongOrOfAnotherActionOrThereIsMuch() {
    keep(
        new StoredEvidence(
            "0x1", 0, StoredEvidence.Action.Execute, "0xd0", "x".repeat(20_000), ""));
    keep(new StoredEvidence("0x1", 1, StoredEvidence.Action.Compensate, "0xd0", "{}", ""));
    assertThat(journal.evidence().remembered("0x1", 0, "0xd0")).isEmpty();
    assertThat(journal.evidence().remembered("0x1", 1, "0xd0")).isEmpty();
    assertThat(evidenceOf(0)).map(StoredEvidence::evidence).contains("x".repeat(20_000));
    assertThat(evidenceOf(1)).isEmpty();

    for (int i = 0; i <= 500; i++) {
      keep(new StoredEvidence("0x2", 0, StoredEvidence.Action.Execute, "0x" + i, "of " + i, ""));
    }
    assertThat(journal.evidence().remembered("0x2", 0, "0x0")).isEmpty();
    assertThat(journal.evidence().remembered("0x2", 0, "0x500")).isPresent();
    Optional<StoredEvidence> first =
        database.read(handle -> journal.evidence().ofStep(handle, "0x2", 0, "0x0"));
    assertThat(first).map(StoredEvidence::evidence).contains("of 0");
  }

  private Optional<StoredEvidence> evidenceOf(int step) {
    return database.read(handle -> journal.evidence().ofStep(handle, "0x1", step, "0xd0"));
  }

  private void keep(StoredEvidence evidence) {
    database.writeAndWait(
        handle -> {
          journal.evidence().store(handle, evidence);
          return true;
        });
  }

  private Optional<StoredEvidence> named(String transaction, String digest) {
    return database.read(handle -> EvidenceStore.named(handle, transaction, digest));
  }

  private void refuse(Handle handle) {
    throw new IllegalStateException("refused");
  }
}
