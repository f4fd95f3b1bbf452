package io.govchain.governance;

import java.util.List;
import java.util.Optional;

/** What was true at an earlier time, and what is usable now with all that it depends on. */
public interface HistoryReads {

  /**
   * The validators in the state of a past block. They signed the block after it: the seals of block
   * N are checked against those of block N - 1.
   */
  List<String> validatorsAt(long block);

  /** Every admission and removal of a validator, oldest first. */
  List<ValidatorChange> validatorChanges();

  /** How many validators there are and have to be. */
  Quorum quorum();

  /** Everything that a service ever showed, oldest first. */
  List<Service.Version> serviceVersions(String pathOrId);

  /** The certificates that each of these services may show now, in their order, asked together. */
  List<Service.Certificates> serviceCertificates(List<String> pathsOrIds);

  /** Whether a service is usable now. */
  boolean serviceUsable(String pathOrId);

  /** Whether a subchain, application or business contract is usable now. */
  boolean itemUsable(Subchain.Item item, String pathOrId);

  /** What a subchain's evidence was verified against at a block time; empty before it existed. */
  Optional<Subchain.Anchored> trustAnchorsAt(String pathOrId, long blockTime);

  /** All trust anchors of a subchain, oldest first. */
  List<Subchain.Anchored> trustAnchorVersions(String pathOrId);

  /** The version that was proposed last of a pipeline and is not accepted yet. */
  Optional<Long> pipelineAmendment(String pathOrId);

  /** Every change of status of every version of a pipeline, oldest first. */
  List<Pipeline.Change> pipelineHistory(String pathOrId);

  /** How many calls a version's limit still allows now; empty where there is no limit. */
  Optional<Long> callsLeft(long pipelineNumber);

  /** The class of the data that a business contract handles. */
  DataClass dataClass(String contractPathOrId);

  /** Every implementation that a governance contract ever had, oldest first. */
  List<GovernedContract.Version> governedContractVersions(String name);

  /** A governance contract that was decided on and awaits its code. */
  Optional<GovernedContract.Deployment> deployment(String name);
}
