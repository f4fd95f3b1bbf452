package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.WorkOrders;
import io.govchain.evm.EvmClient;
import io.govchain.evm.LogFilter;
import java.util.Optional;
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
    long last = BlockSearch.lastUpTo(client, workOrder.snapshot());
    while (last >= 0) {
      long first = Math.max(0, last - window + 1);
      Optional<Proposal> found = within(first, last, workOrder.id());
      if (found.isPresent()) {
        return found;
      }
      last = first - 1;
    }
    return Optional.empty();
  }

  private Optional<Proposal> within(long first, long last, String workOrderId) {
    LogFilter filter =
        LogFilter.blocks(first, last).from(GovernanceAddresses.WORK_ORDERS).topic(PROPOSED);
    return client.logs(filter).stream()
        .flatMap(log -> GovernanceEvents.decode(log).stream())
        .filter(GovernanceEvent.WorkOrderProposed.class::isInstance)
        .map(GovernanceEvent.WorkOrderProposed.class::cast)
        .filter(proposed -> proposed.workOrder().equals(workOrderId))
        .map(GovernanceEvent.WorkOrderProposed::proposal)
        .findFirst();
  }
}
