package io.govchain.benchmarks;

import java.util.Map;
import java.util.function.Consumer;

/** Something measured beside the limit that it is compared to, both in the same run. */
interface Measurement {
  String name();

  String description();

  /**
   * Measures.
   *
   * @param progress told what goes on
   * @return figures by name, in the order in which they are shown
   */
  Map<String, Object> run(Consumer<String> progress) throws Exception;
}
