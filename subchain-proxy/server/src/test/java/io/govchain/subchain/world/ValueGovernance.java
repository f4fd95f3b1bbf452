package io.govchain.subchain.world;

import io.govchain.governance.Application;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Registry;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.governance.Governance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A governance chain whose blocks and records the test makes. */
public final class ValueGovernance implements Governance {

  public final World world;
  private final Map<String, TransactionRecord> records = new ConcurrentHashMap<>();
  private long block = 1;
  private long time = World.NOW;
  private Optional<String> staleness = Optional.empty();
  private long askedForStaleness;

  public ValueGovernance(World world) {
    this.world = world;
  }

  /** A record with one write on each side of the world's pipeline. */
  public void open(String transaction, TransactionRecord.Status status) {
    open(transaction, status, StepRecord.Outcome.PENDING, World.NOW + 600);
  }

  public void open(
      String transaction,
      TransactionRecord.Status status,
      StepRecord.Outcome first,
      long deadline) {
    List<StepRecord> steps = new ArrayList<>();
    steps.add(step(0, true, Side.SOURCE, first));
    steps.add(step(1, true, Side.TARGET, StepRecord.Outcome.PENDING));
    records.put(
        transaction, new TransactionRecord(transaction, status, World.NOW, deadline, steps));
    nextBlock(0);
  }

  /** The chain was put back to before this was opened. */
  public void forget(String transaction) {
    records.remove(transaction);
    nextBlock(0);
  }

  /** Somebody else opened a record of that id for a plan of theirs, on another pipeline. */
  public void openOtherwise(String transaction, TransactionRecord.Status status) {
    long number = 9;
    world.strangers(number);
    StepRecord step =
        new StepRecord(
            0,
            new StepDescriptor(number, true, Side.TARGET),
            StepRecord.Outcome.SUCCEEDED,
            StepRecord.Verdict.ACCEPTED,
            StepRecord.Compensation.NONE);
    records.put(
        transaction,
        new TransactionRecord(transaction, status, World.NOW, World.NOW + 3000, List.of(step)));
    nextBlock(0);
  }

  /** A record with one read. */
  public void openToRead(String transaction) {
    StepRecord read = step(0, false, Side.SOURCE, StepRecord.Outcome.PENDING);
    records.put(
        transaction,
        new TransactionRecord(
            transaction, TransactionRecord.Status.OPEN, World.NOW, World.NOW + 600, List.of(read)));
    nextBlock(0);
  }

  /** A record of one step at the target. */
  public void put(
      String transaction,
      TransactionRecord.Status status,
      boolean write,
      StepRecord.Outcome outcome,
      StepRecord.Verdict verdict,
      StepRecord.Compensation compensation) {
    StepRecord step =
        new StepRecord(
            0, new StepDescriptor(7, write, Side.TARGET), outcome, verdict, compensation);
    records.put(
        transaction,
        new TransactionRecord(transaction, status, World.NOW, World.NOW + 600, List.of(step)));
    nextBlock(0);
  }

  private static StepRecord step(int index, boolean write, Side side, StepRecord.Outcome outcome) {
    return new StepRecord(
        index,
        new StepDescriptor(7, write, side),
        outcome,
        StepRecord.Verdict.NONE,
        StepRecord.Compensation.NONE);
  }

  public synchronized void nextBlock(long seconds) {
    block++;
    time += seconds;
    notifyAll();
  }

  public synchronized void stale(String why) {
    staleness = Optional.of(why);
  }

  /** The chain is heard of again. */
  public synchronized void heard() {
    staleness = Optional.empty();
    nextBlock(0);
  }

  /** How often somebody has asked whether the chain can be relied on. */
  public synchronized long askedForStaleness() {
    return askedForStaleness;
  }

  @Override
  public void start(long newestSeenBefore) {}

  @Override
  public Registry registry() {
    return world;
  }

  @Override
  public List<Application> applicationsWith(String tlsFingerprint) {
    return world.applications.values().stream()
        .filter(application -> application.tlsFingerprint().equals(tlsFingerprint))
        .toList();
  }

  @Override
  public List<Pipeline> pipelinesOf(String application) {
    return pipelines().stream()
        .filter(pipeline -> pipeline.source().application().filter(application::equals).isPresent())
        .toList();
  }

  @Override
  public Optional<String> crowding() {
    return Optional.empty();
  }

  @Override
  public List<Pipeline> pipelines() {
    return List.copyOf(world.pipelines.values());
  }

  @Override
  public synchronized long blockTime() {
    return time;
  }

  @Override
  public Optional<TransactionRecord> transaction(String id) {
    return Optional.ofNullable(records.get(id));
  }

  @Override
  public Optional<Long> callsLeft(long pipelineNumber) {
    return world.callsLeft;
  }

  @Override
  public synchronized long block() {
    return block;
  }

  @Override
  public synchronized void awaitBlockAfter(long known, Duration atMost)
      throws InterruptedException {
    if (block <= known) {
      wait(atMost.toMillis());
    }
  }

  @Override
  public synchronized Optional<String> staleness() {
    askedForStaleness++;
    return staleness;
  }

  @Override
  public synchronized Optional<String> knownStaleness() {
    return staleness;
  }

  @Override
  public long setBack() {
    return 0;
  }

  @Override
  public Optional<String> lacking() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
