package io.govchain.adapter.evm;

import io.govchain.adapter.NonceRange;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.TransactionCounts;
import io.govchain.evm.send.NonceUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The account's transactions that the host's store does not know, as after the loss of a database
 * or where an older copy was put back. The chain is asked for them before every new write and
 * before it is said that none was made, so that a step that was executed is never executed again
 * (invariants I2, I9). A store cannot see how old it is: whether a nonce is missing anywhere below
 * the account's count decides, and once writes have gone on after such a copy the missing ones lie
 * between them. Where none is missing, nothing is searched.
 *
 * <p>What was found and is not shown now, or not deeply enough, is not settled: nothing is said of
 * it and nothing written in its place. That a node lacks something never means that it is not
 * there.
 */
final class LostWrites {
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  private final EvmClient client;
  private final String account;
  private final PreparedWrites store;
  private final IntSupplier confirmations;
  private final CaughtUp caughtUp;
  private final NonceSearch search;

  /** Which reference a lost write without effect was told to, by what it was to do. */
  private final Map<String, String> told = new ConcurrentHashMap<>();

  /** Since when something has been looked for in vain, on the clock of nanoTime. */
  private volatile Long searching;

  private final AtomicReference<Known> known = new AtomicReference<>(Known.nothing());

  /**
   * @param cleared of the nonces below, those that the store lacks are found
   */
  private record Known(long cleared, List<FoundTransaction> found) {
    static Known nothing() {
      return new Known(0, List.of());
    }
  }

  /**
   * @param confirmations how many blocks must follow one before what it holds counts
   * @param caughtUp asked before anything counts as never written
   */
  LostWrites(
      EvmClient client,
      String account,
      PreparedWrites store,
      IntSupplier confirmations,
      CaughtUp caughtUp) {
    this.client = client;
    this.account = account;
    this.store = store;
    this.confirmations = confirmations;
    this.caughtUp = caughtUp;
    this.search = new NonceSearch(client, account);
  }

  /**
   * What became of a write of exactly this data, tag included; of several, the one that took
   * effect. One that had no effect is told to the first reference that asks: a later one is a new
   * attempt at the same, which must be made and not be answered with the failure of an old one.
   *
   * @throws EvmException when the chain cannot tell, or cannot tell yet
   */
  Optional<Receipt> receipt(String reference, String to, String data) {
    List<Receipt> receipts = new ArrayList<>();
    for (FoundTransaction each : all()) {
      if (each.isCall(to, data)) {
        receipts.add(settled(each));
      }
    }
    return receipts.stream()
        .filter(Receipt::succeeded)
        .findFirst()
        .or(() -> receipts.stream().findFirst().filter(none -> isFirst(reference, to, data)));
  }

  /**
   * A write that was sent before a loss may reach a block, from another node's pool, after its
   * nonce was given to the same write once more: then the former one is what became of it.
   *
   * @param displaced a write whose nonce another transaction used
   */
  Optional<Receipt> inPlaceOf(PreparedWrite displaced, String to, String data) {
    return NonceUse.find(client, displaced.account(), displaced.nonce())
        .flatMap(
            use ->
                use.transaction()
                    .map(user -> new FoundTransaction(use.block(), user))
                    .filter(user -> user.isCall(to, data)))
        .map(this::settled);
  }

  /** How far a search is that looks at every block; empty while there is none. Any thread. */
  Optional<String> progress() {
    return search.progress();
  }

  /** Why nothing is written, once that has lasted so long that people must know. Any thread. */
  Optional<String> standstill() {
    return standstill(STANDSTILL);
  }

  Optional<String> standstill(Duration after) {
    Long since = searching;
    long nanos = since == null ? 0 : System.nanoTime() - since;
    return since == null || nanos < after.toNanos()
        ? Optional.empty()
        : Optional.of(
            "nothing is written before it is known what %s wrote that the store does not know, looked for since %d s: %s"
                .formatted(
                    account,
                    TimeUnit.NANOSECONDS.toSeconds(nanos),
                    progress().orElse("the node's answers do not tell")));
  }

  private boolean isFirst(String reference, String to, String data) {
    return told.computeIfAbsent(to + data, first -> reference).equals(reference);
  }

  private Receipt settled(FoundTransaction found) {
    String hash = found.transaction().hash();
    // Before the receipt: what is deep then is no less deep when it is shown.
    long head = client.latestHeader().number();
    Optional<Receipt> shown = client.receipt(hash).or(() -> ofItsBlock(found));
    if (shown.isEmpty()) {
      forget();
      throw new EvmException.ResponseRefused(
          "%s was in block %d, of which the node shows no receipt of it now"
              .formatted(hash, found.block()),
          null);
    }
    long enough = shown.get().blockNumber() + confirmations.getAsInt();
    if (enough > head) {
      throw new EvmException.ResponseRefused(
          "%s is in block %d: expected the head at %d or above, actual %d"
              .formatted(hash, shown.get().blockNumber(), enough, head),
          null);
    }
    return shown.get();
  }

  /** Nodes that forget where a transaction stands still have its block. */
  private Optional<Receipt> ofItsBlock(FoundTransaction found) {
    return client.blockReceipts(found.block()).stream()
        .flatMap(List::stream)
        .filter(receipt -> receipt.transactionHash().equals(found.transaction().hash()))
        .findFirst();
  }

  /**
   * Returns once none is under way any more: what the chain then says counts.
   *
   * @throws EvmException when the chain cannot tell, or cannot tell yet
   */
  void requireSettled() {
    all();
  }

  /**
   * Blocks were taken back: what they held may stand elsewhere, or nowhere. Never the same nothing
   * as before: what is searched for just now must not be kept. Only the search knows what it looked
   * at below them, and goes on from there.
   */
  void forget() {
    known.set(Known.nothing());
  }

  private List<FoundTransaction> all() {
    caughtUp.require();
    Known before = known.get();
    TransactionCounts counts = counts(before);
    List<NonceRange> missing = missing(before, counts);
    if (!missing.isEmpty()) {
      return searched();
    }
    searching = null;
    // In vain where another was faster or blocks were taken back: then the next look does it.
    known.compareAndSet(before, new Known(counts.mined(), before.found()));
    return before.found();
  }

  private synchronized List<FoundTransaction> searched() {
    Known before = known.get();
    TransactionCounts counts = counts(before);
    List<NonceRange> missing = missing(before, counts);
    if (missing.isEmpty()) {
      searching = null;
      return before.found();
    }
    if (searching == null) {
      searching = System.nanoTime();
    }
    List<FoundTransaction> found =
        Stream.concat(before.found().stream(), search.find(missing).stream()).toList();
    searching = null;
    // In vain where blocks were taken back meanwhile: then it is looked for anew.
    return known.compareAndSet(before, new Known(counts.mined(), found)) ? found : all();
  }

  private TransactionCounts counts(Known before) {
    TransactionCounts counts = client.transactionCounts(account);
    if (counts.mined() < before.cleared()) {
      throw new EvmException.ResponseRefused(
          "account %s: expected %d transactions as counted before, the node counts %d: it is behind, or blocks were taken back"
              .formatted(account, before.cleared(), counts.mined()),
          null);
    }
    return counts;
  }

  /** Asked after the counts: what this process sends is in the store before the chain counts it. */
  private List<NonceRange> missing(Known before, TransactionCounts counts) {
    List<NonceRange> missing = store.missingNonces(account, before.cleared(), counts.withPool());
    long waiting = missing.stream().mapToLong(range -> above(range, counts.mined())).sum();
    if (waiting > 0) {
      throw new EvmException.ResponseRefused(
          "account %s: %d transactions of unknown origin wait to be mined"
              .formatted(account, waiting),
          null);
    }
    return missing;
  }

  private static long above(NonceRange range, long mined) {
    return Math.max(0, range.to() - Math.max(range.from(), mined));
  }
}
