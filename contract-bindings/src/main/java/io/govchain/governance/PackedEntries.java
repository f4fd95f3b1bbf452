package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a batch for {@code ITransactions.record}: runs of entries of one shape, without padding.
 * The contract's interface documents the format; {@link PackedBatch} reads it.
 */
final class PackedEntries {

  /** A run begins with this and the number of steps that each of its openings has. */
  static final int OPENING = 0x80;

  /** Most reports that a run has on each transaction. */
  static final int MOST_REPORTS = 16;

  /** The step of reports on the whole transaction. */
  static final int WHOLE = 15;

  private static final int MOST_IN_RUN = 255;
  private static final int DEADLINE_BYTES = 5;
  private static final int STEP_BYTES = 4;

  private PackedEntries() {}

  /**
   * Openings first. What is said of one transaction stays in order; transactions of which the same
   * is said share a run.
   */
  static byte[] encode(List<Opening> openings, List<Report> reports) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byCount(openings)
        .forEach((steps, alike) -> runs(alike).forEach(run -> writeOpenings(out, steps, run)));
    for (Map<List<Integer>, List<List<Report>>> round : byShape(reports)) {
      round.forEach((whats, alike) -> runs(alike).forEach(run -> writeReports(out, whats, run)));
    }
    return out.toByteArray();
  }

  /** The byte that says what a report says, of which step. */
  static int what(Report report) {
    int step = report.entry().concernsWholeTransaction() ? WHOLE : report.step();
    return report.entry().ordinal() << 4 | step;
  }

  /** Whether a report of that kind carries a digest: an acceptance is of the reported one. */
  static boolean hasDigest(Entry entry) {
    return entry != Entry.ACCEPTED;
  }

  private static void writeOpenings(ByteArrayOutputStream out, int steps, List<Opening> run) {
    out.write(OPENING + steps);
    out.write(run.size());
    for (Opening opening : run) {
      out.writeBytes(AbiValues.word(opening.transaction()));
      number(out, opening.deadline(), DEADLINE_BYTES);
      for (StepDescriptor step : opening.steps().reversed()) {
        number(out, step.packed(), STEP_BYTES);
      }
    }
  }

  private static void writeReports(
      ByteArrayOutputStream out, List<Integer> whats, List<List<Report>> run) {
    out.write(whats.size());
    whats.forEach(out::write);
    out.write(run.size());
    for (List<Report> said : run) {
      out.writeBytes(AbiValues.word(said.get(0).transaction()));
      said.stream()
          .filter(report -> hasDigest(report.entry()))
          .forEach(report -> out.writeBytes(AbiValues.word(report.digest())));
    }
  }

  private static Map<Integer, List<Opening>> byCount(List<Opening> openings) {
    return grouped(openings, opening -> opening.steps().size());
  }

  /**
   * Every transaction's first reports, then the next of those that have more than fit into one
   * part: so none overtakes another.
   */
  private static List<Map<List<Integer>, List<List<Report>>>> byShape(List<Report> reports) {
    List<List<List<Report>>> rounds = new ArrayList<>();
    for (List<Report> said : grouped(reports, report -> Hex.hash(report.transaction())).values()) {
      List<List<Report>> parts = cut(said, MOST_REPORTS);
      for (int round = 0; round < parts.size(); round++) {
        if (round == rounds.size()) {
          rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(parts.get(round));
      }
    }
    return rounds.stream().map(round -> grouped(round, PackedEntries::shape)).toList();
  }

  private static List<Integer> shape(List<Report> said) {
    return said.stream().map(PackedEntries::what).toList();
  }

  private static <T> List<List<T>> runs(List<T> alike) {
    return cut(alike, MOST_IN_RUN);
  }

  private static <T> List<List<T>> cut(List<T> all, int most) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      pieces.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return pieces;
  }

  private static <K, T> Map<K, List<T>> grouped(List<T> all, Function<T, K> key) {
    Map<K, List<T>> groups = new LinkedHashMap<>();
    all.forEach(each -> groups.computeIfAbsent(key.apply(each), k -> new ArrayList<>()).add(each));
    return groups;
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    if (value < 0 || value >>> (8 * bytes) != 0) {
      throw new IllegalArgumentException(
          "number in a packed entry: expected at most %d bytes, was %d".formatted(bytes, value));
    }
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
