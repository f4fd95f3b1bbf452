package io.govchain.crosschain.verification;

import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.evidence.EvidenceExamination;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * Where steps are proved that a read comes after. A read from before a write of the same plan would
 * tell what that write has changed since.
 */
final class EarlierSteps {
  private final Progress progress;
  private final Held held;

  /** The evidence that this party holds. */
  interface Held {
    Optional<String> evidence(int step, String digest);
  }

  EarlierSteps(Progress progress, Held held) {
    this.progress = progress;
    this.held = held;
  }

  /**
   * The last block that this party knows an earlier step to be proved in; 0 if it knows none.
   *
   * @param sameChain whether a step is on the chain of the one in question
   * @return empty while an earlier step is still to be judged here
   */
  OptionalLong lastBlock(int before, IntPredicate sameChain) {
    long last = 0;
    for (int step = 0; step < before; step++) {
      if (!progress.plan().isVerifiedHere(step) || !sameChain.test(step)) {
        continue;
      }
      StepProgress known = progress.step(step);
      if (!isJudged(known)) {
        return OptionalLong.empty();
      }
      last = Math.max(last, block(step, known));
    }
    return OptionalLong.of(last);
  }

  /** By this journal, or by one that was lost: then the record has the verdict. */
  private static boolean isJudged(StepProgress known) {
    Judgement.Stage stage = known.judgement().stage();
    return stage == Judgement.Stage.Accepted
        || stage == Judgement.Stage.Disputed
        || known.onChain().verdict() != Verdict.None;
  }

  private long block(int step, StepProgress known) {
    Optional<String> accepted =
        known.judgement().stage() == Judgement.Stage.Accepted
            ? Optional.of(known.judgement().digest())
            : Optional.of(known.onChain().digest())
                .filter(digest -> known.onChain().verdict() == Verdict.Accepted);
    return accepted
        .flatMap(digest -> held.evidence(step, digest))
        .map(EvidenceExamination::block)
        .orElse(0L);
  }
}
