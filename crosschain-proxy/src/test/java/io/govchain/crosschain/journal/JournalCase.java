package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a journal in a real database. */
abstract class JournalCase {
  static final StepResult OK = StepResult.succeeded("0xd0", "0xtx");

  /** Block time at which a party winds down what its initiator did not. */
  static final long PATIENCE_OVER = 131;

  @TempDir Path folder;
  Database database;
  Journal journal;

  @BeforeEach
  final void open() {
    database =
        Database.open(
            folder.resolve("journal.db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
    journal = new Journal(database, new Engine(Policy.STANDARD));
  }

  @AfterEach
  final void close() {
    database.close();
  }

  void reopen() {
    database.close();
    open();
  }

  static Input call(String transaction) {
    return new Input.CallForwarded(EngineSamples.plan(transaction, "a"), 10);
  }

  static Input opened(String transaction) {
    return new Input.RecordOpened(EngineSamples.plan(transaction, "a"), false, 15);
  }

  /** The record of a call that consists of a step of party b, which is this one. */
  static Input orderOpened(String transaction, String initiator) {
    return new Input.RecordOpened(EngineSamples.order(transaction, initiator), false, 15);
  }

  /** A record that nobody asked this party about has to be wound down. */
  void unasked(String transaction, String initiator) {
    step(transaction, orderOpened(transaction, initiator));
    step(transaction, new Input.BlockTimeAdvanced(PATIENCE_OVER));
  }

  /** This party was asked for a step, which it has executed and has to report. */
  void asked(String transaction, String initiator) {
    callIsKnown(transaction);
    step(
        transaction,
        new Input.StepRequested(
            EngineSamples.order(transaction, initiator), 0, initiator, List.of(), 10));
    step(transaction, orderOpened(transaction, initiator));
    step(transaction, new Input.StepExecuted(0, OK));
  }

  /** As whoever asks shows it. */
  void callIsKnown(String transaction) {
    database.writeAndWait(
        handle ->
            handle.execute(
                "INSERT INTO calls (transaction_id, envelope) VALUES (?, '')", transaction));
  }

  Stepped step(String transaction, Input input) {
    return journal.step(transaction, input).join();
  }

  List<Effect.MessageEffect> pending(String transaction) {
    return database.read(handle -> journal.pendingMessages().of(handle, transaction)).stream()
        .map(PendingMessage::effect)
        .toList();
  }
}
