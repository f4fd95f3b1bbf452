package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documents tell people to type exists: every command with every option. */
class DocumentedCommandsTest {
  /** What the {@code govchain} script does itself. */
  private static final Set<String> SCRIPT =
      Set.of("test", "build", "bench", "model", "screenshots");

  private static final Pattern COMMAND =
      Pattern.compile("^(?:[A-Z]+=\\$\\()?\\./govchain (.*)$", Pattern.MULTILINE);
  private static final Pattern REST = Pattern.compile("[|>#)].*");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  @Test
  void shouldKnowEveryCommandAndOption_whenADocumentNamesIt() throws IOException {
    List<String> unknown = new ArrayList<>();
    int commands = 0;
    for (Path document : documents()) {
      Matcher found = COMMAND.matcher(Files.readString(document).replace("\\\n", " "));
      while (found.find()) {
        commands++;
        String line = QUOTED.matcher(found.group(1)).replaceAll("TEXT");
        unknown(REST.matcher(line).replaceAll("").strip())
            .forEach(problem -> unknown.add(document.getFileName() + ": " + problem));
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(commands).isGreaterThan(100);
  }

  private static List<Path> documents() throws IOException {
    Path root = Path.of("..").toRealPath();
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      return Stream.concat(Stream.of(root.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static List<String> unknown(String line) {
    List<String> unknown = new ArrayList<>();
    CommandLine command = Govchain.commandLine();
    List<String> words = List.of(line.split("\\s+"));
    if (SCRIPT.contains(words.getFirst())) {
      return unknown;
    }
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next != null) {
        command = next;
      } else if (!command.getSubcommands().isEmpty() && !word.startsWith("--")) {
        unknown.add(word + " in: " + line);
        return unknown;
      } else if (word.startsWith("--")
          && !command.getCommandSpec().optionsMap().containsKey(word)) {
        unknown.add(word + " in: " + line);
      }
    }
    return unknown;
  }
}
