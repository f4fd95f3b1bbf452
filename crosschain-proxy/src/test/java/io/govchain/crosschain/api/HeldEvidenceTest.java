package io.govchain.crosschain.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Evidence;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which transaction of another's chain this party shows as a step's, with genuine proofs. */
class HeldEvidenceTest {
  private static final String TRANSACTION = "0x" + "ab".repeat(32);
  private static final String OTHER = "0x" + "cd".repeat(32);
  private static final SigningKey KEY = Anvil.key("adapter");
  private static Anvil chain;

  @TempDir Path folder;
  private Database database;
  private Journal journal;
  private HeldEvidence held;

  @BeforeAll
  static void start(@TempDir Path folder) {
    chain = Anvil.plain(folder, 31_402);
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("journal.db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
    journal = new Journal(database, new Engine(Policy.STANDARD));
    held = new HeldEvidence(database, new LedgerAccess(journal, "b", Optional::empty));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldShowTheProvedHash_whenTheEvidenceWasAccepted() {
    Receipt write = write(TRANSACTION, 0);

    assertThat(shownFor(write, Optional.of(Verdict.Accepted)))
        .isEqualTo(Optional.of(write.transactionHash()));
  }

  @Test
  void shouldShowNoHash_whenTheEvidenceWasDisputedOrNotJudged() {
    Receipt another = write(OTHER, 0);

    assertThat(shownFor(another, Optional.of(Verdict.Disputed))).isEmpty();
    assertThat(shownFor(another, Optional.empty())).isEmpty();
    assertThat(shownFor(write(TRANSACTION, 0), Optional.empty())).isEmpty();
  }

  @Test
  void shouldShowNoHash_whenTheTransactionIsTaggedForSomethingElse() {
    assertThat(shownFor(write(OTHER, 0), Optional.of(Verdict.Accepted))).isEmpty();
    assertThat(shownFor(write(TRANSACTION, 1), Optional.of(Verdict.Accepted))).isEmpty();
  }

  private static Receipt write(String transaction, int step) {
    byte[] tag = new StepTag(transaction, step, StepAction.EXECUTE).bytes();
    return chain.succeed(KEY, new Call(KEY.address(), Hex.of(tag), 100_000));
  }

  /** What the verifier of step 0 shows as its transaction after its party reported this one. */
  private Optional<String> shownFor(Receipt write, Optional<Verdict> verdict) {
    io.govchain.amdp.Evidence evidence =
        new io.govchain.amdp.Evidence(Evidence.of(chain.client(), write).toString());
    String digest = evidence.digest();
    TransactionState state =
        after(
            new Input.RecordOpened(EngineSamples.plan(TRANSACTION, "b"), false, 15),
            new Input.StepReportedOnChain(0, Entry.Succeeded, digest, false),
            new Input.OutcomeReceived(0, "a", StepResult.succeeded(digest, "")));
    if (verdict.isPresent()) {
      state = after(state, new Input.EvidenceJudged(0, digest, verdict.get(), Reason.NONE));
    }
    database.writeAndWait(
        handle -> {
          StoredEvidence.Action action = StoredEvidence.Action.Execute;
          journal
              .evidence()
              .store(
                  handle, new StoredEvidence(TRANSACTION, 0, action, digest, evidence.text(), ""));
          return 1;
        });
    ObjectNode shown = TransactionJson.view(TRANSACTION, state);
    held.addHashes(shown, TRANSACTION, state.known().orElseThrow());
    return Optional.ofNullable(shown.path("steps").path(0).get(TransactionJson.HASH))
        .map(JsonNode::asText);
  }

  private static TransactionState after(Input... inputs) {
    TransactionState state = Engine.initial();
    for (Input input : inputs) {
      state = after(state, input);
    }
    return state;
  }

  private static TransactionState after(TransactionState state, Input input) {
    return new Engine(Policy.STANDARD).apply(state, input).state();
  }
}
