package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.WorkOrders;
import io.govchain.evm.EvmClient;
import io.govchain.evm.LogFilter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.web3j.abi.EventEncoder;

/**
 * Finds what a work order was proposed with in its creation event. The contract keeps only a hash
 * of it, and the event cannot be looked up by the work order's id; but it was emitted no later than
 * the work order's snapshot, and mostly just before.
 */
final class ProposalSearch {

  private static final String PROPOSED = EventEncoder.encode(WorkOrders.PROPOSALCREATED_EVENT);

  private final EvmClient client;
  private final long window;

  ProposalSearch(EvmClient client, long window) {
    this.client = client;
    this.window = window;
  }

  Optional<Proposal> find(WorkOrder workOrder) {
    return Optional.ofNullable(find(List.of(workOrder)).get(workOrder.id()));
  }

  /**
   * Proposals by the ids of their work orders, from the newest order back: no block is read for
   * more than one of them. All of them are held, so ask for a bounded number.
   */
  Map<String, Proposal> find(List<WorkOrder> workOrders) {
    Set<String> wanted = workOrders.stream().map(WorkOrder::id).collect(Collectors.toSet());
    List<WorkOrder> newestFirst =
        workOrders.stream()
            .sorted(Comparator.comparingLong(WorkOrder::snapshot).reversed())
            .toList();
    Map<String, Proposal> found = new HashMap<>();
    OptionalLong unread = OptionalLong.empty();
    for (WorkOrder workOrder : newestFirst) {
      if (!found.containsKey(workOrder.id()) && unread.orElse(0) >= 0) {
        unread = OptionalLong.of(find(workOrder, wanted, unread, found));
      }
    }
    return Map.copyOf(found);
  }

  /** Back from its snapshot, or from the last block that was not read; the next such block. */
  private long find(
      WorkOrder workOrder, Set<String> wanted, OptionalLong unread, Map<String, Proposal> found) {
    long last =
        unread.isPresent()
            ? BlockSearch.lastUpTo(client, workOrder.snapshot(), unread.getAsLong())
            : BlockSearch.lastUpTo(client, workOrder.snapshot());
    while (last >= 0 && !found.containsKey(workOrder.id())) {
      long first = Math.max(0, last - window + 1);
      proposed(first, last)
          .filter(each -> wanted.contains(each.workOrder()))
          .forEach(each -> found.put(each.workOrder(), each.proposal()));
      last = first - 1;
    }
    return last;
  }

  private Stream<GovernanceEvent.WorkOrderProposed> proposed(long first, long last) {
    LogFilter filter =
        LogFilter.blocks(first, last).from(GovernanceAddresses.WORK_ORDERS).topic(PROPOSED);
    return client.logs(filter).stream()
        .flatMap(log -> GovernanceEvents.decode(log).stream())
        .filter(GovernanceEvent.WorkOrderProposed.class::isInstance)
        .map(GovernanceEvent.WorkOrderProposed.class::cast);
  }
}
