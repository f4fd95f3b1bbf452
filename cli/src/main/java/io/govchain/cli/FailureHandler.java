package io.govchain.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an {@link ExitCode}. */
final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    CommandFailure known = Failures.describe(failure);
    boolean json = Arrays.asList(arguments.originalArgs().toArray()).contains("--json");
    if (json) {
      ObjectNode problem = new ObjectMapper().createObjectNode();
      problem.put("code", known.code()).put("detail", known.getMessage());
      command.getErr().println(problem);
    } else {
      command.getErr().println("govchain: " + known.getMessage() + " [" + known.code() + "]");
    }
    command.getErr().flush();
    return known.exit().number();
  }
}
