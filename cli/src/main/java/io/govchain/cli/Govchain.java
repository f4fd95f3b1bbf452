package io.govchain.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code govchain} command: one noun per thing that the governance chain knows. */
@Command(
    name = "govchain",
    mixinStandardHelpOptions = true,
    version = "govchain 0.1.0",
    description = "A governance chain that governs chains.",
    subcommands = {})
public final class Govchain {
  private Govchain() {}

  /** Runs one command and exits with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Govchain())
        .setExecutionExceptionHandler(new FailureHandler())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
