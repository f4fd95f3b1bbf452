package io.govchain.crosschain.recorder;

import io.govchain.amdp.SignedCall;
import io.govchain.crosschain.conversation.RecentCalls;
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
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is queued to the record in batches. While few entries are under way, what is queued
 * follows at once: an entry never waits for the block of another. While many are, it goes into the
 * next batch, which closes when the block with the one before is seen: under load, a block's
 * entries cost one transaction.
 */
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Batches under way at once, and from how many entries in them on no other joins them. */
  private static final int MOST_UNDER_WAY = 4;

  private static final int MANY_ENTRIES = 8;

  private static final Duration IDLE_LOOK = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A batch whose bringing came to an end, by a failure unless that is empty. */
  private record Ended(RecordBatch batch, Optional<Throwable> failure) {}

  private final Journal journal;
  private final Database database;
  private final TransactionSender sender;
  private final Plans plans;
  private final RecentCalls calls;
  private final DistributionSummary batchSizes;
  private final BatchSize size = new BatchSize();
  private final Semaphore wake = new Semaphore(0);
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final ExecutorService bringing =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("record-", 0).factory());
  private final Loop loop;
  private volatile boolean closed;
  private volatile String problem = "";

  /** By reference. */
  private final Map<String, RecordBatch> underWay = new HashMap<>();

  /** Batches that were closed before; empty where the journal is to be asked for them. */
  private Optional<Deque<RecordBatch>> before = Optional.empty();

  public Recorder(
      Journal journal,
      Database database,
      TransactionSender sender,
      Plans plans,
      RecentCalls calls,
      MeterRegistry metrics,
      Loops loops) {
    this.journal = journal;
    this.database = database;
    this.sender = sender;
    this.plans = plans;
    this.calls = calls;
    this.batchSizes =
        DistributionSummary.builder("govchain.recorder.batch.entries")
            .description("Entries per governance transaction")
            .register(metrics);
    Gauge.builder("govchain.recorder.backlog", journal.recordQueue(), queue -> queue.size())
        .description("Entries that wait for the record or are under way")
        .register(metrics);
    Gauge.builder(
            "govchain.recorder.standstill",
            sender,
            each -> each.status().standstill().isPresent() ? 1 : 0)
        .description("1 while a batch has not gone on for longer than it should, otherwise 0")
        .register(metrics);
    this.loop = loops.add("recorder", this::round);
  }

  /** Takes up the batches that were under way, then whatever is queued. */
  public void start() {
    loop.start();
  }

  /** Something may have been queued. */
  public void wake() {
    wake.release();
  }

  /** What keeps entries from the record; empty while nothing does. */
  public String problem() {
    String known = problem;
    return known.isEmpty()
        ? sender.status().standstill().map(why -> "entries wait: " + why).orElse("")
        : known;
  }

  private void round() throws InterruptedException {
    try {
      next();
    } catch (RuntimeException | Error failed) {
      // A batch may have been closed or brought in vain: the journal knows.
      before = Optional.empty();
      problem = "entries wait: " + cause(failed).getMessage();
      throw failed;
    }
  }

  private void next() throws InterruptedException {
    for (Ended one = ended.poll(); one != null; one = ended.poll()) {
      underWay.remove(one.batch().reference());
      one.failure().ifPresent(Recorder::rethrow);
    }
    Optional<RecordBatch> batch = mayBegin() ? following() : Optional.empty();
    if (batch.isPresent()) {
      begin(batch.get());
      return;
    }
    if (underWay.isEmpty()) {
      problem = "";
    }
    if (wake.tryAcquire(IDLE_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  /** After a refusal one goes alone: what is refused would otherwise fail together with others. */
  private boolean mayBegin() {
    int entries = underWay.values().stream().mapToInt(batch -> batch.entries().size()).sum();
    return underWay.isEmpty()
        || (size.isAccepted() && underWay.size() < MOST_UNDER_WAY && entries < MANY_ENTRIES);
  }

  /** Batches that were closed before come first: what became of them must be known. */
  private Optional<RecordBatch> following() {
    if (before.isEmpty()) {
      before =
          Optional.of(
              journal.recordQueue().unfinished().stream()
                  .filter(batch -> !underWay.containsKey(batch.reference()))
                  .collect(Collectors.toCollection(ArrayDeque::new)));
    }
    RecordBatch closedBefore = before.get().poll();
    return closedBefore != null
        ? Optional.of(closedBefore)
        : journal.recordQueue().close("record-" + UUID.randomUUID(), size.limit()).join();
  }

  private void begin(RecordBatch batch) {
    underWay.put(batch.reference(), batch);
    bringing.execute(
        () -> {
          Optional<Throwable> failure = Optional.empty();
          try {
            bring(batch);
          } catch (RuntimeException | Error failed) {
            failure = Optional.of(failed);
          }
          ended.add(new Ended(batch, failure));
          wake.release();
        });
  }

  /** Brings a batch to the chain, however long it takes. */
  private void bring(RecordBatch batch) {
    Call call;
    try {
      call = call(batch);
    } catch (IllegalArgumentException unfit) {
      // Such as one that was closed when the ledger took more at once: it was never sent.
      reopen(batch, unfit.getMessage());
      return;
    }
    for (int failures = 0; !closed; failures++) {
      try {
        Receipt receipt = sender.submit(batch.reference(), call).get();
        if (receipt.succeeded()) {
          finish(batch);
        } else {
          reopen(batch, "transaction %s failed".formatted(receipt.transactionHash()));
        }
        return;
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        closed = true;
      } catch (ExecutionException refused) {
        switch (refused.getCause()) {
          case EvmException.TransactionDisplaced never -> {
            reopen(batch, never.getMessage());
            return;
          }
          case EvmException.CallRefused never -> {
            reopen(batch, never.getMessage());
            return;
          }
          case EvmException.ReferenceConflict other -> {
            reopen(batch, other.getMessage());
            return;
          }
          default -> waits(batch, refused.getCause(), failures);
        }
      } catch (EvmException unreachable) {
        waits(batch, unreachable, failures);
      }
    }
  }

  private void waits(RecordBatch batch, Throwable why, int failures) {
    if (!closed) {
      problem = "batch " + batch.reference() + " waits: " + why.getMessage();
      LOG.warn("{}", problem);
      pause(failures);
    }
  }

  private void finish(RecordBatch batch) {
    journal.recordQueue().finish(batch.reference()).join();
    problem = "";
    size.landed();
    batchSizes.record(batch.entries().size());
  }

  /**
   * A batch fails as a whole if this account may not record at all, and nothing took effect. Should
   * it be one entry's fault, smaller batches keep that from holding up the others. One that is
   * refused alone was not refused for its size: those after it soon travel together again.
   */
  private void reopen(RecordBatch batch, String why) {
    journal.recordQueue().reopen(batch).join();
    problem = "the record refused a batch of " + batch.entries().size() + " entries: " + why;
    LOG.error("{}", problem);
    pause(size.refused(batch.entries().size()));
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private static Throwable cause(Throwable failed) {
    return failed instanceof CompletionException && failed.getCause() != null
        ? failed.getCause()
        : failed;
  }

  private Call call(RecordBatch batch) {
    List<Opening> openings = new ArrayList<>();
    List<Report> reports = new ArrayList<>();
    for (QueuedEntry entry : batch.entries()) {
      if (entry.entry() == Entry.Opened) {
        opening(entry.transaction()).ifPresent(openings::add);
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

  /**
   * Empty, and left out, where the call is not stored or names what is not registered: a defect
   * that must not hold up the other entries. Nothing takes effect without an opening, and the
   * transaction ends at its deadline.
   */
  private Optional<Opening> opening(String transaction) {
    Optional<SignedCall> call = database.read(handle -> calls.of(handle, transaction));
    Optional<Opening> opening = call.flatMap(plans::opening);
    if (opening.isEmpty()) {
      LOG.error("transaction {} cannot be opened: call stored {}", transaction, call.isPresent());
    }
    return opening;
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
    loop.close();
    bringing.shutdownNow();
  }
}
