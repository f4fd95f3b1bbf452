package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.FollowedBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A read-through cache of the registry for a service that follows the governance chain: nothing
 * read before a change is answered after {@link #onBlock} saw the block that changed it. That holds
 * of several nodes behind one address, too, of which one lags: what is read is read from a state
 * that is no older than the newest block seen, and where the node that answers has none, the read
 * fails and is to be repeated. Thread-safe; what is unknown is never cached.
 *
 * <p>Every change of any record drops the whole cache. Changes are rare and records stand on each
 * other (a suspended institution stops all its accounts, services and pipelines), so a finer rule
 * would save little and could forget a case.
 *
 * <p>Not guaranteed: freshness while the follower lags. A service that has not seen a block for
 * long must not rely on {@link #blockTime()} nor on the records.
 */
public final class GovernanceCache implements Registry {

  /**
   * What a service touches is far below; more than this is a scan, and must not fill the memory.
   */
  private static final int MAX_ENTRIES = 20_000;

  private final GovernanceChain chain;
  private final NewestState<GovernanceChain> newest;

  /**
   * Replaced as a whole: a read that began before a change puts its answer into a map that nobody
   * reads any more.
   */
  private final AtomicReference<Map<Key, Object>> entries =
      new AtomicReference<>(new ConcurrentHashMap<>());

  private volatile Seen seen;

  /** The newest block seen. */
  private record Seen(long number, long time) {}

  private record Key(Class<?> kind, String name) {}

  private record Former(List<Long> numbers) {}

  private record Versions(List<Application.Version> newestFirst) {}

  private record Order(boolean opens) {}

  private record Trust(boolean holds) {}

  private record Restriction(boolean applies) {}

  /** An empty cache over the chain's latest state. */
  public GovernanceCache(GovernanceChain chain) {
    this.chain = chain;
    this.newest = NewestState.of(chain, this::block);
  }

  private long block() {
    Seen known = seen;
    return known == null ? -1 : known.number();
  }

  /**
   * Whether a block changes anything that is registered. The ledger, whose batches fill most blocks
   * and are long to decode, never does.
   */
  public static boolean isChangedBy(FollowedBlock block) {
    return block
        .logs()
        .filter(log -> !log.address().equals(GovernanceAddresses.TRANSACTIONS))
        .flatMap(log -> GovernanceEvents.decode(log).stream())
        .anyMatch(GovernanceEvent.OfRegistry.class::isInstance);
  }

  /** Takes note of the next block; call it before anything else looks at the block. */
  public void onBlock(FollowedBlock followed) {
    Seen before = seen;
    // Before the clearing: what is read for the new map must not be older than this block.
    seen = new Seen(followed.number(), followed.header().timestamp());
    if (before == null || isChangedBy(followed)) {
      clear();
    }
  }

  /** Forgets everything, as after a reorganisation or a gap in the blocks seen. */
  public void clear() {
    entries.set(new ConcurrentHashMap<>());
  }

  /** Timestamp of the newest block seen; the chain's latest while none was seen. */
  public long blockTime() {
    Seen known = seen;
    return known == null ? chain.blockTime() : known.time();
  }

  /** The chain behind the cache. */
  public GovernanceChain chain() {
    return chain;
  }

  @Override
  public Optional<Institution> institution(String codeOrId) {
    String id = Paths.id(codeOrId);
    return cached(Institution.class, id, state -> state.institution(id));
  }

  @Override
  public Optional<Account> account(String address) {
    return cached(Account.class, address, state -> state.account(address));
  }

  @Override
  public Optional<String> predecessor(String account) {
    return cached(String.class, account, state -> state.predecessor(account));
  }

  @Override
  public Optional<Node> node(String id) {
    return cached(Node.class, id, state -> state.node(id));
  }

  @Override
  public Optional<Service> service(String pathOrId) {
    String id = Paths.id(pathOrId);
    return cached(Service.class, id, state -> state.service(id));
  }

  @Override
  public Service.Certificates serviceCertificates(String pathOrId) {
    String id = Paths.id(pathOrId);
    return answer(Service.Certificates.class, id, state -> state.serviceCertificates(id));
  }

  @Override
  public Optional<Subchain> subchain(String pathOrId) {
    String id = Paths.id(pathOrId);
    return cached(Subchain.class, id, state -> state.subchain(id));
  }

  @Override
  public Optional<Application> application(String pathOrId) {
    String id = Paths.id(pathOrId);
    return cached(Application.class, id, state -> state.application(id));
  }

  @Override
  public List<Application.Version> applicationVersions(String pathOrId) {
    String id = Paths.id(pathOrId);
    return answer(Versions.class, id, state -> new Versions(state.applicationVersions(id)))
        .newestFirst();
  }

  /** Whoever hands a call on may be a block ahead of this cache and know a newer key. */
  @Override
  public Optional<Application.Version> applicationKey(String pathOrId, String address, long time) {
    return Registry.super
        .applicationKey(pathOrId, address, time)
        .or(() -> chain.applicationKey(pathOrId, address, time));
  }

  @Override
  public Optional<BusinessContract> businessContract(String pathOrId) {
    String id = Paths.id(pathOrId);
    return cached(BusinessContract.class, id, state -> state.businessContract(id));
  }

  @Override
  public Optional<Pipeline> pipeline(String pathOrId) {
    String id = Paths.id(pathOrId);
    return cached(Pipeline.class, id, state -> state.pipeline(id));
  }

  @Override
  public Optional<Pipeline> pipeline(long number) {
    return cached(Pipeline.class, Long.toString(number), state -> state.pipeline(number));
  }

  /** A partner may be a block ahead of this cache and already speak by a newer version. */
  @Override
  public Optional<Pipeline> pipeline(String pathOrId, String constraintHash) {
    return Registry.super
        .pipeline(pathOrId, constraintHash)
        .or(() -> chain.pipeline(pathOrId).filter(found -> agreed(found, constraintHash)));
  }

  private static boolean agreed(Pipeline pipeline, String constraintHash) {
    return pipeline.constraintHash().equals(constraintHash);
  }

  @Override
  public List<Long> formerVersions(String pathOrId) {
    String id = Paths.id(pathOrId);
    return answer(Former.class, id, state -> new Former(state.formerVersions(id))).numbers();
  }

  @Override
  public boolean opens(long pipelineNumber) {
    String number = Long.toString(pipelineNumber);
    return answer(Order.class, number, state -> new Order(state.opens(pipelineNumber))).opens();
  }

  @Override
  public boolean trustHolds(long pipelineNumber) {
    String number = Long.toString(pipelineNumber);
    return answer(Trust.class, number, state -> new Trust(state.trustHolds(pipelineNumber)))
        .holds();
  }

  @Override
  public Optional<TrustAnchors> agreedAnchors(String subchain, String trust) {
    String id = Paths.id(subchain);
    return cached(TrustAnchors.class, id + trust, state -> state.agreedAnchors(id, trust));
  }

  @Override
  public boolean restricted(String institution) {
    String id = Paths.id(institution);
    return answer(Restriction.class, id, state -> new Restriction(state.restricted(id))).applies();
  }

  private <R> R answer(Class<R> kind, String name, Function<GovernanceChain, R> read) {
    return cached(kind, name, state -> Optional.of(read.apply(state))).orElseThrow();
  }

  private <R> Optional<R> cached(
      Class<R> kind, String name, Function<GovernanceChain, Optional<R>> read) {
    Map<Key, Object> current = entries.get();
    Key key = new Key(kind, name);
    Object known = current.get(key);
    if (known != null) {
      return Optional.of(kind.cast(known));
    }
    Optional<R> answer = newest.read(read);
    answer.ifPresent(
        record -> {
          if (current.size() >= MAX_ENTRIES) {
            current.clear();
          }
          current.put(key, record);
        });
    return answer;
  }
}
