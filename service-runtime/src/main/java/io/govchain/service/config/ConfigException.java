package io.govchain.service.config;

import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import java.nio.file.Path;
import java.util.List;

/** A configuration file that cannot be used, with every problem found in it. */
public final class ConfigException extends StartupFailure {
  private final List<ConfigProblem> problems;

  public ConfigException(Path file, List<ConfigProblem> problems) {
    super(Exit.CONFIGURATION, text(file, problems));
    this.problems = List.copyOf(problems);
  }

  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String text(Path file, List<ConfigProblem> problems) {
    StringBuilder text = new StringBuilder("configuration ").append(file).append(": ");
    for (int i = 0; i < problems.size(); i++) {
      text.append(i == 0 ? "" : "; ").append(problems.get(i));
    }
    return text.toString();
  }
}
