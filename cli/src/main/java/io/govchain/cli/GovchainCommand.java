package io.govchain.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: help with an example, {@code --json}, an exit code. */
@Command(mixinStandardHelpOptions = true)
abstract class GovchainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Override
  public final Integer call() throws Exception {
    run(new Output(spec.commandLine().getOut(), json));
    return ExitCode.OK.number();
  }

  abstract void run(Output out) throws Exception;
}
