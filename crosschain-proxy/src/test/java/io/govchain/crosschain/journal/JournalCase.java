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

  Stepped step(String transaction, Input input) {
    return journal.step(transaction, input).join();
  }

  List<Effect.MessageEffect> pending(String transaction) {
    return database.read(handle -> journal.pendingMessages().of(handle, transaction)).stream()
        .map(PendingMessage::effect)
        .toList();
  }
}
