package io.govchain.crosschain;

import io.govchain.crosschain.conversation.Correspondence;
import io.govchain.crosschain.conversation.IncomingMessages;
import io.govchain.crosschain.conversation.Reading;
import io.govchain.crosschain.effects.LocalEffects;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.Stepped;
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
  private volatile Journal journal;
  private volatile LocalEffects effects;
  private volatile Recorder recorder;
  private volatile Correspondence correspondence;

  Driver(Database database) {
    this.database = database;
  }

  /** The parts that need this driver themselves; to be called before any input comes. */
  void bind(
      Journal boundJournal,
      LocalEffects boundEffects,
      Recorder boundRecorder,
      Correspondence boundCorrespondence) {
    this.journal = boundJournal;
    this.effects = boundEffects;
    this.recorder = boundRecorder;
    this.correspondence = boundCorrespondence;
  }

  /** Sets off what a stored step led to within this process. */
  void setOff(Stepped stepped) {
    stepped.toPerform().forEach(effects::perform);
    if (stepped.speaks()) {
      correspondence.wake(stepped.transaction());
    }
  }

  /** Sets off all that a stored step led to. */
  void after(Stepped stepped) {
    setOff(stepped);
    recorder.wake();
    if (!stepped.before().status().equals(stepped.after().status())) {
      Logs.runInTransaction(
          stepped.transaction(),
          () ->
              LOG.info(
                  "transaction {} is {}", stepped.transaction(), stepped.after().status().word()));
    }
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
