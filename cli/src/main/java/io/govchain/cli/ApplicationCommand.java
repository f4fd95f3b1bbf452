package io.govchain.cli;

import io.govchain.evm.send.Call;
import io.govchain.governance.Application;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Subchain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Business applications that may send calls. */
@Command(
    name = "application",
    description = "Business applications: their signing keys and TLS certificates.",
    subcommands = {
      ApplicationCommand.Register.class,
      ApplicationCommand.SetStatus.class,
      ApplicationCommand.ListApplications.class,
      ApplicationCommand.Show.class,
      ApplicationCommand.Update.class
    })
final class ApplicationCommand extends NounCommand {
  private static final Listing<Application> LISTING =
      new Listing<>(
          "applications",
          Listing.column("APPLICATION", Application::path),
          Listing.column("KEY", Application::key),
          Listing.column("STATUS", application -> application.status().word()));

  @Command(
      name = "register",
      description = "Register an application of your institution.",
      footer = {
        "",
        "Example:",
        "  govchain application register notary-app --subchain registry/evidence-chain \\",
        "      --public-key 0x04ab... --fingerprint 0x77ab..."
      })
  static final class Register extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Its code within your institution.")
    private String code;

    @Option(
        names = "--subchain",
        required = true,
        paramLabel = "SUBCHAIN",
        description = "institution/code of the subchain on which it works.")
    private String subchain;

    @Option(
        names = "--public-key",
        required = true,
        paramLabel = "HEX",
        description = "The key that signs its calls, 64 bytes (see: keys show).")
    private String publicKey;

    @Option(
        names = "--fingerprint",
        required = true,
        paramLabel = "HEX",
        description = "SHA-256 of its TLS client certificate (see: keys certificate).")
    private String fingerprint;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.registerApplication(code, subchain, publicKey, fingerprint),
          "application registered");
    }
  }

  @Command(
      name = "set-status",
      description = "Suspend, resume or retire an application.",
      footer = {"", "Example:", "  govchain application set-status registry/notary-app retired"})
  static final class SetStatus extends SetStatusCommand {
    @Parameters(index = "0", paramLabel = "APPLICATION", description = "institution/code")
    private String path;

    SetStatus() {
      super("application");
    }

    @Override
    Call call(Subchain.Status status) {
      return GovernanceCalls.setApplicationStatus(path, status);
    }
  }

  @Command(
      name = "list",
      description = "List all applications.",
      footer = {"", "Example:", "  govchain application list"})
  static final class ListApplications extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.applications());
    }
  }

  @Command(
      name = "show",
      description = "Show one application.",
      footer = {"", "Example:", "  govchain application show registry/notary-app"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "APPLICATION", description = "institution/code")
    private String path;

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(
          chain.application(path).orElseThrow(() -> CommandFailure.notFound("application", path)),
          () -> Names.of(chain));
    }
  }

  @Command(
      name = "update",
      description = "Change an application's key and client certificate.",
      footer = {
        "",
        "Example:",
        "  govchain application update registry/app --public-key 0x8f2a... --fingerprint 0x77ab..."
      })
  static final class Update extends SigningCommand {
    @Parameters(paramLabel = "APPLICATION", description = "institution/code")
    private String path;

    @Option(
        names = "--public-key",
        required = true,
        paramLabel = "HEX",
        description = "Its public key, 64 bytes.")
    private String publicKey;

    @Option(
        names = "--fingerprint",
        required = true,
        paramLabel = "HEX",
        description = "SHA-256 of its TLS certificate.")
    private String fingerprint;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.updateApplication(path, publicKey, fingerprint),
          "application updated");
    }
  }
}
