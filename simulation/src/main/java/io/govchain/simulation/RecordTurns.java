package io.govchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;

/**
 * Whose entries go next, by the rules of the journal's turns: those of transactions that the party
 * initiated or was asked about before those that nobody asked it about, these before what was
 * refused alone; of each the initiators one after the other; and a share for whatever comes last.
 */
final class RecordTurns {
  static final int ASKED = 0;
  static final int UNASKED = 1;
  static final int REFUSED = 2;

  /** Of so many entries that go at least one is of that kind, as long as any waits. */
  private static final int[] ONE_OF = {1, 8, 4096};

  private final int[] credit = new int[ONE_OF.length];
  private final String[] last = {"", "", ""};

  /** Takes what goes next off the lanes: by kind, then by initiator. */
  <T> List<T> next(List<NavigableMap<String, Queue<T>>> lanes, int limit) {
    int unasked = owed(lanes, UNASKED, limit);
    int refused = owed(lanes, REFUSED, limit);
    List<T> taken = new ArrayList<>();
    take(lanes, ASKED, limit - unasked - refused, taken);
    take(lanes, UNASKED, limit - refused - taken.size(), taken);
    take(lanes, REFUSED, limit - taken.size(), taken);
    return taken;
  }

  private <T> int owed(List<NavigableMap<String, Queue<T>>> lanes, int kind, int limit) {
    int most = Math.max(limit, ONE_OF[kind]);
    credit[kind] = lanes.get(kind).isEmpty() ? 0 : Math.min(credit[kind] + limit, most);
    return credit[kind] / ONE_OF[kind];
  }

  private <T> void take(
      List<NavigableMap<String, Queue<T>>> all, int kind, int room, List<T> taken) {
    NavigableMap<String, Queue<T>> lanes = all.get(kind);
    for (int left = room; left > 0 && !lanes.isEmpty(); left--) {
      String after = lanes.higherKey(last[kind]);
      String initiator = after == null ? lanes.firstKey() : after;
      Queue<T> lane = lanes.get(initiator);
      taken.add(lane.remove());
      if (lane.isEmpty()) {
        lanes.remove(initiator);
      }
      last[kind] = initiator;
      credit[kind] = Math.max(0, credit[kind] - ONE_OF[kind]);
    }
  }
}
