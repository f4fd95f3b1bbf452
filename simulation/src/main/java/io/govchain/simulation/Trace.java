package io.govchain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Transition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

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

  /** A transition of the engine that changed something. */
  record Stepped(Input input, Transition transition) {
    private static final Pattern DIGEST = Pattern.compile("0x([0-9a-f]{6})[0-9a-f]{58}");
    private static final Pattern PLAN = Pattern.compile("plan=Plan\\[.*?\\]\\]\\], ");
    private static final Pattern VIEW =
        Pattern.compile("view=TransactionView\\[status=(\\w+), .*\\]\\]");

    @Override
    public String toString() {
      String to = transition.state().getClass().getSimpleName();
      String text =
          transition.effects().isEmpty()
              ? input + " -> " + to
              : input + " -> " + to + " and " + transition.effects();
      text = VIEW.matcher(text).replaceAll("$1]");
      text = PLAN.matcher(text).replaceAll("");
      return DIGEST.matcher(text.replace(", reason=Reason[code=, text=]", "")).replaceAll("0x$1");
    }
  }

  private final Deque<Line> lines = new ArrayDeque<>();

  void add(long time, String who, String transaction, Object what) {
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
