package io.govchain.subchain.server;

import io.govchain.service.config.ConfigLoader;
import io.govchain.service.launch.ServiceLauncher;
import io.govchain.service.logging.Logs;
import java.nio.file.Path;

/**
 * The subchain proxy: takes calls of applications on its subchain and executes steps there when the
 * paired cross-chain proxy orders it. Started with {@code --config FILE}.
 */
public final class SubchainProxy {

  private SubchainProxy() {}

  /** Runs until the process is ended. */
  public static void main(String[] arguments) {
    ServiceLauncher.main("subchain-proxy", arguments, SubchainProxy::start);
  }

  private static AutoCloseable start(Path file) {
    ProxyConfig config = ConfigLoader.load(file, ProxyConfig.class);
    Logs.configure(config.log());
    return RunningProxy.start(config, file.toAbsolutePath().getParent());
  }
}
