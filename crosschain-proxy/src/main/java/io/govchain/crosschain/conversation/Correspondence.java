package io.govchain.crosschain.conversation;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.PendingMessage;
import io.govchain.evm.EvmException;
import io.govchain.service.database.Database;
import io.govchain.service.logging.Logs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>How a transaction stands is told at once where somebody waits for it, and otherwise once a
 * second: most such messages were outdated before anybody had read them.
 */
public final class Correspondence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);

  private final Database database;
  private final Journal journal;
  private final Briefing briefing;
  private final OutgoingMessages messages;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Transactions whose messages are being made, with how often that was asked for. */
  private final Map<String, Long> underWay = new ConcurrentHashMap<>();

  /** Transactions whose news waits for the next second, and those whose news is due now. */
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  private final Set<String> due = ConcurrentHashMap.newKeySet();

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
        for (String transaction : List.copyOf(waiting)) {
          waiting.remove(transaction);
          due.add(transaction);
          wake(transaction);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
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
      } catch (RuntimeException failed) {
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
    learn(transaction);
    Made made = database.read(handle -> made(handle, transaction, withNews));
    if (!made.from().isEmpty()) {
      database.writeAndWait(
          handle -> {
            messages.keep(handle, made.letters());
            journal.pendingMessages().made(handle, made.from());
            return made.letters().size();
          });
    }
  }

  private record Made(List<PendingMessage> from, List<Letters.Letter> letters) {}

  private Made made(Handle handle, String transaction, boolean withNews) {
    List<PendingMessage> decided = journal.pendingMessages().of(handle, transaction);
    News news = News.in(decided);
    boolean told = withNews || news.isUrgent();
    if (!told && news.newest().isPresent()) {
      waiting.add(transaction);
    }
    List<PendingMessage> said = told ? news.withNewest() : news.others();
    if (said.isEmpty()) {
      return new Made(List.of(), List.of());
    }
    TransactionState state =
        journal.transactions().find(handle, transaction).orElseGet(Engine::initial);
    return new Made(
        told ? decided : said, messages.make(handle, transaction, state, said));
  }

  /** While the chain is away, what it said before has to do. */
  private void learn(String transaction) {
    Optional<Plan> plan =
        database.read(
            handle ->
                journal
                    .transactions()
                    .find(handle, transaction)
                    .flatMap(TransactionState::known)
                    .map(Progress::plan));
    try {
      if (plan.isPresent()) {
        briefing.prepare(plan.get());
      } else {
        database
            .read(handle -> Conversations.requestedPipelines(handle, transaction))
            .forEach(briefing::prepare);
      }
    } catch (EvmException away) {
      LOG.debug("messages of {} are made with what is known", transaction, away);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
