package io.govchain.crosschain.conversation;

import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredEvidence;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Keeps as much of the evidence that others show as can still be used. Evidence is long and has as
 * many digests as its sender likes: whoever shows another one with each message must not fill the
 * disk. Of a step there is at most the one that was taken up first and the one that the record
 * names.
 */
final class ShownEvidence {
  private final Journal journal;

  ShownEvidence(Journal journal) {
    this.journal = journal;
  }

  /** Within the write of the message that shows it, before the engine hears of that. */
  void keep(Handle handle, StoredEvidence shown) {
    Optional<StepProgress> known =
        journal
            .transactions()
            .find(handle, shown.transaction())
            .flatMap(TransactionState::known)
            .filter(progress -> shown.step() < progress.size())
            .map(progress -> progress.step(shown.step()));
    if (known.isPresent() && !isUseful(known.get(), shown.digest())) {
      return;
    }
    journal.evidence().store(handle, shown);
    List<String> needed =
        known
            .map(step -> List.of(step.judgement().digest(), step.onChain().digest()))
            .orElse(List.of());
    journal.evidence().dropOthers(handle, shown, needed);
  }

  /** What the record names; before it names any, what is judged; before that, the newest. */
  private static boolean isUseful(StepProgress step, String digest) {
    if (step.onChain().outcome() == Outcome.Succeeded) {
      return digest.equals(step.onChain().digest());
    }
    return switch (step.judgement().stage()) {
      case None, EvidenceRequested -> true;
      case Judging, Accepted, Disputed -> digest.equals(step.judgement().digest());
    };
  }
}
