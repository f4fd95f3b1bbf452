package io.govchain.crosschain;

import io.govchain.crosschain.conversation.Briefing;
import io.govchain.crosschain.conversation.IncomingMessages;
import io.govchain.crosschain.conversation.Reading;
import io.govchain.crosschain.effects.LocalEffects;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.Stepped;
import io.govchain.crosschain.journal.TransactionInput;
import io.govchain.crosschain.recorder.Recorder;
import io.govchain.evm.EvmException;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.logging.Logs;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings inputs to the journal and, once they are on disk, sets off what they led to. */
final class Driver implements IncomingMessages.Reception, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Database database;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Briefing briefing;
  private volatile Journal journal;
  private volatile LocalEffects effects;
  private volatile Recorder recorder;

  Driver(Database database, Briefing briefing) {
    this.database = database;
    this.briefing = briefing;
  }

  /** The parts that need this driver themselves; to be called before any input comes. */
  void bind(Journal boundJournal, LocalEffects boundEffects, Recorder boundRecorder) {
    this.journal = boundJournal;
    this.effects = boundEffects;
    this.recorder = boundRecorder;
  }

  /** Sets off what a stored step led to. */
  void after(Stepped stepped) {
    stepped.toPerform().forEach(effects::perform);
    recorder.wake();
    if (!stepped.before().status().equals(stepped.after().status())) {
      Logs.runInTransaction(
          stepped.transaction(),
          () ->
              LOG.info(
                  "transaction {} is {}", stepped.transaction(), stepped.after().status().word()));
    }
  }

  /**
   * Learns what an input's write will need of the registry; blocks, and fails where the chain has
   * to be asked and does not answer.
   */
  void prepare(TransactionInput input) {
    switch (input.input()) {
      case Input.CallForwarded forwarded -> briefing.prepare(forwarded.plan());
      case Input.StepRequested requested -> briefing.prepare(requested.plan());
      case Input.RecordOpened opened -> briefing.prepare(opened.plan());
      default ->
          journal
              .transactions()
              .find(input.transaction())
              .flatMap(TransactionState::known)
              .ifPresent(known -> briefing.prepare(known.plan()));
    }
  }

  @Override
  public void prepare(Reading.Understood reading) {
    reading.input().ifPresent(input -> prepare(new TransactionInput(reading.transaction(), input)));
  }

  /** Takes a message in, within the write that remembers it. */
  @Override
  public void apply(Handle handle, Reading.Understood reading) {
    reading.keep().accept(handle);
    reading
        .input()
        .ifPresent(
            input -> {
              Stepped stepped = journal.step(handle, reading.transaction(), input);
              database.afterCommit(() -> after(stepped));
            });
  }

  /** Applies an input and waits until it is on disk; false if it changed nothing. */
  boolean now(String transaction, Input input) {
    prepare(new TransactionInput(transaction, input));
    Stepped stepped = journal.step(transaction, input).join();
    after(stepped);
    return !stepped.after().equals(stepped.before());
  }

  /**
   * Applies an input soon, outside the caller's write. It is lost if the process dies before: only
   * for news that comes again, or that the passing of time makes up for.
   */
  void later(String transaction, Input input) {
    try {
      threads.execute(() -> untilApplied(transaction, input));
    } catch (RejectedExecutionException closing) {
      LOG.debug("closing; {} is left to the next start", input);
    }
  }

  private void untilApplied(String transaction, Input input) {
    while (true) {
      try {
        now(transaction, input);
        return;
      } catch (CompletionException | EvmException | DatabaseException failed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
        if (!(cause instanceof EvmException || cause instanceof DatabaseException)) {
          LOG.error("transaction {} could not take in {}", transaction, input, cause);
          return;
        }
        LOG.debug("{} of transaction {} waits", input, transaction, cause);
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
