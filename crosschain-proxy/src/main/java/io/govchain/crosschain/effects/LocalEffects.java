package io.govchain.crosschain.effects;

import io.govchain.crosschain.engine.Alarm;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.PendingEffect;
import io.govchain.crosschain.journal.Stepped;
import io.govchain.crosschain.verification.Finding;
import io.govchain.crosschain.verification.Verification;
import io.govchain.service.logging.Logs;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs local effects, each on a virtual thread, until they are done or the process ends. */
public final class LocalEffects implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalEffects.class);
  private static final int MAX_EXAMINATIONS = 32;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Journal journal;
  private final Verification verification;
  private final Alarms alarms;
  private final MeterRegistry metrics;
  private final Consumer<Stepped> stepped;
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private final Semaphore examinations = new Semaphore(MAX_EXAMINATIONS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param stepped told of every step that an effect leads to
   */
  public LocalEffects(
      Journal journal,
      Verification verification,
      Alarms alarms,
      MeterRegistry metrics,
      Consumer<Stepped> stepped) {
    this.journal = journal;
    this.verification = verification;
    this.alarms = alarms;
    this.metrics = metrics;
    this.stepped = stepped;
  }

  /** Takes up what was left from before. */
  public void resume() {
    journal.pendingEffects().list().forEach(this::perform);
  }

  /** Performs an effect that is on disk; the same again is ignored while it is under way. */
  public void perform(PendingEffect effect) {
    if (underWay.add(effect.number())) {
      threads.execute(
          () -> {
            try {
              Logs.runInTransaction(effect.transaction(), () -> run(effect));
            } finally {
              underWay.remove(effect.number());
            }
          });
    }
  }

  private void run(PendingEffect effect) {
    try {
      switch (effect.effect()) {
        case Effect.JudgeEvidence judge -> judge(effect, judge);
        case Effect.RaiseAlarm raise -> raise(effect, raise.alarm());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // It stays on disk and is taken up again by the next start.
      LOG.error("{} of transaction {} failed", effect.effect(), effect.transaction(), e);
      metrics.counter("govchain.effects.failed").increment();
    }
  }

  private void judge(PendingEffect effect, Effect.JudgeEvidence judge) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      examinations.acquire();
      Finding finding;
      try {
        finding = verification.judge(effect.transaction(), judge.step(), judge.digest());
      } finally {
        examinations.release();
      }
      switch (finding) {
        case Finding.Accepted accepted -> {
          judged(effect, judge, Verdict.Accepted, Reason.NONE);
          return;
        }
        case Finding.Disputed disputed -> {
          LOG.warn("step {}: evidence disputed: {}", judge.step(), disputed.reason().text());
          judged(effect, judge, Verdict.Disputed, disputed.reason());
          return;
        }
        case Finding.Undecided undecided -> {
          LOG.info("step {}: evidence not judged yet: {}", judge.step(), undecided.why());
          if (journal
              .transactions()
              .find(effect.transaction())
              .map(state -> state.isFinal())
              .orElse(false)) {
            journal.pendingEffects().performed(effect).join();
            return;
          }
          Thread.sleep(pause);
          pause =
              pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                  ? LONGEST_PAUSE
                  : pause.multipliedBy(2);
        }
      }
    }
  }

  private void judged(
      PendingEffect effect, Effect.JudgeEvidence judge, Verdict verdict, Reason reason) {
    metrics.counter("govchain.verification.verdicts", "verdict", verdict.name()).increment();
    stepped.accept(
        journal
            .step(
                effect.transaction(),
                new Input.EvidenceJudged(judge.step(), judge.digest(), verdict, reason))
            .join());
  }

  private void raise(PendingEffect effect, Alarm alarm) {
    LOG.error("ALARM {} step {}: {}", alarm.code(), alarm.step(), alarm.text());
    metrics.counter("govchain.alarms", "code", alarm.code().name()).increment();
    alarms.keep(effect.transaction(), alarm);
    journal.pendingEffects().performed(effect).join();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
