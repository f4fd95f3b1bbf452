package io.govchain.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.governance.Unseen;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into one line on standard error and an {@link ExitCode}. A text with line
 * breaks, which a node or a proxy may have told, goes on indented.
 */
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
      String line = "govchain: " + known.getMessage() + " [" + known.code() + "]";
      command.getErr().println(Unseen.escapedLines(line).replace("\n", "\n  "));
    }
    command.getErr().flush();
    return known.exit().number();
  }
}
