package io.govchain.subchain.governance;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.follow.BlockFollower;
import io.govchain.evm.follow.BlockListener;
import io.govchain.evm.follow.FollowerSettings;
import io.govchain.evm.follow.FollowerStatus;
import io.govchain.evm.follow.Reliance;
import io.govchain.evm.follow.Syncing;
import io.govchain.governance.Application;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.NewestState;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Registry;
import io.govchain.governance.RegistryIndex;
import io.govchain.governance.TransactionRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The governance chain, followed block by block. Starts as soon as the chain first answers. */
public final class LiveGovernance implements Governance {

  private static final long RETRY_MILLIS = 500;

  private final EvmClient client;
  private final GovernanceChain chain;
  private final GovernanceCache cache;
  private final RegistryIndex applications;
  private final RegistryIndex pipelines;
  private final BlockBeat beat = new BlockBeat();
  private final NewestState<GovernanceChain> records;
  private final Syncing syncing;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile BlockFollower follower;
  private volatile String problem = "not asked yet";
  private volatile long seenBefore = -1;

  /** A view of the chain behind this client; nothing is asked before {@link #start}. */
  public LiveGovernance(EvmClient client) {
    this.client = client;
    this.chain = GovernanceChain.connect(client);
    this.cache = new GovernanceCache(chain);
    this.applications = RegistryIndex.ofApplications(chain);
    this.pipelines = RegistryIndex.ofPipelines(chain);
    this.records = NewestState.of(chain, beat::block);
    this.syncing = new Syncing(client);
  }

  @Override
  public void start(long newestSeenBefore) {
    seenBefore = newestSeenBefore;
    if (!begin()) {
      Thread.ofVirtual().name("governance-start").start(this::beginLater);
    }
  }

  private void beginLater() {
    try {
      while (!closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS) && !begin()) {
        // The condition does the work.
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean begin() {
    try {
      if (closing.getCount() > 0) {
        long newest = client.latestHeader().number();
        Optional<String> behind = behind(newest);
        if (behind.isPresent()) {
          problem = behind.get();
          return false;
        }
        follower =
            BlockFollower.follow(client, newest, new Listener(), FollowerSettings.defaults());
      }
      return true;
    } catch (RuntimeException | Error failure) {
      problem = failure instanceof EvmException ? failure.getMessage() : failure.toString();
      return false;
    }
  }

  /**
   * Why the node's newest block is an old one; before it is followed, there may be nobody to see.
   */
  private Optional<String> behind(long newest) {
    return Reliance.beforeFollowing(newest, seenBefore).or(syncing::problem);
  }

  @Override
  public Registry registry() {
    return cache;
  }

  @Override
  public List<Application> applicationsWith(String tlsFingerprint) {
    return applications.ids(tlsFingerprint).stream()
        .flatMap(id -> cache.application(id).stream())
        .filter(application -> application.tlsFingerprint().equals(tlsFingerprint))
        .toList();
  }

  @Override
  public List<Pipeline> pipelinesOf(String application) {
    return pipelines(pipelines.ids(application));
  }

  @Override
  public List<Pipeline> pipelines() {
    return pipelines(pipelines.ids());
  }

  private List<Pipeline> pipelines(Collection<String> ids) {
    return ids.stream().flatMap(id -> cache.pipeline(id).stream()).toList();
  }

  @Override
  public Optional<String> crowding() {
    return applications.problem().or(pipelines::problem);
  }

  @Override
  public long blockTime() {
    return cache.blockTime();
  }

  @Override
  public Optional<TransactionRecord> transaction(String id) {
    return records.read(state -> state.transaction(id));
  }

  @Override
  public Optional<Long> callsLeft(long pipelineNumber) {
    return records.read(state -> state.callsLeft(pipelineNumber));
  }

  @Override
  public long block() {
    return beat.block();
  }

  @Override
  public void awaitBlockAfter(long block, Duration atMost) throws InterruptedException {
    beat.awaitAfter(block, atMost);
  }

  @Override
  public Optional<String> staleness() {
    BlockFollower running = follower;
    String place = "governance chain " + client.endpoint().display();
    if (running == null) {
      return Optional.of(place + " cannot be relied on yet: " + problem);
    }
    return Reliance.whileFollowing(running.status())
        .or(syncing::problem)
        .map(text -> place + ": " + text);
  }

  @Override
  public Optional<String> knownStaleness() {
    Optional<FollowerStatus> following = status();
    return following.isEmpty()
        ? Optional.of("the governance chain cannot be relied on yet")
        : following.flatMap(Reliance::whileFollowing).map("the governance chain: "::concat);
  }

  @Override
  public long setBack() {
    return status().map(FollowerStatus::setBack).orElse(0L);
  }

  @Override
  public Optional<String> lacking() {
    return status().flatMap(Reliance::lacking);
  }

  private Optional<FollowerStatus> status() {
    return Optional.ofNullable(follower).map(BlockFollower::status);
  }

  @Override
  public void close() {
    BlockFollower running;
    closing.countDown();
    synchronized (this) {
      running = follower;
    }
    if (running != null) {
      running.close();
    }
    client.close();
  }

  private final class Listener implements BlockListener {

    @Override
    public void onBlock(FollowedBlock block) {
      cache.onBlock(block);
      applications.onBlock(block);
      pipelines.onBlock(block);
      beat.onBlock(block.number());
    }

    @Override
    public void onReorg(long lastCommonBlock) {
      cache.clear();
      applications.clear();
      pipelines.clear();
    }
  }
}
