package io.govchain.simulation.chain;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The governance chain: batches go in, blocks with events come out. Block time is all its time. */
public final class Ledger {
  /** The longest that a transaction may stay open, in seconds. */
  public static final long LONGEST_LIFE = 30L * 24 * 3_600;

  private final Map<String, LedgerRecord> records = new LinkedHashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Batch> pool = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> suspended = new HashSet<>();
  private final Set<String> restricted = new HashSet<>();
  private final Pipelines pipelines = new Pipelines();
  private final Map<String, TreeMap<Integer, ChainStatus>> history = new HashMap<>();
  private final List<String> workOrders = new ArrayList<>();
  private final Map<String, TreeMap<Integer, LedgerRecord>> recordsThen = new HashMap<>();
  private final List<Set<String>> unusableThen = new ArrayList<>();

  /** Hands a batch to the chain; the same again changes nothing. */
  public void submit(Batch batch) {
    if (known.add(batch.reference())) {
      pool.add(batch);
    }
  }

  /** Suspends an institution, or lets it act again, as of the next block. */
  public void suspend(String institution, boolean suspend) {
    if (suspend) {
      suspended.add(institution);
    } else {
      suspended.remove(institution);
    }
  }

  /** Forbids an institution to open transactions, for want of credit, or allows it again. */
  public void restrict(String institution, boolean restrict) {
    if (restrict) {
      restricted.add(institution);
    } else {
      restricted.remove(institution);
    }
  }

  /** Takes a pipeline out of use, or into it, as of the next block. */
  public void use(Pipeline pipeline, boolean usable) {
    pipelines.suspend(pipeline, !usable);
  }

  /** Ends a pipeline for good, as of the next block: one side closed it, or it has expired. */
  public void close(Pipeline pipeline) {
    pipelines.close(pipeline);
  }

  /** Whether it was ended for good. */
  public boolean isClosed(Pipeline pipeline) {
    return pipelines.isClosed(pipeline);
  }

  /** Whether what was opened through this version may take further steps. */
  public boolean goesOn(Pipeline version) {
    return bothActive(version) && pipelines.isInUse(version);
  }

  /** Both sides agree on another version, with this limit; what is open goes on by the former. */
  public Pipeline amend(Pipeline pipeline, Limit limit, long time) {
    return pipelines.amend(pipeline, limit, time);
  }

  /** The version of a pipeline that transactions are opened through now. */
  public Pipeline present(Pipeline pipeline) {
    return pipelines.present(pipeline);
  }

  /** Executes a work order that resolves a transaction, in the next block. */
  public void orderResolution(String transaction) {
    workOrders.add(transaction);
  }

  /** Makes a block of everything that waits. */
  public Block mine(long time) {
    List<LedgerEvent> events = new ArrayList<>();
    Map<String, Boolean> batches = new LinkedHashMap<>();
    for (Batch batch : pool) {
      boolean may = !suspended.contains(batch.by()) && batch.isReadable();
      batches.put(batch.reference(), may);
      if (may) {
        batch.entries().forEach(entry -> take(batch.by(), entry, time, events));
      }
    }
    pool.clear();
    for (String transaction : workOrders) {
      LedgerRecord found = records.get(transaction);
      if (found != null && found.resolve()) {
        tell(found, events);
      }
    }
    workOrders.clear();
    Block block = new Block(blocks.size(), time, events, batches, suspended);
    blocks.add(block);
    events.forEach(event -> remember(block.number(), event));
    unusableThen.add(pipelines.unusable());
    return block;
  }

  public List<Block> blocks() {
    return blocks;
  }

  /** Number of the newest block, -1 before the first. */
  public int head() {
    return blocks.size() - 1;
  }

  public long time() {
    return blocks.isEmpty() ? 0 : blocks.getLast().time();
  }

  /** What it said as of a block, -1 before the first. */
  public LedgerState at(int block) {
    return new LedgerState(this, block);
  }

  Optional<LedgerRecord> recordAt(String transaction, int block) {
    return Optional.ofNullable(recordsThen.get(transaction))
        .map(then -> then.floorEntry(block))
        .map(Map.Entry::getValue);
  }

  boolean wentOn(Pipeline version, int block) {
    Set<String> idle = block < 0 ? Set.of() : blocks.get(block).suspended();
    return !idle.contains(version.source())
        && !idle.contains(version.target())
        && (block < 0 || !unusableThen.get(block).contains(version.path()));
  }

  public Optional<LedgerRecord> find(String transaction) {
    return Optional.ofNullable(records.get(transaction));
  }

  public ChainStatus statusOf(String transaction) {
    return find(transaction).map(LedgerRecord::status).orElse(ChainStatus.None);
  }

  /** The status that a record had after a block. */
  public ChainStatus statusAt(String transaction, int block) {
    Map.Entry<Integer, ChainStatus> last =
        history.getOrDefault(transaction, new TreeMap<>()).floorEntry(block);
    return last == null ? ChainStatus.None : last.getValue();
  }

  /** Whether a record was ever in a status. */
  public boolean wasEver(String transaction, ChainStatus status) {
    return history.getOrDefault(transaction, new TreeMap<>()).containsValue(status);
  }

  private void remember(int block, LedgerEvent event) {
    LedgerRecord record = records.get(event.transaction());
    if (record != null && !(event instanceof LedgerEvent.Rejected)) {
      recordsThen
          .computeIfAbsent(event.transaction(), none -> new TreeMap<>())
          .put(block, record.copy());
    }
    switch (event) {
      case LedgerEvent.Opened opened -> history(event).put(block, ChainStatus.Open);
      case LedgerEvent.StatusChanged changed -> history(event).put(block, changed.status());
      case LedgerEvent.Reported reported -> {}
      case LedgerEvent.Rejected rejected -> {}
    }
  }

  private TreeMap<Integer, ChainStatus> history(LedgerEvent event) {
    return history.computeIfAbsent(event.transaction(), none -> new TreeMap<>());
  }

  private void take(String by, Submission entry, long time, List<LedgerEvent> events) {
    Rejection rejection =
        switch (entry) {
          case Submission.Opening opening -> open(by, opening, time);
          case Submission.Report report -> report(by, report, time);
        };
    if (rejection != Rejection.None) {
      events.add(
          new LedgerEvent.Rejected(
              entry.transaction(), by, entry.step(), entry.entry(), rejection));
      return;
    }
    switch (entry) {
      case Submission.Opening opening ->
          events.add(new LedgerEvent.Opened(entry.transaction(), by));
      case Submission.Report report ->
          events.add(
              new LedgerEvent.Reported(
                  entry.transaction(), by, entry.step(), entry.entry(), report.recorded()));
    }
    tell(records.get(entry.transaction()), events);
  }

  private static void tell(LedgerRecord changed, List<LedgerEvent> events) {
    for (ChainStatus entered : changed.entered()) {
      events.add(new LedgerEvent.StatusChanged(changed.transaction(), entered));
    }
  }

  private Rejection open(String by, Submission.Opening opening, long time) {
    if (records.containsKey(opening.transaction())) {
      return Rejection.AlreadyOpen;
    }
    if (opening.deadline() <= time || opening.deadline() > time + LONGEST_LIFE) {
      return Rejection.DeadlineOutOfRange;
    }
    if (restricted.contains(by)) {
      return Rejection.InstitutionRestricted;
    }
    for (Descriptor step : opening.steps()) {
      Rejection rejection = mayOpen(by, step.pipeline(), opening, time);
      if (rejection != Rejection.None) {
        return rejection;
      }
    }
    opening.steps().forEach(step -> pipelines.take(step.pipeline(), time));
    records.put(opening.transaction(), new LedgerRecord(opening));
    return Rejection.None;
  }

  private Rejection mayOpen(String by, Pipeline pipeline, Submission.Opening opening, long time) {
    if (!bothActive(pipeline) || !pipelines.isOpen(pipeline)) {
      return Rejection.PipelineUnusable;
    }
    if (!pipeline.source().equals(by)) {
      return Rejection.NotTheInitiator;
    }
    long uses = opening.steps().stream().filter(step -> step.pipeline().equals(pipeline)).count();
    return uses > pipelines.callsLeft(pipeline, time) ? Rejection.LimitReached : Rejection.None;
  }

  private boolean bothActive(Pipeline pipeline) {
    return !suspended.contains(pipeline.source()) && !suspended.contains(pipeline.target());
  }

  private Rejection report(String by, Submission.Report report, long time) {
    LedgerRecord record = records.get(report.transaction());
    return record == null ? Rejection.UnknownTransaction : record.report(by, report, time);
  }
}
