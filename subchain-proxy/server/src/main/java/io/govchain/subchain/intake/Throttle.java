package io.govchain.subchain.intake;

import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.service.database.Database;
import io.govchain.subchain.journal.Calls;
import java.util.List;
import java.util.Optional;

/**
 * How much an application may ask for, and when to ask again. What a chain or a disk cannot keep up
 * with stays unfinished, so that the bound on unfinished calls passes their pace on to the caller.
 */
public final class Throttle {

  /** Unfinished calls end with the blocks of the chains. */
  private static final long BLOCKS_SECONDS = 5;

  private final Database database;
  private final RateLimiter applications;
  private final RateLimiter pipelines;
  private final int unfinished;

  /**
   * All bounds at least 1.
   *
   * @param perApplication calls per second handed in by one application; one that is kept already
   *     is told of before, as whoever asks for its transaction is
   * @param perPipeline new calls per second that one pipeline is part of
   * @param unfinished calls of one application that have neither ended nor wait for people
   */
  public Throttle(Database database, int perApplication, int perPipeline, int unfinished) {
    this.database = database;
    this.applications = new RateLimiter(perApplication);
    this.pipelines = new RateLimiter(perPipeline);
    this.unfinished = unfinished;
  }

  /** Not now. */
  public record Wait(Refusal refusal, long seconds) {}

  /**
   * Judges whatever an application hands in.
   *
   * @param nanos a monotonic clock
   */
  public Optional<Wait> any(String application, long nanos) {
    return taken(applications, "calls of " + application, application, nanos);
  }

  /**
   * Judges a call that was never handed in before. Of calls that come at the same time a few more
   * may pass the bound on unfinished ones.
   *
   * @param nanos a monotonic clock
   */
  public Optional<Wait> fresh(String application, SignedCall call, long nanos) {
    List<String> paths = call.steps().stream().map(PlanStep::pipeline).distinct().toList();
    return tooManyUnfinished(application)
        .or(
            () ->
                paths.stream()
                    .flatMap(
                        path -> taken(pipelines, "calls through " + path, path, nanos).stream())
                    .findFirst());
  }

  private Optional<Wait> tooManyUnfinished(String application) {
    if (!database.read(handle -> Calls.areUnderWay(handle, application, unfinished))) {
      return Optional.empty();
    }
    return Optional.of(
        new Wait(
            new Refusal(
                IntakeError.TOO_MANY_UNFINISHED.wire(),
                "unfinished calls of " + application,
                "fewer than " + unfinished,
                "at least " + unfinished),
            BLOCKS_SECONDS));
  }

  private static Optional<Wait> taken(RateLimiter limiter, String where, String key, long nanos) {
    long seconds = limiter.take(key, nanos);
    return seconds == 0
        ? Optional.empty()
        : Optional.of(
            new Wait(
                new Refusal(
                    IntakeError.RATE_LIMITED.wire(),
                    where,
                    "at most " + limiter.perSecond() + " per second",
                    "more"),
                seconds));
  }
}
