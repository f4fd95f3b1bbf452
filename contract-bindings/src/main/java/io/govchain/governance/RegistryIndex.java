package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ids of all registered records of one kind, found by a field that the contracts have no index
 * for: whose certificate this is, which pipelines an application may call. It is read once and then
 * follows the events: a change costs the records that it names, not the whole list, since one
 * member can make a change in every block. An id is where to look, not what is registered: the
 * record that a reader takes from a {@link GovernanceCache} decides.
 *
 * <p>Nothing read before a change is answered after {@link #onBlock} saw its block, and nothing is
 * read from a state older than the newest block seen (see {@link NewestState}). One thread reads at
 * a time; those who waited while it failed are told of its failure. Thread-safe.
 */
public final class RegistryIndex {

  /** More records are not held in memory; an id that is not found is then refused, not denied. */
  static final int MOST = 50_000;

  private final Kind kind;
  private final int most;
  private final NewestState<GovernanceChain> newest;
  private final ReentrantLock reading = new ReentrantLock();
  private final StaleEntries stale = new StaleEntries();
  private volatile long seen = -1;
  private volatile IndexEntries entries = IndexEntries.none();
  private volatile long attempts;
  private volatile Failure failure = new Failure(0, null);

  private record Failure(long attempt, RuntimeException why) {}

  /** An entry: the id of a record and what it is found by. */
  record Entry(String id, Set<String> keys) {}

  /**
   * What is indexed, and the ids that an event names.
   *
   * @param all every entry, but no more than a number
   */
  record Kind(
      String name,
      BiFunction<GovernanceChain, Integer, List<Entry>> all,
      BiFunction<GovernanceChain, String, Optional<Entry>> one,
      Function<GovernanceEvent.OfRegistry, Stream<String>> named) {}

  RegistryIndex(GovernanceChain chain, Kind kind, int most) {
    this.kind = kind;
    this.most = most;
    this.newest = NewestState.of(chain, () -> seen);
  }

  /** Applications by the fingerprint of their certificate. */
  public static RegistryIndex ofApplications(GovernanceChain chain) {
    return new RegistryIndex(chain, IndexedKinds.APPLICATIONS, MOST);
  }

  /**
   * Services by the fingerprints of their present certificate and of the one before, which may go
   * on being found when it counts no longer.
   */
  public static RegistryIndex ofServices(GovernanceChain chain) {
    return new RegistryIndex(chain, IndexedKinds.SERVICES, MOST);
  }

  /** Pipelines by the id of the application that may call them in their present version. */
  public static RegistryIndex ofPipelines(GovernanceChain chain) {
    return new RegistryIndex(chain, IndexedKinds.PIPELINES, MOST);
  }

  /** Takes note of the next block. */
  public void onBlock(FollowedBlock block) {
    boolean first = seen < 0;
    // Before the change is told: what is read because of it must not be older than this block.
    seen = block.number();
    if (first) {
      clear();
      return;
    }
    stale.add(
        block
            .logs()
            .filter(log -> !log.address().equals(GovernanceAddresses.TRANSACTIONS))
            .flatMap(log -> GovernanceEvents.decode(log).stream())
            .filter(GovernanceEvent.OfRegistry.class::isInstance)
            .map(GovernanceEvent.OfRegistry.class::cast)
            .flatMap(kind.named())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Forgets everything, as after a reorganisation. */
  public void clear() {
    stale.addAll();
  }

  /**
   * Ids of the records with this key.
   *
   * @throws EvmException where the chain does not answer, or where none is found and not all
   *     records could be held
   */
  public Set<String> ids(String key) {
    IndexEntries known = current();
    Set<String> found = known.ids(key);
    if (found.isEmpty() && known.full()) {
      throw new EvmException.ResponseRefused(tooMany(), null);
    }
    return found;
  }

  /** Ids of all records, in order of registration; of too many the oldest. */
  public List<String> ids() {
    return current().ids();
  }

  /** What people should know: there are more records than are held. */
  public Optional<String> problem() {
    return entries.full() ? Optional.of(tooMany()) : Optional.empty();
  }

  private String tooMany() {
    return "expected at most %d registered %s, actual: more; those registered later are not found"
        .formatted(most, kind.name());
  }

  private IndexEntries current() {
    long wanted = stale.version();
    IndexEntries known = entries;
    if (known.version() >= wanted) {
      return known;
    }
    long before = attempts;
    reading.lock();
    try {
      if (entries.version() < wanted) {
        if (failure.attempt() > before) {
          throw failure.why();
        }
        read();
      }
      return entries;
    } finally {
      reading.unlock();
    }
  }

  private void read() {
    long attempt = attempts + 1;
    attempts = attempt;
    StaleEntries.Taken taken = stale.take();
    try {
      entries = newest.read(state -> entries(state, taken));
    } catch (RuntimeException failed) {
      stale.giveBack(taken);
      failure = new Failure(attempt, failed);
      throw failed;
    }
  }

  private IndexEntries entries(GovernanceChain state, StaleEntries.Taken taken) {
    long pages = entries.size() / GovernanceChain.PAGE + 1;
    if (taken.all() || taken.ids().size() > pages) {
      // One more than are held tells that there are more.
      return IndexEntries.of(taken.version(), kind.all().apply(state, most + 1), most);
    }
    Map<String, Optional<Entry>> changed =
        taken.ids().stream()
            .filter(id -> !entries.full() || entries.has(id))
            .collect(Collectors.toMap(id -> id, id -> kind.one().apply(state, id)));
    return entries.with(taken.version(), changed, most);
  }
}
