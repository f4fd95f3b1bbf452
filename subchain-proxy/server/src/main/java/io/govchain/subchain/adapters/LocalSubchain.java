package io.govchain.subchain.adapters;

import io.govchain.adapter.AdapterDescription;
import io.govchain.adapter.AdapterHealth;
import io.govchain.adapter.ArgumentProblem;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.SubchainHistory;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import java.time.Duration;
import java.util.Optional;

/**
 * The subchain behind this proxy: its adapter, or the reason why there is none. A missing plugin
 * keeps nothing else from working; what needs the chain waits.
 */
public final class LocalSubchain implements AutoCloseable {

  /** Whoever is turned away asks again sooner than this. */
  private static final Duration TOLD = Duration.ofMinutes(1);

  private final String kind;
  private final Optional<SubchainAdapter> adapter;
  private final String problem;
  private volatile Optional<OtherChain> other = Optional.empty();

  /** What was meant for another chain than the adapter reaches, and when it came. */
  private record OtherChain(String text, long nanos) {}

  private LocalSubchain(String kind, Optional<SubchainAdapter> adapter, String problem) {
    this.kind = kind;
    this.adapter = adapter;
    this.problem = problem;
  }

  /** A subchain with its adapter. */
  public static LocalSubchain of(String kind, SubchainAdapter adapter) {
    return new LocalSubchain(kind, Optional.of(adapter), "");
  }

  /** A subchain that cannot be reached because its adapter is missing or does not open. */
  public static LocalSubchain without(String kind, String problem) {
    return new LocalSubchain(kind, Optional.empty(), problem);
  }

  /** Kind of chain that the adapter speaks. */
  public String kind() {
    return kind;
  }

  /**
   * The adapter.
   *
   * @throws SubchainUnavailableException when there is none
   */
  public SubchainAdapter adapter() {
    return adapter.orElseThrow(
        () -> new SubchainUnavailableException(problem, new IllegalStateException(problem)));
  }

  /** Judges arguments of calls on chains of this adapter's kind; others are not judged here. */
  public Optional<ArgumentProblem> checkArguments(
      String chainKind, String contractAddress, String function, String argumentsJson) {
    return chainKind.equals(kind)
        ? adapter.flatMap(found -> found.checkArguments(contractAddress, function, argumentsJson))
        : Optional.empty();
  }

  /**
   * Makes sure that the chain behind the adapter is the registered one: a write meant for one chain
   * would be just as valid on another of the same kind.
   *
   * @throws SubchainUnavailableException when it is not, or does not say
   */
  public void requireChain(Subchain registered) {
    AdapterDescription actual = adapter().describe();
    if (actual.chainId() != registered.chainId()) {
      String text =
          "subchain %s: expected chain id %d as registered, the adapter reaches %d"
              .formatted(registered.path(), registered.chainId(), actual.chainId());
      other = Optional.of(new OtherChain(text, System.nanoTime()));
      throw new SubchainUnavailableException(text, new IllegalStateException(text));
    }
    other = Optional.empty();
  }

  /** Why what was asked for within the last minute waits: it is meant for another chain. */
  public Optional<String> otherChain() {
    return other
        .filter(found -> System.nanoTime() - found.nanos() < TOLD.toNanos())
        .map(OtherChain::text);
  }

  /**
   * Lets the adapter show nothing that the registered rule would not believe yet.
   *
   * @throws SubchainUnavailableException when there is no adapter
   */
  public void confirmAs(Subchain registered) {
    if (registered.trustAnchors() instanceof TrustAnchors.NodeAgreement rule) {
      adapter().confirmAtLeast(rule.confirmations());
    }
  }

  /** How the chain is doing; unreachable when there is no adapter. */
  public AdapterHealth health() {
    return adapter
        .map(SubchainAdapter::health)
        .orElseGet(() -> new AdapterHealth(false, -1, 0, problem));
  }

  /** Why writes do not go on although the chain answers. */
  public Optional<String> standstill() {
    return adapter.flatMap(SubchainAdapter::standstill);
  }

  /** What the chain shows of earlier writes, where there is an adapter that can tell. */
  public Optional<SubchainHistory> history() {
    return adapter.flatMap(SubchainAdapter::history);
  }

  /** A former life saw this block of this chain. */
  void expectBlock(long chainId, long number) {
    adapter.ifPresent(found -> found.expectBlock(chainId, number));
  }

  /** A prepared write is not wanted any more. Where there is no adapter, none is sent either. */
  public void withdraw(String reference) {
    adapter.ifPresent(found -> found.withdraw(reference));
  }

  /** Takes up unfinished writes. */
  public void resume() {
    adapter.ifPresent(SubchainAdapter::resume);
  }

  @Override
  public void close() {
    adapter.ifPresent(SubchainAdapter::close);
  }
}
