package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.govchain.amdp.StepAction;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.governance.TransactionRecord;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.TaggedWrite;
import java.util.ArrayList;
import java.util.List;

/** A governed call in sentences: what its application is told, what the chains show. */
record GovernedCall(World world, String transaction) {
  /** What the application is told at this moment; missing while its proxy is down. */
  JsonNode view() {
    try {
      return world.application.client().transaction(transaction);
    } catch (ProxyUnreachableException | ProxyRefusedException silent) {
      return MissingNode.getInstance();
    }
  }

  /** The application is told this status. */
  Condition isTold(String status) {
    return that("the application is told of " + transaction, this::view)
        .satisfies("the status " + status, view -> view.path("status").asText().equals(status));
  }

  /** Stream and webhook told each change of its history once, in order, and nothing else. */
  Condition isToldInFull() {
    return that("the history of " + transaction, this::history)
        .satisfies("is what the stream told", told -> told.equals(world.told.byStream(transaction)))
        .and(
            that("the webhook's", () -> world.told.byWebhook(transaction))
                .satisfies("are the same", told -> !told.isEmpty() && told.equals(history())));
  }

  private List<Long> history() {
    List<Long> numbers = new ArrayList<>();
    view().path("history").forEach(event -> numbers.add(event.path("event").asLong()));
    return numbers;
  }

  /** The governance chain holds a record. */
  Condition isOpened() {
    return that("the record of " + transaction, () -> recordStatus())
        .satisfies("exists", status -> status != TransactionRecord.Status.NONE);
  }

  /** The first chain holds the first write. */
  Condition hasWrittenOnFirstChain() {
    return that("writes of " + transaction, () -> executed(world.registryChain))
        .satisfies("on the registry's chain are there", writes -> writes > 0);
  }

  /** The second chain holds the second write. */
  Condition hasWrittenOnSecondChain() {
    return that("writes of " + transaction, () -> executed(world.courtChain))
        .satisfies("on the court's chain are there", writes -> writes > 0);
  }

  TransactionRecord.Status recordStatus() {
    return world
        .consortium
        .chain()
        .transaction(transaction)
        .map(TransactionRecord::status)
        .orElse(TransactionRecord.Status.NONE);
  }

  /** Writes of this call that took effect on a chain, by the word of the chain alone. */
  long executed(BusinessChain chain) {
    return count(chain, StepAction.EXECUTE);
  }

  /** Writes that undid one, on a chain. */
  long undone(BusinessChain chain) {
    return count(chain, StepAction.COMPENSATE);
  }

  private long count(BusinessChain chain, StepAction action) {
    return world.witness.writes(transaction, chain).stream()
        .filter(write -> write.tag().action() == action && write.succeeded())
        .count();
  }

  List<TaggedWrite> writes() {
    return world.witness.writes().stream()
        .filter(write -> write.tag().transaction().equals(transaction))
        .toList();
  }
}
