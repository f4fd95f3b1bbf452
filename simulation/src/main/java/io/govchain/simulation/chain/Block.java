package io.govchain.simulation.chain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A block of the governance chain.
 *
 * @param batches what became of the batches in it: false if one failed as a whole
 * @param suspended institutions whose accounts can do nothing as of this block
 */
public record Block(
    int number,
    long time,
    List<LedgerEvent> events,
    Map<String, Boolean> batches,
    Set<String> suspended) {
  public Block {
    events = List.copyOf(events);
    batches = Map.copyOf(batches);
    suspended = Set.copyOf(suspended);
  }
}
