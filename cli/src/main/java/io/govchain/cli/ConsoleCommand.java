package io.govchain.cli;

import io.govchain.cli.console.ConsoleFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The governance console: voting, operating and seeing, in a browser. */
@Command(
    name = "console",
    description = {
      "Run the governance console until Ctrl-C and print its address.",
      "Give a node of the governance chain and say what network it is of, and the rest has"
          + " defaults: it listens on this machine alone, keeps its files below --directory, and"
          + " relays ballots from an account of its own. Or give a configuration file, for everything that docs/console.md tells.",
      "Exit codes of its own: 2 configuration, 3 database, 4 port taken, 1 a defect."
    },
    footer = {
      "",
      "Examples:",
      "  govchain console --rpc http://127.0.0.1:8545 --environment production",
      "  govchain console --rpc http://127.0.0.1:8545 --environment test --port 7090 --directory mine",
      "  govchain console --config console.yaml"
    })
final class ConsoleCommand extends GovchainCommand {
  private static final String MAIN = "io.govchain.console.ConsoleMain";
  private static final Set<String> ENVIRONMENTS = Set.of("production", "test", "demo");

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--port",
      defaultValue = "7080",
      description = "Where browsers find it (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--management-port",
      defaultValue = "7081",
      description = "Health and metrics (default: ${DEFAULT-VALUE}).")
  private int managementPort;

  @Option(
      names = "--directory",
      paramLabel = "DIRECTORY",
      description = "Its files (default: .govchain/console below the project).")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--name",
      defaultValue = "Govchain",
      description = "What the network is called (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--environment",
      paramLabel = "production|test|demo",
      description =
          "What network it is; needed with --rpc. The page marks it everywhere, and says by it"
              + " whether signatures count in production.")
  private Optional<String> environment = Optional.empty();

  @ArgGroup(exclusive = false)
  private Own own;

  /** What it is started from. */
  static final class Source {
    @Option(names = "--rpc", paramLabel = "URL", description = "Node of the governance chain.")
    private URI rpc;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, YAML.")
    private Path config;
  }

  /** The own cross-chain proxy. */
  static final class Own {
    @Option(
        names = "--proxy",
        required = true,
        paramLabel = "URL",
        description = "The institution's own cross-chain proxy.")
    private URI proxy;

    @Option(
        names = "--proxy-fingerprint",
        required = true,
        paramLabel = "HEX",
        description = "SHA-256 of the proxy's certificate (see: service show).")
    private String fingerprint;

    @Option(
        names = "--certificate",
        required = true,
        paramLabel = "FILE",
        description = "Certificate of one of the operators that the proxy's configuration names.")
    private Path certificate;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "Its key.")
    private Path key;

    ConsoleFile.OwnProxy proxy() {
      return new ConsoleFile.OwnProxy(proxy, fingerprint, certificate, key);
    }
  }

  @Override
  void run(Output out) throws Exception {
    if (source.config != null) {
      start(source.config);
      out.say("Runs until Ctrl-C.");
    } else {
      ConsoleFile file = file();
      Path written = file.write();
      start(written);
      out.record(view(file, written));
      out.say("Runs until Ctrl-C.");
    }
    // From here on only a signal, or the console itself, ends the process.
    new CountDownLatch(1).await();
  }

  /** Nobody but its operator knows: a page that calls a network a test is believed. */
  private String network() {
    return environment
        .filter(ENVIRONMENTS::contains)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--environment: expected production, test or demo, whichever this network is,"
                        + " actual "
                        + environment.map(word -> "'" + word + "'").orElse("none")));
  }

  private ConsoleFile file() {
    Path home =
        directory.orElseGet(
            () ->
                Path.of(Optional.ofNullable(System.getenv("GOVCHAIN_HOME")).orElse("."))
                    .resolve(".govchain")
                    .resolve("console"));
    return new ConsoleFile(
        home.toAbsolutePath().normalize(),
        source.rpc,
        port,
        managementPort,
        name,
        network(),
        Optional.ofNullable(own).map(Own::proxy));
  }

  private static Map<String, Object> view(ConsoleFile file, Path written) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("console", file.address().toString());
    view.put("health", file.management().resolve("health/ready").toString());
    view.put("governance", file.rpc().toString());
    view.put("configuration", written.toString());
    return view;
  }

  /** Found by name: this module only starts it, and it ends the process itself. */
  private static void start(Path config) {
    try {
      Method main = Class.forName(MAIN).getMethod("main", String[].class);
      main.invoke(null, (Object) new String[] {"--config", config.toString()});
    } catch (ClassNotFoundException e) {
      throw CommandFailure.refused(
          "service-missing", "expected class " + MAIN + " on the class path, actual none");
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the console failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the console cannot be started", e);
    }
  }
}
