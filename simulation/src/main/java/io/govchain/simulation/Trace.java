package io.govchain.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest of what happened, written out only if somebody asks. */
final class Trace {
  private static final int KEPT = 4_000;
  private static final int SHOWN = 60;

  private record Line(long time, String who, String transaction, Object what) {
    boolean concerns(String wanted) {
      return transaction.isEmpty() || wanted.isEmpty() || transaction.equals(wanted);
    }

    @Override
    public String toString() {
      return "%7.3f %-10s %-3s %s".formatted(time / 1_000.0, who, transaction, what);
    }
  }

  private final Deque<Line> lines = new ArrayDeque<>();

  void add(long time, String who, String transaction, Object what) {
    if (what instanceof List<?> none && none.isEmpty()) {
      return;
    }
    lines.add(new Line(time, who, transaction, what));
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  /** What led to a violation: of its transaction, and of what befell everybody. */
  List<String> of(String transaction) {
    List<String> all =
        lines.stream().filter(line -> line.concerns(transaction)).map(Line::toString).toList();
    return all.subList(Math.max(0, all.size() - SHOWN), all.size());
  }
}
