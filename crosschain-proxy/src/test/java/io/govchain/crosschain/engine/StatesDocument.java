package io.govchain.crosschain.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/engine-states.md, made from the transitions that the table's rows went through. */
final class StatesDocument {
  private final Map<String, Map<String, Set<String>>> inputsByTarget = new TreeMap<>();
  private final Map<String, Set<String>> cells = new TreeMap<>();
  private final List<String> states =
      Stream.of(TransactionState.class.getPermittedSubclasses()).map(Class::getSimpleName).toList();

  StatesDocument(Stream<Case> rows) {
    rows.forEach(this::visit);
  }

  String text() {
    return Stream.of(
            List.of(
                "# States of a transaction",
                "",
                "One party's view of one cross-chain transaction. Generated from the transitions that",
                "the engine's tests went through; `EngineStatesDocumentTest` fails when it is out of",
                "date and says how to make it again.",
                "",
                "```mermaid",
                "stateDiagram-v2",
                "  [*] --> Unseen"),
            edges(),
            ends(),
            List.of("```", "", "What an input does in each state: a name is the next state, `.`"),
            List.of("stays with effects or new knowledge, blank changes nothing.", ""),
            matrix(),
            List.of(""))
        .flatMap(List::stream)
        .collect(Collectors.joining("\n"));
  }

  private void visit(Case row) {
    Transition transition = Samples.ENGINE.apply(row.given(), row.when());
    String from = TransitionTest.name(row.given());
    String to = TransitionTest.name(transition.state());
    String input = TransitionTest.name(row.when());
    Set<String> cell = cells.computeIfAbsent(from + " " + input, key -> new TreeSet<>());
    if (!from.equals(to)) {
      inputsByTarget
          .computeIfAbsent(from, key -> new TreeMap<>())
          .computeIfAbsent(to, key -> new TreeSet<>())
          .add(input);
      cell.add(to);
    } else if (!transition.equals(Transition.to(row.given()))) {
      cell.add(".");
    }
  }

  private List<String> edges() {
    List<String> lines = new ArrayList<>();
    for (String from : states) {
      inputsByTarget
          .getOrDefault(from, Map.of())
          .forEach(
              (to, inputs) ->
                  lines.add("  %s --> %s: %s".formatted(from, to, String.join(", ", inputs))));
    }
    return lines;
  }

  private List<String> ends() {
    return states.stream()
        .filter(state -> !inputsByTarget.containsKey(state))
        .map(state -> "  " + state + " --> [*]")
        .toList();
  }

  private List<String> matrix() {
    List<String> lines = new ArrayList<>();
    lines.add(line("input", Function.identity()));
    lines.add(line("---", state -> "---"));
    for (Class<?> input : TransitionTest.inputs()) {
      String name = input.getSimpleName();
      lines.add(
          line(name, state -> String.join(" ", cells.getOrDefault(state + " " + name, Set.of()))));
    }
    return lines;
  }

  private String line(String head, Function<String, String> cell) {
    return states.stream().map(cell).collect(Collectors.joining(" | ", "| " + head + " | ", " |"));
  }
}
