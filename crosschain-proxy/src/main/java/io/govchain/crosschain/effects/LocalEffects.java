package io.govchain.crosschain.effects;

import io.govchain.crosschain.engine.Alarm;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.PendingEffect;
import io.govchain.crosschain.verification.Verification;
import io.govchain.evidence.Finding;
import io.govchain.service.logging.Logs;
import io.govchain.service.loop.Memory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs local effects, each on a virtual thread, until they are done or the process ends. */
public final class LocalEffects implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalEffects.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Journal journal;
  private final Verification verification;
  private final Alarms alarms;
  private final MeterRegistry metrics;
  private final BiConsumer<String, Input> apply;
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param apply applies an input to a transaction, and waits until it is on disk
   */
  public LocalEffects(
      Journal journal,
      Verification verification,
      Alarms alarms,
      MeterRegistry metrics,
      BiConsumer<String, Input> apply) {
    this.journal = journal;
    this.verification = verification;
    this.alarms = alarms;
    this.metrics = metrics;
    this.apply = apply;
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
    Pause pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
    try {
      while (!isDone(effect)) {
        pause.sleep();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Neither a full disk nor a defect ends an effect: it is tried again, and delays no other. */
  private boolean isDone(PendingEffect effect) throws InterruptedException {
    try {
      return switch (effect.effect()) {
        case Effect.JudgeEvidence judge -> judge(effect, judge);
        case Effect.RaiseAlarm raise -> raise(effect, raise.alarm());
      };
    } catch (RuntimeException | Error failed) {
      Memory.note(failed);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("closing");
      }
      LOG.error("{} failed and is tried again", effect.effect(), failed);
      metrics.counter("govchain.effects.failed").increment();
      return false;
    }
  }

  private boolean judge(PendingEffect effect, Effect.JudgeEvidence judge)
      throws InterruptedException {
    return switch (verification.judge(effect.transaction(), judge.step(), judge.digest())) {
      case Finding.Accepted accepted -> judged(effect, judge, Verdict.Accepted, Reason.NONE);
      case Finding.Disputed disputed -> {
        LOG.warn("step {}: evidence disputed: {}", judge.step(), disputed.code());
        yield judged(effect, judge, Verdict.Disputed, new Reason(disputed.code(), disputed.text()));
      }
      case Finding.Undecided undecided -> {
        LOG.info("step {}: evidence not judged yet: {}", judge.step(), undecided.why());
        yield isPointless(effect);
      }
    };
  }

  private boolean judged(
      PendingEffect effect, Effect.JudgeEvidence judge, Verdict verdict, Reason reason) {
    apply.accept(
        effect.transaction(),
        new Input.EvidenceJudged(judge.step(), judge.digest(), verdict, reason));
    metrics.counter("govchain.verification.verdicts", "verdict", verdict.name()).increment();
    return true;
  }

  /** A transaction that has ended or never begun needs no judgement any more. */
  private boolean isPointless(PendingEffect effect) {
    boolean over =
        journal
            .transactions()
            .find(effect.transaction())
            .map(state -> state.isFinal() || state.status() == ApplicationStatus.Rejected)
            .orElse(true);
    if (over) {
      journal.pendingEffects().performed(effect).join();
    }
    return over;
  }

  private boolean raise(PendingEffect effect, Alarm alarm) {
    alarms.raise(effect.transaction(), alarm);
    journal.pendingEffects().performed(effect).join();
    return true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
