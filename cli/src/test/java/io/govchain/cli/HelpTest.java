package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class HelpTest {

  @TestFactory
  Stream<DynamicTest> shouldShowAnExampleAndExitWithZero_whenHelpIsAskedFor() {
    List<String> names = new ArrayList<>();
    collect(Govchain.commandLine(), names);
    assertThat(names).hasSizeGreaterThan(60);
    return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  private static void check(String name) {
    String[] words = (name + " --help").substring("govchain ".length()).split(" ");
    Run run = Run.of(words);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Usage: " + name)
        .containsPattern("Examples?:\\R\\s+govchain ")
        .doesNotContain("${");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void shouldDescribeEveryOptionAndParameter() {
    List<String> bare = new ArrayList<>();
    collectBare(Govchain.commandLine(), bare);
    assertThat(bare).isEmpty();
  }

  private static void collectBare(CommandLine command, List<String> bare) {
    CommandLine.Model.CommandSpec spec = command.getCommandSpec();
    Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
        .filter(argument -> String.join("", argument.description()).isBlank())
        .forEach(argument -> bare.add(spec.qualifiedName() + " " + argument));
    command.getSubcommands().values().forEach(sub -> collectBare(sub, bare));
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(sub -> collect(sub, names));
  }
}
