package io.govchain.cli;

import io.govchain.cli.demo.DemoCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code govchain} command: one noun per thing that the governance chain knows. */
@Command(
    name = "govchain",
    mixinStandardHelpOptions = true,
    version = "govchain 0.1.0",
    description = "A governance chain that governs chains.",
    footer = {
      "",
      "Besides: govchain test (every test), govchain build, govchain bench (measurements),",
      "govchain model (the formal model), govchain screenshots (pictures of the console).",
      "",
      "Exit codes: 0 done, 1 refused by a rule, 2 usage, 3 unreachable, 4 not found, 5 a tool is"
          + " missing,",
      "6 the build failed.",
      "",
      "Example:",
      "  govchain institution list --rpc http://127.0.0.1:8545"
    },
    subcommands = {
      DemoCommand.class,
      NetworkCommand.class,
      KeysCommand.class,
      InstitutionCommand.class,
      WorkOrderCommand.class,
      AccountCommand.class,
      PermissionCommand.class,
      NodeCommand.class,
      ServiceCommand.class,
      SubchainCommand.class,
      ApplicationCommand.class,
      ContractCommand.class,
      AllianceCommand.class,
      DataCommand.class,
      PipelineCommand.class,
      CreditCommand.class,
      CallCommand.class,
      TransactionCommand.class,
      EvidenceCommand.class,
      EscalationCommand.class,
      AuditCommand.class,
      SimulateCommand.class,
      ConsoleCommand.class,
      ProxyCommand.Subchain.class,
      ProxyCommand.Crosschain.class
    })
public final class Govchain extends NounCommand {
  private Govchain() {}

  /** Runs one command and exits with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The same with output and errors going elsewhere. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return commandLine().setOut(out).setErr(err).execute(arguments);
  }

  private static void showExampleOfFirstVerb(CommandLine noun) {
    noun.getSubcommands().values().forEach(Govchain::showExampleOfFirstVerb);
    noun.getSubcommands().values().stream()
        .findFirst()
        .ifPresent(
            verb ->
                noun.getCommandSpec()
                    .usageMessage()
                    .footer(verb.getCommandSpec().usageMessage().footer()));
  }

  static CommandLine commandLine() {
    CommandLine govchain = new CommandLine(new Govchain());
    govchain.getSubcommands().values().forEach(Govchain::showExampleOfFirstVerb);
    return govchain
        .setExecutionExceptionHandler(new FailureHandler())
        // An argument that begins with @ is an argument, not a file to read arguments from.
        .setExpandAtFiles(false)
        .setUsageHelpWidth(110);
  }
}
