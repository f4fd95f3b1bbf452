package io.govchain.crosschain.recorder;

import io.govchain.crosschain.conversation.Conversations;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.QueuedEntry;
import io.govchain.crosschain.journal.RecordBatch;
import io.govchain.crosschain.plan.Plans;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.TransactionSender;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Opening;
import io.govchain.governance.Report;
import io.govchain.service.database.Database;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch is under way at a time; what is queued meanwhile goes into the next. So a batch closes
 * when the block with the one before is seen: alone, an entry never waits; under load, a block's
 * entries cost one transaction.
 */
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final int MAX_BATCH = 100;
  private static final Duration IDLE_LOOK = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Journal journal;
  private final Database database;
  private final TransactionSender sender;
  private final Plans plans;
  private final DistributionSummary batchSizes;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private volatile String problem = "";

  public Recorder(
      Journal journal,
      Database database,
      TransactionSender sender,
      Plans plans,
      MeterRegistry metrics) {
    this.journal = journal;
    this.database = database;
    this.sender = sender;
    this.plans = plans;
    this.batchSizes =
        DistributionSummary.builder("govchain.recorder.batch.entries")
            .description("Entries per governance transaction")
            .register(metrics);
    Gauge.builder("govchain.recorder.backlog", journal.recordQueue(), queue -> queue.size())
        .description("Entries that wait for the record or are under way")
        .register(metrics);
    this.thread = Thread.ofVirtual().name("recorder").unstarted(this::run);
  }

  /** Takes up the batches that were under way, then whatever is queued. */
  public void start() {
    thread.start();
  }

  /** Something may have been queued. */
  public void wake() {
    wake.release();
  }

  /** What keeps entries from the record; empty while nothing does. */
  public String problem() {
    return problem;
  }

  private void run() {
    try {
      journal.recordQueue().unfinished().forEach(this::bring);
      while (!closed) {
        Optional<RecordBatch> batch =
            journal.recordQueue().close("record-" + UUID.randomUUID(), MAX_BATCH).join();
        if (batch.isPresent()) {
          bring(batch.get());
        } else if (wake.tryAcquire(IDLE_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!closed) {
        problem = "the recorder ended by a defect: " + e;
        LOG.error("the recorder ended by a defect", e);
      }
    }
  }

  /** Brings a batch to the chain, however long it takes. */
  private void bring(RecordBatch batch) {
    for (int failures = 0; !closed; failures++) {
      try {
        Receipt receipt = sender.submit(batch.reference(), call(batch)).get();
        if (receipt.succeeded()) {
          problem = "";
          batchSizes.record(batch.entries().size());
          journal.recordQueue().finish(batch.reference()).join();
          return;
        }
        reopen(batch, "transaction %s failed".formatted(receipt.transactionHash()));
        pause(failures);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException e) {
        if (!isRetried(batch, e.getCause())) {
          return;
        }
        pause(failures);
      } catch (CompletionException e) {
        problem = "the journal does not take writes: " + e.getCause().getMessage();
        LOG.warn("batch {} waits: {}", batch.reference(), problem);
        pause(failures);
      }
    }
  }

  private boolean isRetried(RecordBatch batch, Throwable failure) {
    if (closed) {
      return false;
    }
    switch (failure) {
      case EvmException.TransactionDisplaced displaced -> {
        reopen(batch, displaced.getMessage());
        return false;
      }
      case EvmException.CallRefused refused -> {
        reopen(batch, refused.getMessage());
        return false;
      }
      default -> {
        problem = "batch " + batch.reference() + " waits: " + failure.getMessage();
        LOG.warn("batch {} waits: {}", batch.reference(), failure.getMessage());
        return true;
      }
    }
  }

  /** A batch fails as a whole only if this account may not record at all; nothing took effect. */
  private void reopen(RecordBatch batch, String why) {
    problem = "the record refused a batch of " + batch.entries().size() + " entries: " + why;
    LOG.error("{}", problem);
    journal.recordQueue().reopen(batch.reference()).join();
  }

  private Call call(RecordBatch batch) {
    List<Opening> openings = new ArrayList<>();
    List<Report> reports = new ArrayList<>();
    for (QueuedEntry entry : batch.entries()) {
      if (entry.entry() == Entry.Opened) {
        openings.add(opening(entry.transaction()));
      } else {
        reports.add(
            new Report(
                entry.transaction(),
                entry.step(),
                io.govchain.governance.Entry.values()[entry.entry().ordinal()],
                entry.digest()));
      }
    }
    return GovernanceCalls.record(openings, reports);
  }

  private Opening opening(String transaction) {
    return plans.opening(
        database
            .read(handle -> Conversations.call(handle, transaction))
            .orElseThrow(
                () -> new IllegalStateException("the call of " + transaction + " is not stored")));
  }

  private void pause(int failures) {
    long millis =
        Math.min(FIRST_PAUSE.toMillis() << Math.min(failures, 10), LONGEST_PAUSE.toMillis());
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
