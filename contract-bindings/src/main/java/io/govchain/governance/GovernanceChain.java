package io.govchain.governance;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Typed reads of the governance chain. Blocking, thread-safe. Reads of one instance are of the
 * latest block, unless it came from {@link #at(long)}.
 */
public interface GovernanceChain extends Registry, HistoryReads, SharingReads {

  /** Longest page that the contracts answer. */
  int PAGE = 100;

  /**
   * Connects to a node of the governance chain; the client says why contracts refuse calls.
   *
   * @see GovernanceErrors
   */
  static GovernanceChain connect(EvmEndpoint endpoint) {
    return connect(EvmClient.connect(endpoint, GovernanceErrors.all()));
  }

  /** Reads through this client, which should know {@link GovernanceErrors#all}. */
  static GovernanceChain connect(EvmClient client) {
    return new ConnectedGovernanceChain(client);
  }

  /** The client that reads go through. */
  EvmClient client();

  /** The chain's id. */
  long chainId();

  /** Timestamp of the block that is read: the only clock for deadlines. */
  long blockTime();

  /** The same chain as it stood after this block. */
  GovernanceChain at(long block);

  /** The same for many threads that read at once: their calls share exchanges with the node. */
  GovernanceChain gathered();

  /** All institutions, in order of admission. */
  List<Institution> institutions();

  /** One page of institutions; at most {@value #PAGE}. */
  List<Institution> institutions(long offset, int limit);

  /** Reviews, histories, protocol keys, permissions and policies. */
  Members members();

  /** Scores of institutions and what moves them. */
  Credits credits();

  /** The application for membership with this id. */
  Optional<MembershipApplication> membershipApplication(String id);

  /** All applications for membership, in order of arrival. */
  List<MembershipApplication> membershipApplications();

  /** All accounts, in order of request. */
  List<Account> accounts();

  /** One page of accounts. */
  List<Account> accounts(long offset, int limit);

  /** All nodes, in order of request. */
  List<Node> nodes();

  /** Addresses of the validators. */
  List<String> validators();

  /** All services, in order of registration. */
  List<Service> services();

  /** One page of services; at most {@value #PAGE}. */
  List<Service> services(long offset, int limit);

  /** All subchains, in order of registration. */
  List<Subchain> subchains();

  /** All applications, in order of registration. */
  List<Application> applications();

  /** One page of applications; at most {@value #PAGE}. */
  List<Application> applications(long offset, int limit);

  /** All business contracts, in order of registration. */
  List<BusinessContract> businessContracts();

  /** All pipelines in their present versions, in order of their requests. */
  List<Pipeline> pipelines();

  /** One page of pipelines. */
  List<Pipeline> pipelines(long offset, int limit);

  /**
   * What one side proposed and the other has yet to agree on: an amendment, or else the request
   * itself, with what its subchains are verified by at this moment. Whoever agrees names its {@link
   * Pipeline#constraintOn constraint}, so that nothing else is agreed on.
   */
  default Optional<Pipeline> offered(String pathOrId) {
    return pipelineAmendment(pathOrId)
        .flatMap(this::pipeline)
        .or(() -> pipeline(pathOrId).filter(found -> found.status() == Pipeline.Status.REQUESTED))
        .map(version -> version.trusting(trustNow(version.source()), trustNow(version.target())));
  }

  private String trustNow(PipelineSide side) {
    return trustAnchorsAt(side.subchain(), blockTime())
        .map(Subchain.Anchored::trust)
        .orElseGet(() -> TrustAnchorsCodec.trust(Subchain.Rule.NONE, "0x"));
  }

  /** The transaction's record, if it was ever opened. */
  Optional<TransactionRecord> transaction(String id);

  /**
   * Everything that the ledger says of a transaction up to the chain's end, in order; empty if it
   * was never opened.
   */
  List<LedgerLine> history(String transaction);

  /** The newest openings of transactions, newest first. */
  List<LedgerLine> newestTransactions(int limit);

  /** The work order with this id. */
  Optional<WorkOrder> workOrder(String id);

  /** All work orders, in order of proposal. */
  List<WorkOrder> workOrders();

  /** One page of work orders. */
  List<WorkOrder> workOrders(long offset, int limit);

  /** What the institution voted, if it did. */
  Optional<WorkOrder.Vote> vote(String workOrderId, String institutionCodeOrId);

  /** The policy that governs this call, {@code NONE} where no work order may make it. */
  WorkOrder.Policy policyOf(ProposedCall call);

  /** The directory's entry of this name. */
  Optional<GovernedContract> governedContract(String name);

  /** The directory of governance contracts. */
  List<GovernedContract> governedContracts();

  /** The calls and text that the work order was proposed with. */
  Optional<Proposal> proposal(String workOrderId);

  /**
   * The same of several orders by their ids, by fewer questions than one after another. All are
   * held in memory: ask for a page of orders at a time.
   */
  Map<String, Proposal> proposals(List<WorkOrder> workOrders);
}
