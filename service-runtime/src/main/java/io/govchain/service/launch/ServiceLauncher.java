package io.govchain.service.launch;

import io.govchain.service.config.LogSettings;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.logging.Logs;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code main} of every service: {@code --config F}, the exit codes of {@link Exit} with one
 * line on stderr, and a graceful end on SIGTERM.
 */
public final class ServiceLauncher {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLauncher.class);

  /** A process that ends loses nothing; one that ran out of memory cannot be trusted to go on. */
  private static final String EXITS = "-XX:+ExitOnOutOfMemoryError";

  private ServiceLauncher() {}

  /** Starts the service and returns; the process ends through a signal or a startup failure. */
  public static void main(String name, String[] arguments, Starter starter) {
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      System.out.println(usage(name));
      return;
    }
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      end(name, Exit.CONFIGURATION, usage(name));
      return;
    }
    start(name, Path.of(arguments[1]), starter);
  }

  private static void start(String name, Path file, Starter starter) {
    // Until the configuration says otherwise; it does so by Logs.configure in the starter.
    Logs.configure(LogSettings.plain());
    try {
      AutoCloseable service = starter.start(file);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(name, service), "shutdown"));
      warnWithoutExit(name);
      LOG.info("{} ready", name);
    } catch (StartupFailure failure) {
      end(name, failure.exit(), failure.getMessage());
    } catch (DatabaseException failure) {
      end(name, Exit.DATABASE, failure.getMessage());
    } catch (Exception | LinkageError defect) {
      LOG.error("{} could not start", name, defect);
      end(name, Exit.INTERNAL, "internal error: " + defect);
    }
  }

  /** Said when logs are as the configuration wants them. */
  private static void warnWithoutExit(String name) {
    if (!ManagementFactory.getRuntimeMXBean().getInputArguments().contains(EXITS)) {
      LOG.warn("{} goes on when memory runs out; start it with {}", name, EXITS);
    }
  }

  private static void stop(String name, AutoCloseable service) {
    LOG.info("{} stopping", name);
    try {
      service.close();
      LOG.info("{} stopped", name);
    } catch (Exception defect) {
      LOG.error("{} did not stop cleanly", name, defect);
    }
    Logs.flush();
  }

  private static void end(String name, Exit exit, String message) {
    System.err.println(name + ": " + message.replaceAll("\\s*\\R\\s*", "; "));
    Logs.flush();
    // The half-started service has live threads; only exit() ends it.
    System.exit(exit.code());
  }

  private static String usage(String name) {
    return "usage: " + name + " --config FILE   (example: " + name + " --config " + name + ".yaml)";
  }
}
