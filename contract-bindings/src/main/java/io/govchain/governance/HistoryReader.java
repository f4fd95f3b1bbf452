package io.govchain.governance;

import static io.govchain.governance.AbiValues.hex;
import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.ContractReader.all;
import static io.govchain.governance.ContractReader.limit;
import static io.govchain.governance.ContractReader.offset;
import static io.govchain.governance.Wrappers.CONTRACTS;
import static io.govchain.governance.Wrappers.NODES;
import static io.govchain.governance.Wrappers.PIPELINES;
import static io.govchain.governance.Wrappers.SERVICES;
import static io.govchain.governance.Wrappers.SUBCHAINS;

import io.govchain.contracts.generated.Contracts;
import io.govchain.contracts.generated.Nodes;
import io.govchain.contracts.generated.Pipelines;
import io.govchain.contracts.generated.Services;
import io.govchain.contracts.generated.Subchains;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint32;

/** Reads histories and what is derived from several records. */
record HistoryReader(ContractReader reader) implements HistoryReads {

  @Override
  public List<String> validatorsAt(long block) {
    return reader
        .elements(NODES, NODES.validatorsAt(BigInteger.valueOf(block)), Address.class)
        .stream()
        .map(Address::getValue)
        .toList();
  }

  @Override
  public List<ValidatorChange> validatorChanges() {
    return all(
        (offset, limit) -> {
          var call = NODES.validatorChanges(offset(offset), limit(limit));
          return reader.elements(NODES, call, Nodes.ValidatorChange.class).stream()
              .map(RegistryRecords::validatorChange)
              .toList();
        });
  }

  @Override
  public Quorum quorum() {
    List<Long> counts = reader.numbers(NODES, NODES.quorum());
    return new Quorum(counts.get(0), counts.get(1), counts.get(2));
  }

  @Override
  public List<Service.Version> serviceVersions(String pathOrId) {
    return all(
        (offset, limit) -> {
          var call = SERVICES.serviceVersions(id(pathOrId), offset(offset), limit(limit));
          return reader.elements(SERVICES, call, Services.Version.class).stream()
              .map(RegistryRecords::serviceVersion)
              .toList();
        });
  }

  Service.Certificates serviceCertificates(String pathOrId) {
    return certificates(reader.values(SERVICES, SERVICES.certificates(id(pathOrId))));
  }

  @Override
  public List<Service.Certificates> serviceCertificates(List<String> pathsOrIds) {
    var calls = pathsOrIds.stream().map(each -> SERVICES.certificates(id(each))).toList();
    return reader.valuesOfAll(SERVICES, calls).stream().map(HistoryReader::certificates).toList();
  }

  private static Service.Certificates certificates(List<Object> values) {
    return new Service.Certificates(
        hex((byte[]) values.get(0)),
        AbiValues.unlessZero((byte[]) values.get(1)),
        ((BigInteger) values.get(2)).longValueExact());
  }

  @Override
  public boolean serviceUsable(String pathOrId) {
    return reader.value(SERVICES, SERVICES.usable(id(pathOrId)));
  }

  @Override
  public boolean itemUsable(Subchain.Item item, String pathOrId) {
    byte[] id = id(pathOrId);
    return switch (item) {
      case NONE -> false;
      case SUBCHAIN -> reader.value(SUBCHAINS, SUBCHAINS.subchainUsable(id));
      case APPLICATION -> reader.value(SUBCHAINS, SUBCHAINS.applicationUsable(id));
      case CONTRACT -> reader.value(SUBCHAINS, SUBCHAINS.contractUsable(id));
    };
  }

  @Override
  public Optional<Subchain.Anchored> trustAnchorsAt(String pathOrId, long blockTime) {
    var call = SUBCHAINS.trustAnchorsAt(id(pathOrId), BigInteger.valueOf(blockTime));
    return Optional.of(reader.value(SUBCHAINS, call))
        .filter(struct -> struct.rule.signum() != 0)
        .map(RegistryRecords::anchored);
  }

  @Override
  public List<Subchain.Anchored> trustAnchorVersions(String pathOrId) {
    return all(
        (offset, limit) -> {
          var call = SUBCHAINS.trustAnchorVersions(id(pathOrId), offset(offset), limit(limit));
          return reader.elements(SUBCHAINS, call, Subchains.AnchorVersion.class).stream()
              .map(RegistryRecords::anchored)
              .toList();
        });
  }

  @Override
  public Optional<Long> pipelineAmendment(String pathOrId) {
    BigInteger number = reader.value(PIPELINES, PIPELINES.amendmentOf(id(pathOrId)));
    return Optional.of(number.longValueExact()).filter(found -> found != 0);
  }

  @Override
  public List<Pipeline.Change> pipelineHistory(String pathOrId) {
    return all((offset, limit) -> changes(pathOrId, offset, limit));
  }

  /** The numbers of a pipeline's newest former versions, newest first. */
  List<Long> formerVersions(String pathOrId) {
    byte[] id = id(pathOrId);
    BigInteger count = reader.value(PIPELINES, PIPELINES.formerVersionCount(id));
    long offset = Math.max(0, count.longValueExact() - GovernanceChain.PAGE);
    var call = PIPELINES.formerVersions(id, offset(offset), limit(GovernanceChain.PAGE));
    return reader.elements(PIPELINES, call, Uint32.class).reversed().stream()
        .map(number -> number.getValue().longValueExact())
        .toList();
  }

  private List<Pipeline.Change> changes(String pathOrId, long offset, int limit) {
    var call = PIPELINES.history(id(pathOrId), offset(offset), limit(limit));
    return reader.elements(PIPELINES, call, Pipelines.Change.class).stream()
        .map(RegistryRecords::change)
        .toList();
  }

  /** The newest keys of an application, newest first. */
  List<Application.Version> applicationVersions(String pathOrId) {
    byte[] id = id(pathOrId);
    BigInteger count = reader.value(SUBCHAINS, SUBCHAINS.applicationKeyCount(id));
    long offset = Math.max(0, count.longValueExact() - GovernanceChain.PAGE);
    var call = SUBCHAINS.applicationKeys(id, offset(offset), limit(GovernanceChain.PAGE));
    return reader.elements(SUBCHAINS, call, Subchains.KeyVersion.class).reversed().stream()
        .map(RegistryRecords::applicationVersion)
        .toList();
  }

  @Override
  public Optional<Long> callsLeft(long pipelineNumber) {
    var call = PIPELINES.parties(BigInteger.valueOf(pipelineNumber));
    BigInteger left = (BigInteger) reader.values(PIPELINES, call).get(3);
    return left.bitLength() < Long.SIZE ? Optional.of(left.longValueExact()) : Optional.empty();
  }

  boolean opens(long pipelineNumber) {
    var call = PIPELINES.parties(BigInteger.valueOf(pipelineNumber));
    return (Boolean) reader.values(PIPELINES, call).get(2);
  }

  boolean trustHolds(long pipelineNumber) {
    return reader.value(PIPELINES, PIPELINES.trustHolds(BigInteger.valueOf(pipelineNumber)));
  }

  @Override
  public DataClass dataClass(String contractPathOrId) {
    var call = SUBCHAINS.dataClassOf(id(contractPathOrId));
    return AbiValues.constant(DataClass.class, reader.value(SUBCHAINS, call));
  }

  @Override
  public List<GovernedContract.Version> governedContractVersions(String name) {
    return all(
        (offset, limit) -> {
          var call = CONTRACTS.versions(name, offset(offset), limit(limit));
          return reader.elements(CONTRACTS, call, Contracts.Version.class).stream()
              .map(RegistryRecords::version)
              .toList();
        });
  }

  @Override
  public Optional<GovernedContract.Deployment> deployment(String name) {
    return Optional.of(reader.value(CONTRACTS, CONTRACTS.deployment(name)))
        .filter(struct -> struct.decidedAt.signum() != 0)
        .map(
            struct ->
                new GovernedContract.Deployment(
                    hex(struct.creationCodeHash),
                    hex(struct.data),
                    struct.decidedAt.longValueExact()));
  }
}
