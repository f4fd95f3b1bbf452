package io.govchain.console.evidence;

import io.govchain.console.store.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evidence that a line of the ledger names by its digest, and what for. */
record NamedEvidence(About about, String digest) {

  /** Of one step; a line that was refused names nothing. */
  static List<NamedEvidence> ofStep(List<Ledger.Moment> timeline, int step) {
    List<NamedEvidence> named = new ArrayList<>();
    for (Ledger.Moment moment : timeline) {
      if (moment.type().equals("StepReported") && moment.step().equals(Optional.of(step))) {
        for (About about : About.values()) {
          if (moment.entry().equals(Optional.of(about.entry().name()))) {
            moment.digest().ifPresent(digest -> named.add(new NamedEvidence(about, digest)));
          }
        }
      }
    }
    return named.stream().distinct().toList();
  }
}
