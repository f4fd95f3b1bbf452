package io.govchain.console.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Orders;
import io.govchain.governance.ContractNames;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.Sentence;
import io.govchain.governance.WorkOrder;
import io.govchain.governance.WorkOrderDescription;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Reads where work orders stand, and what they would change, in words. */
final class OrderReading {
  private final GovernanceChain chain;
  private final Database database;
  private final GovernanceFunctions functions;

  OrderReading(GovernanceChain chain, Database database, GovernanceFunctions functions) {
    this.chain = chain;
    this.database = database;
    this.functions = functions;
  }

  /** The work order as it is now; what is returned writes it. */
  Consumer<Handle> read(String id) {
    Optional<WorkOrder> read = chain.workOrder(id);
    if (read.isEmpty()) {
      return handle -> {};
    }
    long now = chain.blockTime();
    Optional<String> changes = proposal(id).map(this::changes);
    return handle -> {
      WorkOrder order = read.get();
      Sql.update(
          handle,
          "UPDATE work_orders SET policy = ?, seats = ?, in_favour = ?, against = ?, abstain = ?,"
              + " state = ?, snapshot = ?, deadline = ?, recheck_at = ?,"
              + " changes = ifnull(?, changes) WHERE id = ?",
          order.policy().name(),
          order.seats(),
          order.forVotes(),
          order.againstVotes(),
          order.abstainVotes(),
          order.state().name(),
          order.snapshot(),
          order.deadline(),
          recheckAt(handle, order, now),
          changes.orElse(null),
          id);
    };
  }

  /** When the state can change without an event; {@code null} for never. */
  private static Long recheckAt(Handle handle, WorkOrder order, long now) {
    return switch (order.state()) {
      case CANCELED, DEFEATED, EXPIRED, EXECUTED -> null;
      case PENDING -> Math.max(now, order.snapshot()) + 1;
      case ACTIVE -> Math.max(now, order.deadline()) + 1;
      case SUCCEEDED, QUEUED ->
          Sql.first(
                  handle,
                  "SELECT grace_end FROM work_orders WHERE id = ?",
                  row -> Math.max(now, row.getLong(1)) + 1,
                  order.id())
              .orElse(now + 1);
    };
  }

  /** As it was written with its event, which is older than this reading. */
  private Optional<Proposal> proposal(String id) {
    return database
        .read(
            handle ->
                Sql.first(
                    handle,
                    "SELECT proposal, description FROM work_orders WHERE id = ?",
                    row -> Map.entry(row.getString(1), row.getString(2)),
                    id))
        .map(found -> proposal(found.getKey(), found.getValue()));
  }

  private static Proposal proposal(String json, String description) {
    JsonNode calls = parse(json);
    List<ProposedCall> proposed =
        IntStream.range(0, calls.get("targets").size())
            .mapToObj(
                i ->
                    new ProposedCall(
                        calls.get("targets").get(i).textValue(),
                        calls.get("calldatas").get(i).textValue(),
                        new BigInteger(calls.get("values").get(i).textValue())))
            .toList();
    return new Proposal(proposed, description);
  }

  private static JsonNode parse(String json) {
    try {
      return ConsoleJson.mapper().readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private String changes(Proposal proposal) {
    List<Sentence> sentences = WorkOrderDescription.of(proposal, chain);
    List<Orders.Change> changes = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      ProposedCall call = proposal.calls().get(i);
      changes.add(
          new Orders.Change(
              ContractNames.at(call.to()),
              functions.function(call).orElse(call.selector()),
              new Orders.Words(sentences.get(i).chinese(), sentences.get(i).english())));
    }
    return OrderWriter.json(changes);
  }
}
