package io.govchain.testnet.checker;

import java.util.List;
import java.util.Optional;

/**
 * All that the chains say, each list in the order in which it came to be.
 *
 * @param changes of the record on the governance chain
 * @param effects on all business chains; those of one chain in their order
 */
public record Facts(List<Change> changes, List<Effect> effects) {

  /** Keeps its own copies. */
  public Facts {
    changes = List.copyOf(changes);
    effects = List.copyOf(effects);
  }

  List<Change> changesOf(String transaction) {
    return changes.stream().filter(change -> change.transaction().equals(transaction)).toList();
  }

  /** Effects of a step, doing or undoing it. */
  List<Effect> effectsOf(String transaction, int step, boolean undoing) {
    return effects.stream()
        .filter(effect -> effect.tag().equals(Optional.of(new Tag(transaction, step, undoing))))
        .toList();
  }

  /** Whether a digest is stored on a chain now. */
  boolean stands(String chain, String digest) {
    return effects.stream()
        .filter(effect -> effect.chain().equals(chain) && effect.digest().equals(digest))
        .reduce((earlier, later) -> later)
        .filter(last -> last.kind() == Effect.Kind.STORED)
        .isPresent();
  }

  /** How a transaction stands on the record. */
  public Change.Status status(String transaction) {
    return changesOf(transaction).stream()
        .reduce((earlier, later) -> later)
        .map(Change::after)
        .orElse(Change.Status.NONE);
  }
}
