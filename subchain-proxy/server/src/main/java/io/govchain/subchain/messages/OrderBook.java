package io.govchain.subchain.messages;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.service.database.Database;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.subchain.execution.Answers;
import io.govchain.subchain.execution.Executor;
import io.govchain.subchain.execution.Order;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.Executions;
import io.govchain.subchain.journal.StoredExecution;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes orders into the journal. The same order again, in whatever envelope, is the same execution
 * and gets the same answer (invariant I2); only undoing starts again after an attempt that
 * definitely had no effect.
 */
public final class OrderBook {

  private final Database database;
  private final Governance governance;
  private final Answers answers;
  private final Executor executor;

  /** Keeps orders in the database and has them run. */
  public OrderBook(Database database, Governance governance, Answers answers, Executor executor) {
    this.database = database;
    this.governance = governance;
    this.answers = answers;
    this.executor = executor;
  }

  /** Takes an order within the write that remembers its message. */
  void take(Handle handle, Envelope envelope) {
    Order order = Order.of(envelope.claimed());
    Optional<StoredExecution> known = Executions.find(handle, order.key());
    StoredExecution asked =
        new StoredExecution(
            order.key(),
            known.map(StoredExecution::attempt).orElse(1),
            order.content(),
            envelope.digest(),
            envelope.json(),
            Optional.empty());
    if (known.isEmpty()) {
      Executions.insert(handle, asked);
      database.afterCommit(() -> executor.start(order.key()));
    } else {
      again(handle, known.get(), asked, envelope.claimed());
    }
  }

  private void again(Handle handle, StoredExecution known, StoredExecution asked, Message message) {
    if (!known.content().equals(asked.content())) {
      throw new ProblemException(
          Problem.of("execution-conflict", 409, "execution " + known.key())
              .expected("the order of digest " + known.content())
              .actual("an order of digest " + asked.content())
              .transaction(message.transaction().orElse("")));
    }
    if (!known.finished()) {
      Executions.replace(handle, asked);
    } else if (mayTryAgain(known)) {
      Executions.replace(handle, asked.next());
      database.afterCommit(() -> executor.start(known.key()));
    } else {
      StoredExecution answered = asked.withOutcome(known.outcome().orElseThrow());
      Executions.replace(handle, answered);
      answers.repeat(handle, answered, governance.blockTime());
    }
  }

  private static boolean mayTryAgain(StoredExecution finished) {
    MessageData.Outcome outcome = Answers.outcome(finished);
    return finished.key().action() == StepAction.COMPENSATE
        && outcome.result() != StepResult.SUCCEEDED;
  }
}
