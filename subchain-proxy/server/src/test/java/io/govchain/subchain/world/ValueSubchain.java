package io.govchain.subchain.world;

import io.govchain.adapter.AdapterDescription;
import io.govchain.adapter.AdapterHealth;
import io.govchain.adapter.ArgumentProblem;
import io.govchain.adapter.Following;
import io.govchain.adapter.PastWrite;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.ReadRequest;
import io.govchain.adapter.Reason;
import io.govchain.adapter.Sighting;
import io.govchain.adapter.Strays;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.SubchainGateway;
import io.govchain.adapter.SubchainHistory;
import io.govchain.adapter.SubchainListener;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A chain that outlives adapters, and adapters that keep to the adapter's contract on it. Crashes
 * are placed where a test wants them.
 */
public final class ValueSubchain {

  /** Where an adapter stops as if its process had died. */
  public enum Death {
    NEVER,
    BEFORE_SAVING,
    AFTER_SAVING,
    AFTER_BROADCASTING
  }

  /** The chain's gateway. */
  public final ValueGateway gateway = new ValueGateway();

  private final List<String> effects = new ArrayList<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final List<Integer> confirmations = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final Set<String> moved = ConcurrentHashMap.newKeySet();
  private final List<Strays.Stray> strays = new CopyOnWriteArrayList<>();
  private final List<Integer> askedAbout = new CopyOnWriteArrayList<>();
  private final List<String> expected = new CopyOnWriteArrayList<>();
  private volatile boolean unreachable;
  private volatile boolean nameless;
  private volatile long head = 1;
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile String returned = "[true]";
  private volatile CountDownLatch searchEnd = new CountDownLatch(0);
  private volatile boolean searching;

  /** What each write that reached the adapter had been told to wait for, in order. */
  public List<Integer> confirmations() {
    return List.copyOf(confirmations);
  }

  /** The evidence that adapters were reminded of, in order. */
  public List<String> shown() {
    return List.copyOf(shown);
  }

  /** References of the writes that took effect, in order. */
  public synchronized List<String> effects() {
    return List.copyOf(effects);
  }

  /** A block with this write is taken back, and none has it any more. */
  public synchronized void takeBack(String reference) {
    effects.remove(reference);
  }

  /** A write takes effect that its proxy knows nothing of, or takes for over. */
  public synchronized void effect(String reference) {
    mine(reference);
  }

  /** From now on this stands in another block. */
  public void move(String hash) {
    moved.add(hash);
  }

  /** Somebody with the proxy's key wrote this. */
  public void stray(String hash, String call) {
    strays.add(new Strays.Stray(hash, call));
    effect(hash);
  }

  /** How many writes were asked about at a time. */
  public List<Integer> askedAbout() {
    return List.copyOf(askedAbout);
  }

  /** From now on the contract refuses this write. */
  public void refuse(String reference, String why) {
    refusals.put(reference, why);
  }

  /** What reads return from now on: a JSON array. */
  public void returns(String valueJson) {
    returned = valueJson;
  }

  public void reachable(boolean answer) {
    unreachable = !answer;
  }

  /** From now on its node's newest block is this one. */
  public void head(long block) {
    head = block;
  }

  /** From now on its node does not say which chain it is. */
  public void nameless(boolean silent) {
    nameless = silent;
  }

  /** Blocks, by chain id, that adapters were told of as seen in a former life. */
  public List<String> expected() {
    return List.copyOf(expected);
  }

  /** From now on whoever asks for a write from before a loss waits for this. */
  public void earlierTakesUntil(CountDownLatch end) {
    searchEnd = end;
  }

  /** Whether somebody has asked for one and waits. */
  public boolean isSearching() {
    return searching;
  }

  /** How many writes came while the chain could not be reached. */
  public int turnedAway() {
    return turnedAway.get();
  }

  private synchronized void mine(String reference) {
    if (!effects.contains(reference)) {
      effects.add(reference);
    }
  }

  private synchronized boolean has(String reference) {
    return effects.contains(reference);
  }

  /** An adapter on this chain, over the host's store. */
  public SubchainAdapter adapter(PreparedWrites store, Death death) {
    return new Adapter(store, death);
  }

  private final class Adapter implements SubchainAdapter {

    private final PreparedWrites store;
    private final Death death;
    private volatile int blocks;

    Adapter(PreparedWrites store, Death death) {
      this.store = store;
      this.death = death;
    }

    @Override
    public void expectBlock(long chainId, long number) {
      expected.add(chainId + ": " + number);
    }

    @Override
    public AdapterDescription describe() {
      if (nameless) {
        throw new SubchainUnavailableException("down", new IllegalStateException("down"));
      }
      return new AdapterDescription("evm", 4242, "0xaccount");
    }

    @Override
    public AdapterHealth health() {
      return new AdapterHealth(!unreachable, head, 0, "a value");
    }

    @Override
    public Optional<ArgumentProblem> checkArguments(String address, String function, String json) {
      return Optional.empty();
    }

    @Override
    public void confirmAtLeast(int more) {
      blocks = Math.max(blocks, more);
    }

    @Override
    public void wasShown(String evidence) {
      shown.add(evidence);
    }

    @Override
    public CompletableFuture<WriteOutcome> write(WriteRequest request) {
      confirmations.add(blocks);
      String reference = request.reference();
      CompletableFuture<WriteOutcome> never = new CompletableFuture<>();
      if (unreachable) {
        turnedAway.incrementAndGet();
        return CompletableFuture.failedFuture(
            new SubchainUnavailableException("down", new IllegalStateException("down")));
      }
      if (store.byReference(reference).isEmpty()) {
        if (refusals.containsKey(reference)) {
          Reason reason = new Reason("write-refused", refusals.get(reference));
          return CompletableFuture.completedFuture(new WriteOutcome.Refused(reason, "refusal"));
        }
        if (death == Death.BEFORE_SAVING) {
          return never;
        }
        long nonce = store.highestNonce("0xaccount").orElse(-1) + 1;
        store.save(
            List.of(new PreparedWrite(reference, "0xaccount", nonce, "0x" + nonce, new byte[1])));
        if (death == Death.AFTER_SAVING) {
          return never;
        }
      }
      if (isWithheld(reference)) {
        store.finish(reference, "withheld");
        return CompletableFuture.completedFuture(
            new WriteOutcome.Refused(new Reason("transaction-displaced", "withdrawn"), "filler"));
      }
      mine(reference);
      if (death == Death.AFTER_BROADCASTING) {
        return never;
      }
      store.finish(reference, "mined");
      return CompletableFuture.completedFuture(
          new WriteOutcome.Succeeded(
              store.byReference(reference).orElseThrow().hash(), 1, "evidence of " + reference));
    }

    @Override
    public void withdraw(String reference) {
      store.withdraw(reference);
    }

    private boolean isWithheld(String reference) {
      return !has(reference) && store.withdrawn("0xaccount").contains(reference);
    }

    @Override
    public Optional<WriteOutcome> earlier(WriteRequest request) {
      confirmations.add(blocks);
      awaitSearch();
      return has(request.reference())
          ? Optional.of(new WriteOutcome.Succeeded("0xfound", 1, "evidence"))
          : Optional.empty();
    }

    private void awaitSearch() {
      searching = true;
      try {
        searchEnd.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new SubchainUnavailableException("stopped", stopped);
      }
    }

    @Override
    public ReadOutcome read(ReadRequest request) {
      return new ReadOutcome.Value(returned, 1, "evidence");
    }

    @Override
    public void resume() {
      List<PreparedWrite> wanted =
          store.unfinished("0xaccount").stream()
              .filter(write -> !isWithheld(write.reference()))
              .toList();
      for (PreparedWrite write : wanted) {
        mine(write.reference());
        store.finish(write.reference(), has(write.reference()) ? "mined" : "unknown");
      }
    }

    @Override
    public Following follow(long fromBlock, SubchainListener listener) {
      return () -> {};
    }

    @Override
    public Optional<SubchainGateway> gateway(String address) {
      return Optional.of(gateway.on(store, death, () -> blocks));
    }

    @Override
    public Optional<SubchainHistory> history() {
      return Optional.of(new History(store));
    }

    @Override
    public void close() {}
  }

  private final class History implements SubchainHistory {
    private final PreparedWrites store;

    History(PreparedWrites store) {
      this.store = store;
    }

    @Override
    public List<Sighting> sightings(List<PastWrite> writes) {
      if (unreachable) {
        throw new SubchainUnavailableException("down", new IllegalStateException("down"));
      }
      askedAbout.add(writes.size());
      return writes.stream().map(PastWrite::transactionHash).map(this::sighting).toList();
    }

    private Sighting sighting(String hash) {
      boolean there =
          effects().stream()
              .anyMatch(
                  reference ->
                      reference.equals(hash)
                          || store
                              .byReference(reference)
                              .filter(write -> write.hash().equals(hash))
                              .isPresent());
      boolean elsewhere = moved.contains(hash);
      return there
          ? new Sighting(Sighting.State.EFFECTIVE, 1, elsewhere ? "0xb2" : "0xb1", elsewhere)
          : Sighting.outside(Sighting.State.ABSENT);
    }

    @Override
    public Strays strays() {
      List<Strays.Stray> found = List.copyOf(strays);
      strays.removeAll(found);
      return new Strays(found, true);
    }
  }
}
