package io.govchain.console.index;

import static io.govchain.console.store.Kind.ACCOUNTS;
import static io.govchain.console.store.Kind.ALLIANCES;
import static io.govchain.console.store.Kind.APPLICATIONS;
import static io.govchain.console.store.Kind.BUSINESS_CONTRACTS;
import static io.govchain.console.store.Kind.DATA_SETS;
import static io.govchain.console.store.Kind.GOVERNANCE_CONTRACTS;
import static io.govchain.console.store.Kind.INSTITUTIONS;
import static io.govchain.console.store.Kind.MEMBERSHIP_APPLICATIONS;
import static io.govchain.console.store.Kind.NODES;
import static io.govchain.console.store.Kind.PIPELINES;
import static io.govchain.console.store.Kind.SERVICES;
import static io.govchain.console.store.Kind.SUBCHAINS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.Kind;
import io.govchain.governance.Account;
import io.govchain.governance.Alliance;
import io.govchain.governance.Application;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.DataSet;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernedContract;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipApplication;
import io.govchain.governance.Node;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.ProtocolKey;
import io.govchain.governance.Service;
import io.govchain.governance.Subchain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads records from the chain, each with what its own page shows. */
final class RecordReader {
  /** Uses of a data set that its page shows. */
  private static final int SHOWN_USES = 100;

  private final GovernanceChain chain;

  RecordReader(GovernanceChain chain) {
    this.chain = chain;
  }

  /** The record as of the latest block; empty where the chain has none, or the kind is none. */
  Optional<ReadRecord> read(Kind kind, String id) {
    return switch (kind) {
      case INSTITUTIONS -> chain.institution(id).map(this::institution);
      case MEMBERSHIP_APPLICATIONS -> chain.membershipApplication(id).map(this::application);
      case ACCOUNTS -> chain.account(id).map(this::account);
      case NODES -> chain.node(id).map(this::node);
      case SERVICES -> chain.service(id).map(this::service);
      case SUBCHAINS -> chain.subchain(id).map(this::subchain);
      case APPLICATIONS -> chain.application(id).map(this::application);
      case BUSINESS_CONTRACTS -> chain.businessContract(id).map(this::businessContract);
      case PIPELINES -> chain.pipeline(id).map(this::pipeline);
      case ALLIANCES -> chain.alliance(id).map(this::alliance);
      case DATA_SETS -> chain.dataSet(id).map(this::dataSet);
      case GOVERNANCE_CONTRACTS ->
          chain.governedContracts().stream()
              .filter(contract -> Paths.id(contract.name()).equals(id))
              .findFirst()
              .map(this::contract);
      case WORK_ORDERS, TRANSACTIONS, RULES, CHAIN -> Optional.empty();
    };
  }

  /**
   * Everything that is registered, also what was there from the founding on and has no event.
   * Registers and their records are read at the same time.
   */
  List<ReadRecord> all(Executor executor) {
    return Stream.of(
            all(chain::institutions, this::institution, executor),
            all(chain::membershipApplications, this::application, executor),
            all(chain::accounts, this::account, executor),
            all(chain::nodes, this::node, executor),
            all(chain::services, this::service, executor),
            all(chain::subchains, this::subchain, executor),
            all(chain::applications, this::application, executor),
            all(chain::businessContracts, this::businessContract, executor),
            all(chain::pipelines, this::pipeline, executor),
            all(chain::alliances, this::alliance, executor),
            all(chain::dataSets, this::dataSet, executor),
            all(chain::governedContracts, this::contract, executor))
        .flatMap(register -> RangeReader.joined(register).stream())
        .map(RangeReader::joined)
        .toList();
  }

  private static <R> CompletableFuture<List<CompletableFuture<ReadRecord>>> all(
      Supplier<List<R>> register, Function<R, ReadRecord> reader, Executor executor) {
    return CompletableFuture.supplyAsync(register, executor)
        .thenApply(
            records ->
                records.stream()
                    .map(each -> CompletableFuture.supplyAsync(() -> reader.apply(each), executor))
                    .toList());
  }

  private ReadRecord institution(Institution record) {
    return ReadRecord.of(
            INSTITUTIONS, record.id(), record.code(), record.status(), Optional.empty(), record)
        .with("standings", chain.members().standings(record.id()))
        .with("dataTotals", chain.dataTotals(record.id()));
  }

  private ReadRecord application(MembershipApplication record) {
    return ReadRecord.of(
            MEMBERSHIP_APPLICATIONS,
            record.id(),
            record.code(),
            record.status(),
            Optional.empty(),
            record)
        .with("reviews", chain.members().reviews(record.id()));
  }

  private ReadRecord account(Account record) {
    String address = record.address();
    List<ProtocolKey> keys =
        Arrays.stream(ProtocolKey.Suite.values())
            .filter(suite -> suite != ProtocolKey.Suite.NONE)
            .flatMap(suite -> chain.members().protocolKeys(address, suite).stream())
            .toList();
    return ReadRecord.of(
            ACCOUNTS, address, address, record.status(), Optional.of(record.institution()), record)
        .with("statusChanges", chain.members().statusChanges(address))
        .with("succession", chain.members().succession(address))
        .with("protocolKeys", keys);
  }

  private ReadRecord node(Node record) {
    ReadRecord read =
        ReadRecord.of(
            NODES,
            record.id(),
            record.endpoint(),
            record.status(),
            Optional.of(record.institution()),
            record);
    // "kind" says which register it is in.
    return renamed(read, "kind", "chainKind");
  }

  private ReadRecord service(Service record) {
    ReadRecord read =
        ReadRecord.of(
                SERVICES,
                record.id(),
                record.path(),
                record.status(),
                Optional.of(record.institution()),
                record)
            .with("versions", chain.serviceVersions(record.id()))
            .with("certificates", chain.serviceCertificates(record.id()));
    return renamed(read, "kind", "chainKind");
  }

  private ReadRecord subchain(Subchain record) {
    ReadRecord read =
        ReadRecord.of(
                SUBCHAINS,
                record.id(),
                record.path(),
                record.status(),
                Optional.of(record.institution()),
                record)
            .with("trustAnchorVersions", chain.trustAnchorVersions(record.id()));
    ((ObjectNode) read.json().get("trustAnchors"))
        .put("rule", record.trustAnchors().rule().name())
        .put("encoded", record.trustAnchors().encoded());
    return renamed(read, "kind", "chainKind");
  }

  private ReadRecord application(Application record) {
    return ReadRecord.of(
        APPLICATIONS,
        record.id(),
        record.path(),
        record.status(),
        Optional.of(record.institution()),
        record);
  }

  private ReadRecord businessContract(BusinessContract record) {
    ReadRecord read =
        ReadRecord.of(
            BUSINESS_CONTRACTS,
            record.id(),
            record.path(),
            record.status(),
            Optional.of(record.institution()),
            record);
    read.json().put("dataClass", chain.dataClass(record.id()).name());
    read.json().withArray("functions").forEach(function -> withId((ObjectNode) function));
    return read;
  }

  private static void withId(ObjectNode function) {
    function.put("id", Paths.id(function.get("signature").textValue()));
  }

  private ReadRecord pipeline(Pipeline record) {
    ReadRecord read =
        ReadRecord.of(
                PIPELINES,
                record.id(),
                record.path(),
                record.status(),
                Optional.of(record.source().institution()),
                record)
            .with("changes", chain.pipelineHistory(record.id()))
            .with("formerVersions", chain.formerVersions(record.id()));
    chain
        .pipelineAmendment(record.id())
        .flatMap(chain::pipeline)
        .ifPresent(proposed -> read.with("amendment", proposed));
    return read;
  }

  private ReadRecord alliance(Alliance record) {
    return ReadRecord.of(
            ALLIANCES,
            record.id(),
            record.path(),
            record.status(),
            Optional.of(record.lead()),
            record)
        .with("memberList", chain.allianceMembers(record.id()))
        .with("subchainIds", chain.allianceSubchains(record.id()));
  }

  private ReadRecord dataSet(DataSet record) {
    long from = Math.max(0, record.uses() - SHOWN_USES);
    return ReadRecord.of(
            DATA_SETS,
            record.id(),
            record.path(),
            record.status(),
            Optional.of(record.institution()),
            record)
        .with("grantList", chain.dataGrants(record.id()))
        .with("useList", chain.dataUses(record.id(), from, SHOWN_USES));
  }

  private ReadRecord contract(GovernedContract record) {
    ReadRecord read =
        ReadRecord.of(
                GOVERNANCE_CONTRACTS,
                Paths.id(record.name()),
                record.name(),
                record.status(),
                Optional.empty(),
                record)
            .with("versions", chain.governedContractVersions(record.name()));
    chain.deployment(record.name()).ifPresent(deployment -> read.with("deployment", deployment));
    return read;
  }

  private static ReadRecord renamed(ReadRecord read, String from, String to) {
    read.json().set(to, read.json().remove(from));
    return read;
  }
}
