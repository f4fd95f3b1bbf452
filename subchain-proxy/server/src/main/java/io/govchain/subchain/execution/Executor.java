package io.govchain.subchain.execution;

import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.ReadRequest;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteRequest;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepResult;
import io.govchain.governance.Registry;
import io.govchain.governance.Subchain;
import io.govchain.service.database.Database;
import io.govchain.service.logging.Logs;
import io.govchain.service.loop.Memory;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.ExecutionKey;
import io.govchain.subchain.journal.Executions;
import io.govchain.subchain.journal.StoredExecution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs executions, each on a thread of its own so that none delays another (invariant I10). What
 * was begun is never given up: an execution ends with an outcome on disk, or it is taken up again
 * by the next start.
 */
public final class Executor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Executor.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Database database;
  private final Governance governance;
  private final LocalSubchain subchain;
  private final PreparedWrites prepared;
  private final Answers answers;
  private final ExecutionRules rules;
  private final ExecutionMetrics metrics;
  private final Set<ExecutionKey> running = ConcurrentHashMap.newKeySet();
  private final Set<ExecutionKey> reminded = ConcurrentHashMap.newKeySet();
  private final Unavailable unavailable = new Unavailable();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Wires the parts; nothing runs before {@link #resume} or {@link #start}. */
  public Executor(
      String servicePath,
      Database database,
      Governance governance,
      LocalSubchain subchain,
      PreparedWrites prepared,
      Answers answers,
      ExecutionMetrics metrics) {
    this.database = database;
    this.governance = governance;
    this.subchain = subchain;
    this.prepared = prepared;
    this.answers = answers;
    this.rules = new ExecutionRules(servicePath, governance.registry());
    this.metrics = metrics;
  }

  /** Takes up everything that has no outcome yet. */
  public void resume() {
    List<StoredExecution> unfinished = database.read(Executions::unfinished);
    if (!unfinished.isEmpty()) {
      LOG.info("taking up {} unfinished executions", unfinished.size());
    }
    unfinished.forEach(execution -> start(execution.key()));
  }

  /** Runs an execution that is on disk. Starting one that runs already changes nothing. */
  public void start(ExecutionKey key) {
    if (closed || !running.add(key)) {
      return;
    }
    Thread thread =
        Thread.ofVirtual()
            .name("execute-" + key)
            .unstarted(() -> Logs.runInTransaction(key.transaction(), () -> run(key)));
    threads.add(thread);
    thread.start();
  }

  private void run(ExecutionKey key) {
    try {
      runUntilAnswered(key);
    } finally {
      unavailable.over(key);
      reminded.remove(key);
      running.remove(key);
      threads.remove(Thread.currentThread());
    }
    // An order for another attempt that came while this one was ending found the key taken.
    if (!closed && mayBeUnfinished(key)) {
      start(key);
    }
  }

  private void runUntilAnswered(ExecutionKey key) {
    try {
      for (int attempts = 1; !closed; attempts++) {
        long block = governance.block();
        if (attempt(key, attempts)) {
          return;
        }
        governance.awaitBlockAfter(block, LOOK_AGAIN);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the database does not say, the next attempt asks again. */
  private boolean mayBeUnfinished(ExecutionKey key) {
    try {
      return isUnfinished(key);
    } catch (RuntimeException unreadable) {
      LOG.warn("{} is looked at again: {}", key, unreadable.toString());
      return true;
    }
  }

  private boolean isUnfinished(ExecutionKey key) {
    return database.read(handle -> Executions.isUnfinished(handle, key));
  }

  /** True once there is nothing left to do. */
  private boolean attempt(ExecutionKey key, int attempts) throws InterruptedException {
    try {
      Optional<StoredExecution> execution =
          database.read(handle -> Executions.find(handle, key)).filter(found -> !found.finished());
      if (execution.isEmpty()) {
        return true;
      }
      Optional<MessageData.Outcome> outcome = outcome(execution.get());
      unavailable.over(key);
      outcome.ifPresent(found -> finish(execution.get(), found));
      return outcome.isPresent();
    } catch (SubchainUnavailableException away) {
      unavailable.waits(key, away.getMessage());
    } catch (RuntimeException | Error failed) {
      Memory.note(failed);
      // An adapter is a plugin: what it lacks or overflows must not end this thread in silence.
      if (!closed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
        if (Integer.bitCount(attempts) == 1) {
          LOG.error("{} could not be executed; it will be tried again", key, cause);
        }
        metrics.defect();
      }
    }
    return false;
  }

  private Optional<MessageData.Outcome> outcome(StoredExecution execution)
      throws InterruptedException {
    Message request = Answers.message(execution.request());
    Order order = Order.of(request);
    // What is prepared may be on the chain already: only the chain can say what became of it.
    return prepared.byReference(execution.reference()).isPresent()
        ? Optional.of(carryOut(execution, order))
        : judged(execution, order);
  }

  /**
   * What was lost is looked for first: that may take hours, and what is permitted now need not be
   * permitted then. To look once more, before the write, costs one exchange.
   */
  private Optional<MessageData.Outcome> judged(StoredExecution execution, Order order)
      throws InterruptedException {
    if (governance.staleness().isPresent()) {
      return Optional.empty();
    }
    Optional<MessageData.Outcome> earlier = earlier(execution, order);
    return switch (judge(order)) {
      case Permission.Denied denied ->
          Optional.of(earlier.orElse(Outcomes.denied(order.action(), denied)));
      case Permission.NotYet notYet -> {
        LOG.debug("{} waits: {}", execution.key(), notYet.what());
        yield Optional.empty();
      }
      case Permission.Granted granted -> {
        subchain.requireChain(registeredChain(order).orElseThrow());
        yield earlier.isPresent() ? earlier : Optional.of(carryOut(execution, order));
      }
    };
  }

  private MessageData.Outcome carryOut(StoredExecution execution, Order order)
      throws InterruptedException {
    registeredChain(order).ifPresent(subchain::confirmAs);
    return order.execute().kind() == StepKind.READ ? read(order) : write(execution, order);
  }

  private Permission judge(Order order) {
    // A node that is behind shows as open what has ended since, as active what was frozen.
    Optional<String> stale = governance.staleness();
    if (stale.isPresent()) {
      return new Permission.NotYet(stale.get());
    }
    ExecutionKey doing = new ExecutionKey(order.transaction(), order.step(), StepAction.EXECUTE);
    if (order.action() == StepAction.COMPENSATE && isUnfinished(doing)) {
      return new Permission.NotYet("the step itself is still being executed");
    }
    return rules.judge(
        order,
        governance.transaction(order.transaction()),
        order.action() == StepAction.COMPENSATE && succeeded(doing),
        governance.blockTime());
  }

  private Optional<Subchain> registeredChain(Order order) {
    Registry registry = governance.registry();
    return registry
        .businessContract(order.execute().contract())
        .flatMap(contract -> registry.subchain(contract.subchain()));
  }

  private boolean succeeded(ExecutionKey key) {
    return database
        .read(handle -> Executions.find(handle, key))
        .filter(StoredExecution::finished)
        .filter(found -> Answers.outcome(found).result() == StepResult.SUCCEEDED)
        .isPresent();
  }

  /** An adapter may have forgotten, with its process, what it showed of the earlier steps. */
  private void remind(Order order) {
    ExecutionKey key = new ExecutionKey(order.transaction(), order.step(), order.action());
    if (!reminded.contains(key)) {
      database.read(handle -> Executions.outcomes(handle, order.transaction())).stream()
          .flatMap(outcome -> Answers.outcome(outcome).evidence().stream())
          .forEach(subchain.adapter()::wasShown);
      reminded.add(key);
    }
  }

  private MessageData.Outcome read(Order order) {
    remind(order);
    MessageData.Execute what = order.execute();
    return Outcomes.of(
        order.action(),
        subchain
            .adapter()
            .read(new ReadRequest(what.contractAddress(), what.function(), arguments(what))));
  }

  private MessageData.Outcome write(StoredExecution execution, Order order)
      throws InterruptedException {
    try {
      remind(order);
      WriteRequest request = request(execution, order);
      return Outcomes.of(order.action(), subchain.adapter().write(request).get());
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new CompletionException(failed.getCause());
    }
  }

  /** "Never executed" is said only if the chain does not have the write from before a loss. */
  private Optional<MessageData.Outcome> earlier(StoredExecution execution, Order order) {
    if (order.execute().kind() == StepKind.READ) {
      return Optional.empty();
    }
    registeredChain(order).ifPresent(subchain::confirmAs);
    return subchain
        .adapter()
        .earlier(request(execution, order))
        .map(outcome -> Outcomes.of(order.action(), outcome));
  }

  private static WriteRequest request(StoredExecution execution, Order order) {
    MessageData.Execute what = order.execute();
    return new WriteRequest(
        execution.reference(),
        order.tag().bytes(),
        what.contractAddress(),
        what.function(),
        arguments(what));
  }

  private static String arguments(MessageData.Execute what) {
    return Disclosure.parse(what.arguments()).argumentsJson();
  }

  private void finish(StoredExecution execution, MessageData.Outcome outcome) {
    database.writeAndWait(
        handle -> {
          answers.finish(handle, execution.key(), outcome, governance.blockTime());
          return true;
        });
    metrics.finished(outcome);
    if (Outcomes.isUnproved(outcome)) {
      LOG.error("{} cannot be proved: {}", execution.key(), outcome.reason().orElseThrow().text());
    }
    // The code only: what a contract says with it may repeat arguments.
    LOG.info(
        "{} {}: {}",
        execution.key(),
        outcome.result().wire(),
        outcome.reason().map(Reason::code).or(outcome::subchainTransaction).orElse("done"));
  }

  /** Executions that have no outcome yet. */
  public int running() {
    return running.size();
  }

  /** Stops waiting. What has no outcome is taken up by the next start. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
