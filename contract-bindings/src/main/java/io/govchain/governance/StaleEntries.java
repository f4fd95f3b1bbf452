package io.govchain.governance;

import java.util.HashSet;
import java.util.Set;

/** What of an index is to be read again, and the version that it has once that was done. */
final class StaleEntries {
  private long version = 1;
  private boolean all = true;
  private Set<String> ids = new HashSet<>();

  /**
   * What one reader reads.
   *
   * @param all everything, whatever the ids are
   */
  record Taken(long version, boolean all, Set<String> ids) {}

  synchronized long version() {
    return version;
  }

  synchronized void add(Set<String> changed) {
    if (!changed.isEmpty()) {
      version++;
      ids.addAll(changed);
    }
  }

  synchronized void addAll() {
    version++;
    all = true;
    ids = new HashSet<>();
  }

  synchronized Taken take() {
    Taken taken = new Taken(version, all, ids);
    all = false;
    ids = new HashSet<>();
    return taken;
  }

  /** It could not be read. */
  synchronized void giveBack(Taken taken) {
    all |= taken.all();
    ids.addAll(taken.ids());
  }
}
