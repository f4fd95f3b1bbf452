package io.govchain.console.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Meta;
import io.govchain.console.store.Orders;
import io.govchain.governance.ContractNames;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes work orders and votes as events tell of them. */
final class OrderWriter {
  private static final int TITLE = 200;

  private final GovernanceFunctions functions;

  OrderWriter(GovernanceFunctions functions) {
    this.functions = functions;
  }

  void write(Handle handle, long number, GovernanceEvent.OfWorkOrder event) {
    switch (event) {
      case GovernanceEvent.WorkOrderProposed proposed -> propose(handle, number, proposed);
      case GovernanceEvent.VoteCast cast ->
          Sql.update(
              handle,
              "INSERT INTO votes (work_order, voter, vote, reason, event) VALUES (?, ?, ?, ?, ?)"
                  + " ON CONFLICT DO NOTHING",
              cast.workOrder(),
              cast.voter(),
              cast.vote().name(),
              cast.reason(),
              number);
      case GovernanceEvent.WorkOrderExecuted executed -> {
        // Its state is read from the chain.
      }
      case GovernanceEvent.WorkOrderCancelled cancelled -> {
        // Its state is read from the chain.
      }
    }
  }

  private void propose(Handle handle, long number, GovernanceEvent.WorkOrderProposed proposed) {
    Proposal proposal = proposed.proposal();
    Sql.update(
        handle,
        "INSERT INTO work_orders (number, id, event, proposer, title, description, actions,"
            + " proposal, unknown_call, snapshot, deadline, grace_end, recheck_at)"
            + " VALUES ((SELECT ifnull(max(number), 0) + 1 FROM work_orders), ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        proposed.workOrder(),
        number,
        proposed.proposer(),
        title(proposal.description()),
        proposal.description(),
        json(actions(proposal.calls())),
        json(calls(proposal)),
        proposal.calls().stream().anyMatch(call -> functions.function(call).isEmpty()) ? 1 : 0,
        proposed.snapshot(),
        proposed.deadline(),
        proposed.deadline() + grace(handle),
        proposed.snapshot() + 1);
  }

  /** As changed by the last event before, or as it was from the founding on. */
  private static long grace(Handle handle) {
    return Sql.first(
            handle,
            "SELECT json_extract(data, '$.gracePeriod') FROM events WHERE type = 'PeriodsChanged'"
                + " ORDER BY number DESC LIMIT 1",
            row -> row.getLong(1))
        .orElseGet(() -> Meta.number(handle, Meta.GRACE).orElse(0));
  }

  private static String title(String description) {
    String line = description.strip().lines().findFirst().orElse("").strip();
    String plain = line.replaceFirst("^#+\\s*", "");
    return plain.length() <= TITLE ? plain : plain.substring(0, TITLE);
  }

  private List<Orders.Action> actions(List<ProposedCall> calls) {
    return calls.stream()
        .map(
            call ->
                new Orders.Action(
                    ContractNames.at(call.to()), functions.function(call).orElse(call.selector())))
        .toList();
  }

  private static Orders.Calls calls(Proposal proposal) {
    return new Orders.Calls(
        proposal.calls().stream().map(ProposedCall::to).toList(),
        proposal.calls().stream().map(call -> call.value().toString()).toList(),
        proposal.calls().stream().map(ProposedCall::data).toList(),
        proposal.descriptionHash());
  }

  static String json(Object value) {
    try {
      return ConsoleJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
