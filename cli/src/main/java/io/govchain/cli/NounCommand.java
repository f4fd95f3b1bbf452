package io.govchain.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A noun alone does nothing: it shows its verbs and counts as a usage error. */
@Command(mixinStandardHelpOptions = true)
abstract class NounCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public final void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a verb after '" + spec.qualifiedName() + "', actual none");
  }
}
