package io.govchain.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs a proxy in the foreground. The service is found by name: this module only starts it, and it
 * ends the process itself, with exit codes of its own.
 */
abstract class ProxyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration, YAML; see docs/operations.md.")
  private Path config;

  abstract String mainClass();

  @Override
  public final void run() {
    try {
      Method main = Class.forName(mainClass()).getMethod("main", String[].class);
      main.invoke(null, (Object) new String[] {"--config", config.toString()});
      // From here on only a signal, or the service itself, ends the process.
      new CountDownLatch(1).await();
    } catch (ClassNotFoundException e) {
      throw CommandFailure.refused(
          "service-missing", "expected class " + mainClass() + " on the class path, actual none");
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(spec.name() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(mainClass() + " has no main method", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Command(
      name = "subchain-proxy",
      mixinStandardHelpOptions = true,
      description = {
        "Run a subchain proxy until it is told to end (SIGTERM or Ctrl-C).",
        "Exit codes of its own: 2 configuration, 3 database, 4 port taken, 1 a defect."
      },
      footer = {"", "Example:", "  govchain subchain-proxy --config subchain-proxy.yaml"})
  static final class Subchain extends ProxyCommand {
    @Override
    String mainClass() {
      return "io.govchain.subchain.server.SubchainProxy";
    }
  }

  @Command(
      name = "crosschain-proxy",
      mixinStandardHelpOptions = true,
      description = {
        "Run a cross-chain proxy until it is told to end (SIGTERM or Ctrl-C).",
        "Exit codes of its own: 2 configuration, 3 database, 4 port taken, 1 a defect."
      },
      footer = {"", "Example:", "  govchain crosschain-proxy --config crosschain-proxy.yaml"})
  static final class Crosschain extends ProxyCommand {
    @Override
    String mainClass() {
      return "io.govchain.crosschain.CrosschainProxy";
    }
  }
}
