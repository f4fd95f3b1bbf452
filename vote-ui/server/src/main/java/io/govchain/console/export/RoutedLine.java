package io.govchain.console.export;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.govchain.console.store.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A line of the ledger with the pipelines behind the numbers that it goes through: who reads a file
 * has no register at hand.
 *
 * @param routes in the order of the line's numbers; one that is not known is left out
 */
record RoutedLine(@JsonUnwrapped Ledger.Line line, List<Ledger.Route> routes) {
  private static final String BETWEEN = "; ";

  static RoutedLine of(Ledger.Line line, Map<Long, Ledger.Route> known) {
    return new RoutedLine(
        line,
        line.pipelines().stream()
            .flatMap(number -> Optional.ofNullable(known.get(number)).stream())
            .toList());
  }

  String paths() {
    return told(Ledger.Route::path);
  }

  String sources() {
    return told(route -> name(route.source()));
  }

  String targets() {
    return told(route -> name(route.target()));
  }

  private String told(Function<Ledger.Route, String> part) {
    return routes.stream().map(part).collect(Collectors.joining(BETWEEN));
  }

  private static String name(Ledger.End end) {
    return end.name().isEmpty() ? end.code() : "%s (%s)".formatted(end.code(), end.name());
  }
}
