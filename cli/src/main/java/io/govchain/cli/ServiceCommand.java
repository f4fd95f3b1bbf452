package io.govchain.cli;

import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Service;
import java.net.URI;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proxies registered on the governance chain. */
@Command(
    name = "service",
    description = "Proxies: where they are, who signs for them, which belong together.",
    subcommands = {
      ServiceCommand.Register.class,
      ServiceCommand.Update.class,
      ServiceCommand.Pair.class,
      ServiceCommand.SetStatus.class,
      ServiceCommand.ListServices.class,
      ServiceCommand.Show.class,
      ServiceCommand.Rotate.class,
      ServiceCommand.History.class
    })
final class ServiceCommand extends NounCommand {
  private static final Listing<Service> LISTING =
      new Listing<>(
          "services",
          Listing.column("SERVICE", Service::path),
          Listing.column("KIND", service -> service.kind().word()),
          Listing.column("STATUS", service -> service.status().word()),
          Listing.column("ACCOUNT", Service::account),
          Listing.column("ENDPOINT", Service::endpoint));

  /** What a registration and an update both name. */
  static final class Where {
    @Option(
        names = "--account",
        required = true,
        description = "The active cross-chain account that signs the proxy's messages.")
    private String account;

    @Option(
        names = "--endpoint",
        required = true,
        paramLabel = "https://HOST:PORT",
        description = "Where it listens.")
    private URI endpoint;

    @Option(
        names = "--fingerprint",
        required = true,
        paramLabel = "HEX",
        description = "SHA-256 of its TLS certificate (see: keys certificate).")
    private String fingerprint;
  }

  @Command(
      name = "register",
      description = "Register a proxy of your institution.",
      footer = {
        "",
        "Example:",
        "  govchain service register crosschain-proxy --kind crosschain-proxy --account 0x5c1e... \\",
        "      --endpoint https://127.0.0.1:9443 --fingerprint 0x77ab..."
      })
  static final class Register extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Its code within your institution.")
    private String code;

    @Option(
        names = "--kind",
        required = true,
        converter = Words.ServiceKinds.class,
        completionCandidates = Words.ServiceKinds.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Service.Kind kind;

    @picocli.CommandLine.Mixin private Where where;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.registerService(
              code, kind, where.account, where.endpoint.toString(), where.fingerprint),
          "service registered");
    }
  }

  @Command(
      name = "update",
      description = "Change a proxy's account, endpoint and certificate.",
      footer = {
        "",
        "Example:",
        "  govchain service update registry/crosschain-proxy --account 0x5c1e... \\",
        "      --endpoint https://127.0.0.1:9443 --fingerprint 0x77ab..."
      })
  static final class Update extends SigningCommand {
    @Parameters(paramLabel = "SERVICE", description = "institution/code")
    private String path;

    @picocli.CommandLine.Mixin private Where where;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.updateService(
              path, where.account, where.endpoint.toString(), where.fingerprint),
          "service updated");
    }
  }

  @Command(
      name = "pair",
      description = "Pair a subchain proxy with its cross-chain proxy, one to one.",
      footer = {
        "",
        "Example:",
        "  govchain service pair registry/subchain-proxy registry/crosschain-proxy"
      })
  static final class Pair extends SigningCommand {
    @Parameters(index = "0", paramLabel = "SUBCHAIN-PROXY", description = "institution/code")
    private String subchainProxy;

    @Parameters(index = "1", paramLabel = "CROSSCHAIN-PROXY", description = "institution/code")
    private String crosschainProxy;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, GovernanceCalls.pairServices(subchainProxy, crosschainProxy), "services paired");
    }
  }

  @Command(
      name = "set-status",
      description = "Suspend, resume or retire a proxy.",
      footer = {"", "Example:", "  govchain service set-status registry/subchain-proxy suspended"})
  static final class SetStatus extends SigningCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "institution/code")
    private String path;

    @Parameters(
        index = "1",
        paramLabel = "STATUS",
        converter = Words.ServiceStatuses.class,
        completionCandidates = Words.ServiceStatuses.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Service.Status status;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          switch (status) {
            case ACTIVE -> GovernanceCalls.resumeService(path);
            case SUSPENDED -> GovernanceCalls.suspendService(path);
            case RETIRED -> GovernanceCalls.retireService(path);
            case NONE, FROZEN ->
                throw CommandFailure.usage("STATUS: expected active, suspended or retired");
          },
          "service " + status.word());
    }
  }

  @Command(
      name = "list",
      description = "List all proxies.",
      footer = {"", "Example:", "  govchain service list --json"})
  static final class ListServices extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.services());
    }
  }

  @Command(
      name = "show",
      description = "Show one proxy.",
      footer = {"", "Example:", "  govchain service show registry/subchain-proxy"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "SERVICE", description = "institution/code")
    private String path;

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(
          chain.service(path).orElseThrow(() -> CommandFailure.notFound("service", path)),
          () -> Names.of(chain));
    }
  }

  @Command(
      name = "rotate",
      description = {
        "Replace a proxy's certificate; the one before counts until the time given.",
        "Proxies take either until then: put the new one in place and restart by that time. After a"
            + " theft use update, which ends the one before at once."
      },
      footer = {
        "",
        "Example:",
        "  govchain service rotate registry/crosschain-proxy --fingerprint 0x77ab... --until 2026-12-01T00:00:00Z"
      })
  static final class Rotate extends SigningCommand {
    @Parameters(paramLabel = "SERVICE", description = "institution/code")
    private String path;

    @Option(
        names = "--fingerprint",
        required = true,
        paramLabel = "HEX",
        description = "SHA-256 of the new TLS certificate (see: keys certificate).")
    private String fingerprint;

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        description = "Until when (block time) the one before counts, at most 30 days ahead.")
    private Instant until;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.rotateCertificate(path, fingerprint, until.getEpochSecond()),
          "certificate rotated");
    }
  }

  @Command(
      name = "history",
      description = "List everything that a proxy ever showed, oldest first.",
      footer = {"", "Example:", "  govchain service history registry/crosschain-proxy"})
  static final class History extends ChainCommand.Reading {
    @Parameters(paramLabel = "SERVICE", description = "institution/code")
    private String path;

    @Override
    void run(Output out, GovernanceChain chain) {
      if (chain.service(path).isEmpty()) {
        throw CommandFailure.notFound("service", path);
      }
      new Listing<Service.Version>(
              "versions",
              Listing.column("SINCE", each -> Instant.ofEpochSecond(each.since()).toString()),
              Listing.column("ACCOUNT", Service.Version::account),
              Listing.column("ENDPOINT", Service.Version::endpoint),
              Listing.column("FINGERPRINT", Service.Version::tlsFingerprint))
          .print(out, chain.serviceVersions(path));
    }
  }
}
