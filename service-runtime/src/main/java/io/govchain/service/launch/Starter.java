package io.govchain.service.launch;

import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import java.nio.file.Path;

/** The composition root of a service: reads its configuration file and starts everything. */
@FunctionalInterface
public interface Starter {
  /**
   * Starts the service.
   *
   * @return what ends it gracefully; closed once, on SIGTERM or SIGINT
   * @throws Exception a {@link StartupFailure} (or a DatabaseException) ends the process with its
   *     exit code and one line on stderr; anything else is a defect and ends it with {@link
   *     Exit#INTERNAL}
   */
  AutoCloseable start(Path configuration) throws Exception;
}
