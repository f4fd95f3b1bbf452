package io.govchain.crosschain.conversation;

import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.governance.Account;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Service;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registered facts that messages are made with, in memory: while the chain is away messages are
 * made with what it said last. Whoever is about to make some calls {@link #prepare} first; every
 * fact is as new as that.
 */
public final class Briefing {
  private final GovernanceCache registry;
  private final Directory directory;
  private final Map<Long, Pipeline> versions = new ConcurrentHashMap<>();
  private final Map<String, Pipeline> newest = new ConcurrentHashMap<>();
  private final Map<String, BusinessContract> contracts = new ConcurrentHashMap<>();
  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
  private volatile Optional<String> subchainProxy = Optional.empty();
  private volatile long blockTime;

  public Briefing(Directory directory) {
    this.registry = directory.registry();
    this.directory = directory;
  }

  /**
   * Learns whatever messages about this plan may need. Blocks, and asks the chain where the
   * registry's cache does not know.
   */
  public void prepare(Plan plan) {
    blockTime = registry.blockTime();
    subchainProxy = directory.subchainProxy();
    plan.steps().stream().map(PlanStep::version).distinct().forEach(this::learn);
  }

  /** The same where there is no plan, only a pipeline that was spoken of. */
  void prepare(String pipeline) {
    blockTime = registry.blockTime();
    registry.pipeline(pipeline).ifPresent(this::learn);
  }

  private void learn(long version) {
    registry.pipeline(version).ifPresent(this::learn);
  }

  private void learn(Pipeline pipeline) {
    versions.put(pipeline.number(), pipeline);
    newest.merge(pipeline.path(), pipeline, Briefing::later);
    learn(pipeline.source());
    learn(pipeline.target());
  }

  private void learn(PipelineSide side) {
    registry
        .businessContract(side.businessContract())
        .ifPresent(contract -> contracts.put(contract.path(), contract));
    registry.service(side.service()).ifPresent(this::learn);
  }

  private void learn(Service service) {
    registry
        .account(service.account())
        .map(Account::publicKey)
        .ifPresent(key -> keys.put(service.path(), Directory.bytes(key)));
  }

  /** Governance block time, unix seconds. */
  long blockTime() {
    return blockTime;
  }

  /** Path of the paired subchain proxy. */
  Optional<String> subchainProxy() {
    return subchainProxy;
  }

  /** The version that the plan goes by; where no plan has the pipeline, the newest known. */
  Pipeline pipeline(Optional<Plan> plan, String path) {
    return plan.stream()
        .flatMap(known -> known.steps().stream())
        .filter(step -> step.pipeline().equals(path))
        .findFirst()
        .map(step -> known("version of pipeline", path, versions.get(step.version())))
        .orElseGet(() -> known("pipeline", path, newest.get(path)));
  }

  private static Pipeline later(Pipeline one, Pipeline other) {
    return one.number() > other.number() ? one : other;
  }

  BusinessContract contract(String path) {
    return known("contract", path, contracts.get(path));
  }

  byte[] key(String service) {
    return known("key of", service, keys.get(service));
  }

  private static <T> T known(String what, String name, T value) {
    if (value == null) {
      throw new IllegalStateException(what + " " + name + " was not learnt before the write");
    }
    return value;
  }
}
