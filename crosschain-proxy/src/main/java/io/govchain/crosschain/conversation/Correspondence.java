package io.govchain.crosschain.conversation;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.PendingMessage;
import io.govchain.evm.EvmException;
import io.govchain.service.database.Database;
import io.govchain.service.logging.Logs;
import io.govchain.service.loop.Memory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the messages that were decided. What was decided is on disk before anything is made of it,
 * and a message is taken off that list in the very write that puts it on the outbox: a crash in
 * between loses none, and nobody has seen any that is made again.
 *
 * <p>Each transaction's messages are made one after the other, so that their lanes are in order;
 * those of many transactions at once. One that cannot be made is tried again and holds up its own
 * transaction only (I10).
 *
 * <p>How a transaction stands is told at once where somebody waits for it. Other news is told once
 * a second, of a few transactions at a time, and of a long list of a thirtieth: half of all
 * messages were news that was outdated before anybody had read it, and under load it must not take
 * the place of what moves transactions on; but an application must not be told for minutes that
 * nothing has happened where writes stand.
 */
public final class Correspondence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);
  private static final int NEWS_AT_ONCE = 10;

  /** No news waits longer than this many seconds for its turn. */
  static final int LONGEST_NEWS_WAITS = 30;

  private final Database database;
  private final Journal journal;
  private final Briefing briefing;
  private final OutgoingMessages messages;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Transactions whose messages are being made, with how often that was asked for. */
  private final Map<String, Long> underWay = new ConcurrentHashMap<>();

  /** Transactions whose news waits, the longest waiting first, and those whose news is due now. */
  private final Set<String> waiting = Collections.synchronizedSet(new LinkedHashSet<>());

  private final Set<String> due = ConcurrentHashMap.newKeySet();

  /** Of how many transactions at least the next news is told; of the one thread that tells it. */
  private int pace = NEWS_AT_ONCE;

  public Correspondence(
      Database database,
      Journal journal,
      Briefing briefing,
      OutgoingMessages messages,
      MeterRegistry metrics) {
    this.database = database;
    this.journal = journal;
    this.briefing = briefing;
    this.messages = messages;
    Gauge.builder("govchain.messages.being.made", underWay, Map::size)
        .description("Transactions whose decided messages are not on the outbox yet")
        .register(metrics);
  }

  /** Takes up what was decided and not made before. */
  public void resume() {
    journal.pendingMessages().transactions().forEach(this::wake);
    threads.execute(this::tellNews);
  }

  private void tellNews() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_NEWS);
        tellSome();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** No failure ends the only thread that tells news. */
  private void tellSome() {
    try {
      nextWithNews().forEach(this::tell);
    } catch (RuntimeException | Error failed) {
      Memory.note(failed);
      LOG.error("news waits for a second more", failed);
    }
  }

  private List<String> nextWithNews() {
    synchronized (waiting) {
      int told = atOnce(waiting.size(), pace);
      pace = told < waiting.size() ? told : NEWS_AT_ONCE;
      return waiting.stream().limit(told).toList();
    }
  }

  /**
   * Of how many transactions news is told in a second.
   *
   * @param before it was of so many a second ago, and is of no fewer until none waits: a share of
   *     what is left would take the last ones ever longer
   */
  static int atOnce(int waiting, int before) {
    return Math.max(before, Math.ceilDiv(waiting, LONGEST_NEWS_WAITS));
  }

  private void tell(String transaction) {
    waiting.remove(transaction);
    due.add(transaction);
    wake(transaction);
  }

  /** Messages of a transaction were decided, and are on disk as such. */
  public void wake(String transaction) {
    if (underWay.merge(transaction, 1L, Long::sum) == 1) {
      try {
        threads.execute(() -> Logs.runInTransaction(transaction, () -> run(transaction)));
      } catch (RejectedExecutionException closing) {
        LOG.debug("closing; messages of {} are left to the next start", transaction);
      }
    }
  }

  private void run(String transaction) {
    try {
      long asked;
      do {
        asked = underWay.get(transaction);
        untilMade(transaction);
      } while (isAskedAgain(transaction, asked));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAskedAgain(String transaction, long seen) {
    return underWay.compute(transaction, (key, now) -> now == seen ? null : now) != null;
  }

  /** Neither a full disk nor a defect loses a message: it is made as soon as it can be. */
  private void untilMade(String transaction) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        boolean news = due.contains(transaction);
        make(transaction, news);
        if (news) {
          due.remove(transaction);
        }
        return;
      } catch (RuntimeException | Error failed) {
        Memory.note(failed);
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("closing");
        }
        LOG.error("messages of transaction {} wait", transaction, failed);
      }
      Thread.sleep(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  /**
   * Makes what is decided now, and waits until it is on the outbox.
   *
   * @param withNews also news that nobody waits for
   */
  void make(String transaction, boolean withNews) {
    Decided decided = database.read(handle -> decided(handle, transaction));
    News news = News.in(decided.messages());
    boolean told = withNews || news.isUrgent();
    if (told) {
      waiting.remove(transaction);
    } else if (news.newest().isPresent()) {
      waiting.add(transaction);
    }
    List<PendingMessage> said = told ? news.withNewest() : news.others();
    if (!said.isEmpty()) {
      learn(decided);
      List<Letters.Letter> letters =
          database.read(handle -> messages.make(handle, transaction, decided.state(), said));
      keep(letters, told ? decided.messages() : said);
    }
  }

  private void keep(List<Letters.Letter> letters, List<PendingMessage> from) {
    database.writeAndWait(
        handle -> {
          messages.keep(handle, letters);
          journal.pendingMessages().made(handle, from);
          return letters.size();
        });
  }

  /**
   * What is to be said, and of what.
   *
   * @param spokenOf pipelines of others' requests, where there is no plan
   */
  private record Decided(
      List<PendingMessage> messages, TransactionState state, List<String> spokenOf) {}

  private Decided decided(Handle handle, String transaction) {
    List<PendingMessage> decided = journal.pendingMessages().of(handle, transaction);
    TransactionState state =
        decided.isEmpty()
            ? Engine.initial()
            : journal.transactions().find(handle, transaction).orElseGet(Engine::initial);
    List<String> spokenOf =
        state.known().isPresent()
            ? List.of()
            : Conversations.requestedPipelines(handle, transaction);
    return new Decided(decided, state, spokenOf);
  }

  /** While the chain is away, what it said before has to do. */
  private void learn(Decided decided) {
    try {
      decided.state().known().map(Progress::plan).ifPresent(briefing::prepare);
      decided.spokenOf().forEach(briefing::prepare);
    } catch (EvmException away) {
      LOG.debug("messages are made with what is known", away);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
