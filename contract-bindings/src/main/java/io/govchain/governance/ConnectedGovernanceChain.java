package io.govchain.governance;

import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.AbiValues.word;
import static io.govchain.governance.ContractReader.all;
import static io.govchain.governance.ContractReader.limit;
import static io.govchain.governance.ContractReader.offset;
import static io.govchain.governance.Wrappers.ACCOUNTS;
import static io.govchain.governance.Wrappers.CONTRACTS;
import static io.govchain.governance.Wrappers.INSTITUTIONS;
import static io.govchain.governance.Wrappers.NODES;
import static io.govchain.governance.Wrappers.PIPELINES;
import static io.govchain.governance.Wrappers.SERVICES;
import static io.govchain.governance.Wrappers.SUBCHAINS;
import static io.govchain.governance.Wrappers.TRANSACTIONS;
import static io.govchain.governance.Wrappers.WORK_ORDERS;

import io.govchain.contracts.generated.Accounts;
import io.govchain.contracts.generated.Contracts;
import io.govchain.contracts.generated.Institutions;
import io.govchain.contracts.generated.Nodes;
import io.govchain.contracts.generated.Pipelines;
import io.govchain.contracts.generated.Services;
import io.govchain.contracts.generated.Subchains;
import io.govchain.contracts.generated.WorkOrders;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.GatheredCalls;
import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link GovernanceChain} over a node's RPC. */
final class ConnectedGovernanceChain implements GovernanceChain {

  private static final BigInteger NO_VOTE = BigInteger.valueOf(255);

  /** Nodes refuse wide ranges of logs; Besu's own limit is 5,000 blocks. */
  private static final long LOG_WINDOW = 2_000;

  private final EvmClient client;
  private final ContractReader.Calls calls;
  private final Optional<Long> block;
  private final ContractReader reader;
  private final RegistryRecords records;
  private final SharingReader sharing;
  private final HistoryReader histories;

  /** Codes of institutions by id: few, and never changed once given. */
  private final Map<String, String> codes;

  ConnectedGovernanceChain(EvmClient client) {
    this(client, client::call, Optional.empty(), new ConcurrentHashMap<>());
  }

  private ConnectedGovernanceChain(
      EvmClient client,
      ContractReader.Calls calls,
      Optional<Long> block,
      Map<String, String> codes) {
    this.client = client;
    this.calls = calls;
    this.block = block;
    this.codes = codes;
    this.reader = new ContractReader(client, calls, block);
    this.records = new RegistryRecords(this::codeOf, this::allCodes);
    this.sharing = new SharingReader(reader, new SharingRecords(this::codeOf, this::allCodes));
    this.histories = new HistoryReader(reader);
  }

  @Override
  public EvmClient client() {
    return client;
  }

  @Override
  public long chainId() {
    return client.chainId();
  }

  @Override
  public long blockTime() {
    return block.map(this::header).orElseGet(client::latestHeader).timestamp();
  }

  @Override
  public GovernanceChain at(long number) {
    return new ConnectedGovernanceChain(client, calls, Optional.of(number), codes);
  }

  @Override
  public GovernanceChain gathered() {
    return new ConnectedGovernanceChain(client, new GatheredCalls(client)::call, block, codes);
  }

  @Override
  public Members members() {
    return new Members(client, reader);
  }

  @Override
  public Credits credits() {
    return new Credits(reader);
  }

  @Override
  public Optional<Institution> institution(String codeOrId) {
    return Optional.of(reader.value(INSTITUTIONS, INSTITUTIONS.institution(id(codeOrId))))
        .map(RegistryRecords::institution)
        .filter(institution -> institution.status() != Institution.Status.NONE);
  }

  @Override
  public List<Institution> institutions() {
    return all(this::institutions);
  }

  @Override
  public List<Institution> institutions(long offset, int limit) {
    var call = INSTITUTIONS.institutions(offset(offset), limit(limit));
    List<Institution> page =
        reader.elements(INSTITUTIONS, call, Institutions.Institution.class).stream()
            .map(RegistryRecords::institution)
            .toList();
    page.forEach(institution -> codes.put(institution.id(), institution.code()));
    return page;
  }

  @Override
  public Optional<MembershipApplication> membershipApplication(String id) {
    return Optional.of(reader.value(INSTITUTIONS, INSTITUTIONS.membershipApplication(word(id))))
        .map(RegistryRecords::membershipApplication)
        .filter(application -> application.status() != MembershipApplication.Status.NONE);
  }

  @Override
  public List<MembershipApplication> membershipApplications() {
    return all(
        (offset, limit) -> {
          var call = INSTITUTIONS.membershipApplications(offset(offset), limit(limit));
          return reader
              .elements(INSTITUTIONS, call, Institutions.MembershipApplication.class)
              .stream()
              .map(RegistryRecords::membershipApplication)
              .toList();
        });
  }

  @Override
  public Optional<Account> account(String address) {
    return Optional.of(reader.value(ACCOUNTS, ACCOUNTS.account(Hex.address(address))))
        .map(RegistryRecords::account)
        .filter(account -> account.status() != Account.Status.NONE);
  }

  @Override
  public Optional<String> predecessor(String account) {
    return members().succession(account).predecessor();
  }

  @Override
  public List<Account> accounts() {
    return all(this::accounts);
  }

  @Override
  public List<Account> accounts(long offset, int limit) {
    var call = ACCOUNTS.accounts(offset(offset), limit(limit));
    return reader.elements(ACCOUNTS, call, Accounts.Account.class).stream()
        .map(RegistryRecords::account)
        .toList();
  }

  @Override
  public Optional<Node> node(String id) {
    return Optional.of(reader.value(NODES, NODES.node(word(id))))
        .map(RegistryRecords::node)
        .filter(node -> node.status() != Node.Status.NONE);
  }

  @Override
  public List<Node> nodes() {
    return all(
        (offset, limit) ->
            reader
                .elements(NODES, NODES.nodes(offset(offset), limit(limit)), Nodes.Node.class)
                .stream()
                .map(RegistryRecords::node)
                .toList());
  }

  @Override
  public List<String> validators() {
    return reader
        .elements(NODES, NODES.getValidators(), org.web3j.abi.datatypes.Address.class)
        .stream()
        .map(org.web3j.abi.datatypes.Address::getValue)
        .toList();
  }

  @Override
  public Optional<Service> service(String pathOrId) {
    return Optional.of(reader.value(SERVICES, SERVICES.service(id(pathOrId))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::service);
  }

  @Override
  public List<Service> services() {
    return all(this::services);
  }

  @Override
  public List<Service> services(long offset, int limit) {
    var call = SERVICES.services(offset(offset), limit(limit));
    return reader.elements(SERVICES, call, Services.Service.class).stream()
        .map(records::service)
        .toList();
  }

  @Override
  public Optional<Subchain> subchain(String pathOrId) {
    return Optional.of(reader.value(SUBCHAINS, SUBCHAINS.subchain(id(pathOrId))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::subchain);
  }

  @Override
  public List<Subchain> subchains() {
    return all(
        (offset, limit) -> {
          var call = SUBCHAINS.subchains(offset(offset), limit(limit));
          return reader.elements(SUBCHAINS, call, Subchains.Subchain.class).stream()
              .map(records::subchain)
              .toList();
        });
  }

  @Override
  public Optional<Application> application(String pathOrId) {
    return Optional.of(reader.value(SUBCHAINS, SUBCHAINS.application(id(pathOrId))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::application);
  }

  @Override
  public List<Application.Version> applicationVersions(String pathOrId) {
    return histories.applicationVersions(pathOrId);
  }

  @Override
  public List<Application> applications() {
    return all(this::applications);
  }

  @Override
  public List<Application> applications(long offset, int limit) {
    var call = SUBCHAINS.applications(offset(offset), limit(limit));
    return reader.elements(SUBCHAINS, call, Subchains.Application.class).stream()
        .map(records::application)
        .toList();
  }

  @Override
  public Optional<BusinessContract> businessContract(String pathOrId) {
    return Optional.of(reader.value(SUBCHAINS, SUBCHAINS.businessContract(id(pathOrId))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::businessContract);
  }

  @Override
  public List<BusinessContract> businessContracts() {
    return all(
        (offset, limit) -> {
          var call = SUBCHAINS.businessContracts(offset(offset), limit(limit));
          return reader.elements(SUBCHAINS, call, Subchains.BusinessContract.class).stream()
              .map(records::businessContract)
              .toList();
        });
  }

  @Override
  public Optional<Pipeline> pipeline(String pathOrId) {
    return Optional.of(reader.value(PIPELINES, PIPELINES.pipeline(id(pathOrId))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::pipeline);
  }

  @Override
  public Optional<Pipeline> pipeline(long number) {
    return Optional.of(
            reader.value(PIPELINES, PIPELINES.pipelineByNumber(BigInteger.valueOf(number))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::pipeline);
  }

  @Override
  public List<Long> formerVersions(String pathOrId) {
    return histories.formerVersions(pathOrId);
  }

  @Override
  public boolean opens(long pipelineNumber) {
    return histories.opens(pipelineNumber);
  }

  @Override
  public boolean trustHolds(long pipelineNumber) {
    return histories.trustHolds(pipelineNumber);
  }

  @Override
  public Optional<TrustAnchors> agreedAnchors(String subchain, String trust) {
    return trustAnchorVersions(subchain).reversed().stream()
        .filter(version -> version.trust().equals(trust))
        .map(Subchain.Anchored::trustAnchors)
        .findFirst();
  }

  @Override
  public boolean restricted(String institution) {
    return reader.value(TRANSACTIONS, TRANSACTIONS.isRestricted(id(institution)));
  }

  @Override
  public List<Pipeline> pipelines() {
    return all(this::pipelines);
  }

  @Override
  public List<Pipeline> pipelines(long offset, int limit) {
    var call = PIPELINES.pipelines(offset(offset), limit(limit));
    return reader.elements(PIPELINES, call, Pipelines.Pipeline.class).stream()
        .map(records::pipeline)
        .toList();
  }

  @Override
  public Optional<TransactionRecord> transaction(String id) {
    return Optional.of(reader.value(TRANSACTIONS, TRANSACTIONS.transaction(word(id))))
        .filter(struct -> struct.status.signum() != 0)
        .map(LedgerRecords::transaction);
  }

  @Override
  public List<LedgerLine> history(String transaction) {
    return transaction(transaction)
        .map(new LedgerSearch(client, LOG_WINDOW)::history)
        .orElseGet(List::of);
  }

  @Override
  public List<LedgerLine> newestTransactions(int limit) {
    return new LedgerSearch(client, LOG_WINDOW).newest(limit);
  }

  @Override
  public Optional<WorkOrder> workOrder(String id) {
    return Optional.of(reader.value(WORK_ORDERS, WORK_ORDERS.workOrder(AbiValues.number(id))))
        .map(LedgerRecords::workOrder)
        .filter(workOrder -> workOrder.policy() != WorkOrder.Policy.NONE);
  }

  @Override
  public List<WorkOrder> workOrders() {
    return all(this::workOrders);
  }

  @Override
  public List<WorkOrder> workOrders(long offset, int limit) {
    var call = WORK_ORDERS.workOrders(offset(offset), limit(limit));
    return reader.elements(WORK_ORDERS, call, WorkOrders.WorkOrder.class).stream()
        .map(LedgerRecords::workOrder)
        .toList();
  }

  @Override
  public Optional<WorkOrder.Vote> vote(String workOrderId, String institutionCodeOrId) {
    var call = WORK_ORDERS.voteOf(AbiValues.number(workOrderId), id(institutionCodeOrId));
    BigInteger vote = reader.value(WORK_ORDERS, call);
    return vote.equals(NO_VOTE)
        ? Optional.empty()
        : Optional.of(AbiValues.constant(WorkOrder.Vote.class, vote));
  }

  @Override
  public WorkOrder.Policy policyOf(ProposedCall call) {
    var read = WORK_ORDERS.policyOf(call.to(), Hex.bytes(call.selector()));
    return AbiValues.constant(WorkOrder.Policy.class, reader.value(WORK_ORDERS, read));
  }

  @Override
  public Optional<Proposal> proposal(String workOrderId) {
    return workOrder(workOrderId).flatMap(new ProposalSearch(client, LOG_WINDOW)::find);
  }

  @Override
  public Map<String, Proposal> proposals(List<WorkOrder> workOrders) {
    return new ProposalSearch(client, LOG_WINDOW).find(workOrders);
  }

  @Override
  public Optional<GovernedContract> governedContract(String name) {
    return Optional.of(reader.value(CONTRACTS, CONTRACTS.governedContract(name)))
        .map(RegistryRecords::governedContract)
        .filter(contract -> contract.status() != GovernedContract.Status.NONE);
  }

  @Override
  public List<GovernedContract> governedContracts() {
    return all(
        (offset, limit) -> {
          var call = CONTRACTS.governedContracts(offset(offset), limit(limit));
          return reader.elements(CONTRACTS, call, Contracts.GovernedContract.class).stream()
              .map(RegistryRecords::governedContract)
              .toList();
        });
  }

  @Override
  public List<String> validatorsAt(long number) {
    return histories.validatorsAt(number);
  }

  @Override
  public List<ValidatorChange> validatorChanges() {
    return histories.validatorChanges();
  }

  @Override
  public Quorum quorum() {
    return histories.quorum();
  }

  @Override
  public List<Service.Version> serviceVersions(String pathOrId) {
    return histories.serviceVersions(pathOrId);
  }

  @Override
  public Service.Certificates serviceCertificates(String pathOrId) {
    return histories.serviceCertificates(pathOrId);
  }

  @Override
  public List<Service.Certificates> serviceCertificates(List<String> pathsOrIds) {
    return histories.serviceCertificates(pathsOrIds);
  }

  @Override
  public boolean serviceUsable(String pathOrId) {
    return histories.serviceUsable(pathOrId);
  }

  @Override
  public boolean itemUsable(Subchain.Item item, String pathOrId) {
    return histories.itemUsable(item, pathOrId);
  }

  @Override
  public Optional<Subchain.Anchored> trustAnchorsAt(String pathOrId, long blockTime) {
    return histories.trustAnchorsAt(pathOrId, blockTime);
  }

  @Override
  public List<Subchain.Anchored> trustAnchorVersions(String pathOrId) {
    return histories.trustAnchorVersions(pathOrId);
  }

  @Override
  public Optional<Long> pipelineAmendment(String pathOrId) {
    return histories.pipelineAmendment(pathOrId);
  }

  @Override
  public List<Pipeline.Change> pipelineHistory(String pathOrId) {
    return histories.pipelineHistory(pathOrId);
  }

  @Override
  public Optional<Long> callsLeft(long pipelineNumber) {
    return histories.callsLeft(pipelineNumber);
  }

  @Override
  public DataClass dataClass(String contractPathOrId) {
    return histories.dataClass(contractPathOrId);
  }

  @Override
  public List<GovernedContract.Version> governedContractVersions(String name) {
    return histories.governedContractVersions(name);
  }

  @Override
  public Optional<GovernedContract.Deployment> deployment(String name) {
    return histories.deployment(name);
  }

  @Override
  public Optional<Alliance> alliance(String pathOrId) {
    return sharing.alliance(pathOrId);
  }

  @Override
  public List<Alliance> alliances() {
    return sharing.alliances();
  }

  @Override
  public List<Alliance.Member> allianceMembers(String pathOrId) {
    return sharing.allianceMembers(pathOrId);
  }

  @Override
  public List<String> allianceSubchains(String pathOrId) {
    return sharing.allianceSubchains(pathOrId);
  }

  @Override
  public Alliance.Consent allianceConsent(String pathOrId, String institutionCodeOrId) {
    return sharing.allianceConsent(pathOrId, institutionCodeOrId);
  }

  @Override
  public Alliance.Tally allianceMotion(
      String pathOrId, Alliance.Motion motion, Optional<String> institutionCodeOrId) {
    return sharing.allianceMotion(pathOrId, motion, institutionCodeOrId);
  }

  @Override
  public Optional<DataSet> dataSet(String pathOrId) {
    return sharing.dataSet(pathOrId);
  }

  @Override
  public List<DataSet> dataSets() {
    return sharing.dataSets();
  }

  @Override
  public List<DataSet.Grant> dataGrants(String pathOrId) {
    return sharing.dataGrants(pathOrId);
  }

  @Override
  public List<DataSet.Use> dataUses(String pathOrId, long offset, int limit) {
    return sharing.dataUses(pathOrId, offset, limit);
  }

  @Override
  public boolean dataUsable(String pathOrId, String institutionCodeOrId) {
    return sharing.dataUsable(pathOrId, institutionCodeOrId);
  }

  @Override
  public DataSet.Totals dataTotals(String institutionCodeOrId) {
    return sharing.dataTotals(institutionCodeOrId);
  }

  private List<String> allCodes() {
    return institutions().stream().map(Institution::code).toList();
  }

  private String codeOf(String institutionId) {
    String known = codes.get(institutionId);
    if (known != null) {
      return known;
    }
    String code = reader.value(INSTITUTIONS, INSTITUTIONS.codeOf(word(institutionId)));
    if (!code.isEmpty()) {
      codes.put(institutionId, code);
    }
    return code;
  }

  private BlockHeader header(long number) {
    return client
        .header(number)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "block %d of chain %d: expected a block that exists, the chain ends earlier"
                        .formatted(number, client.chainId())));
  }
}
