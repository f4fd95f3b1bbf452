package io.govchain.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code govchain bench}: lists the measurements, or runs one. */
public final class Bench {
  private static final int USAGE = 2;
  private static final List<Measurement> MEASUREMENTS =
      List.of(
          new CallsMeasurement(),
          new JournalMeasurement(),
          new RecoveryMeasurement(),
          new SoakMeasurement(),
          new ProofsMeasurement(),
          new ConsoleMeasurement());

  private Bench() {}

  /** Arguments: none to list, or a name and perhaps {@code --json}. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    boolean json = words.contains("--json");
    List<String> names = words.stream().filter(word -> !word.equals("--json")).toList();
    if (names.isEmpty() || names.contains("--help")) {
      System.out.println("Measurements (govchain bench NAME [--json]):");
      MEASUREMENTS.forEach(
          each -> System.out.printf("  %-10s %s%n", each.name(), each.description()));
      return;
    }
    Optional<Measurement> measurement =
        MEASUREMENTS.stream().filter(each -> each.name().equals(names.getFirst())).findFirst();
    if (measurement.isEmpty() || names.size() > 1) {
      System.err.printf(
          "govchain bench: expected one of %s and perhaps --json, actual %s%n",
          MEASUREMENTS.stream().map(Measurement::name).toList(), String.join(" ", words));
      System.exit(USAGE);
    }
    // With --json standard output holds the result alone.
    PrintStream progress = json ? System.err : System.out;
    print(measurement.get().run(progress::println), json);
    System.exit(0);
  }

  private static void print(Map<String, Object> figures, boolean json) throws Exception {
    if (json) {
      System.out.println(
          new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(figures));
    } else {
      figures.forEach((name, value) -> System.out.printf("%-24s %s%n", name, value));
    }
  }
}
