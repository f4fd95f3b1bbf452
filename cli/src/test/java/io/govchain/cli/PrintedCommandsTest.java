package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The console's pages print commands: each of them parses as it stands there, or, where it is put
 * together from values, as the page's own tests hold it to the vectors.
 */
class PrintedCommandsTest {
  private static final Path PAGES = Path.of("../vote-ui/web/src");
  private static final List<String> SOURCES =
      List.of("join/commands.ts", "registers/inputs/NodeConsentInput.tsx");
  private static final Path VECTORS = Path.of("../vote-ui/vectors/audit-commands.json");

  private static final Pattern VALUE = Pattern.compile("\\$\\{[^{}]*}");
  private static final Pattern LITERAL = Pattern.compile("`([^`]*)`|'([^'\n]*)'");
  private static final Pattern PIECES =
      Pattern.compile("\\[\\s*(`(?:\\./)?govchain [^`]*`.*?)\\n\\s*](?:\\.join|;)", Pattern.DOTALL);

  private static final Pattern COMMAND =
      Pattern.compile("^(?:\\./)?govchain (.*)$", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** What a user has in the environment. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("--rpc", "http://127.0.0.1:8545", "--keystore", "k.json", "--password-file", "p");

  @Test
  void shouldParseEveryCommand_thatAPagePrints() throws IOException {
    List<String> printed = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (JsonNode line : new ObjectMapper().readTree(VECTORS.toFile())) {
      lines(line.asText()).forEach(command -> take(command, printed, refused));
    }
    for (String source : SOURCES) {
      String text = VALUE.matcher(Files.readString(PAGES.resolve(source))).replaceAll("1");
      commands(text).forEach(command -> take(command, printed, refused));
    }

    assertThat(refused).isEmpty();
    assertThat(printed)
        .hasSizeGreaterThan(20)
        .contains("institution history", "account history")
        .anySatisfy(command -> assertThat(command).contains("evidence verify", "--chain-id"))
        .anySatisfy(command -> assertThat(command).contains("evidence fetch", "--service"))
        .anySatisfy(command -> assertThat(command).contains("evidence fetch", "--proxy"));
  }

  private static void take(String command, List<String> printed, List<String> refused) {
    printed.add(command);
    try {
      parse(command);
    } catch (CommandLine.ParameterException wrong) {
      refused.add(command + ": " + wrong.getMessage());
    }
  }

  /** Those that stand in one literal, and those that are put together from several. */
  private static List<String> commands(String text) {
    List<String> commands = new ArrayList<>();
    Matcher pieces = PIECES.matcher(text);
    while (pieces.find()) {
      commands.addAll(lines(String.join(" ", literals(pieces.group(1)))));
    }
    String rest = pieces.replaceAll("");
    literals(rest).forEach(literal -> commands.addAll(lines(literal)));
    return commands;
  }

  private static List<String> lines(String literal) {
    List<String> lines = new ArrayList<>();
    Matcher found = COMMAND.matcher(literal.replaceAll("\\\\+\n", " "));
    while (found.find()) {
      lines.add(found.group(1).strip());
    }
    return lines;
  }

  private static List<String> literals(String text) {
    List<String> literals = new ArrayList<>();
    Matcher found = LITERAL.matcher(text);
    while (found.find()) {
      literals.add(found.group(1) != null ? found.group(1) : found.group(2));
    }
    return literals;
  }

  private static void parse(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    CommandLine line = Govchain.commandLine();
    CommandLine last = line;
    for (String name : words) {
      last = last.getSubcommands().getOrDefault(name, last);
    }
    for (Map.Entry<String, String> variable : ENVIRONMENT.entrySet()) {
      if (last.getCommandSpec().optionsMap().containsKey(variable.getKey())
          && !words.contains(variable.getKey())
          && last.getCommandSpec().findOption(variable.getKey()).required()) {
        words.addAll(Arrays.asList(variable.getKey(), variable.getValue()));
      }
    }
    line.parseArgs(words.toArray(String[]::new));
  }
}
