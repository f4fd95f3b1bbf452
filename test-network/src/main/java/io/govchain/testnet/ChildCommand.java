package io.govchain.testnet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start as a child process. Secrets do not belong into {@code arguments}: every user of the
 * machine can read them.
 *
 * @param name how messages call the process, for example {@code anvil evidence-chain}
 * @param arguments program and arguments
 * @param environment variables added to those of this JVM
 * @param directory working directory; it must exist
 * @param log receives output and errors; appended to when it exists
 */
public record ChildCommand(
    String name,
    List<String> arguments,
    Map<String, String> environment,
    Path directory,
    Path log) {
  public ChildCommand {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException(name + ": expected a program to start, got no arguments");
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
