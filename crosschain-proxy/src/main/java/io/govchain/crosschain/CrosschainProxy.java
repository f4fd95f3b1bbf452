package io.govchain.crosschain;

import io.govchain.service.launch.ServiceLauncher;

/** The cross-chain proxy as a process: {@code --config FILE}. */
public final class CrosschainProxy {
  private CrosschainProxy() {}

  /** Starts the proxy; exits as {@link io.govchain.service.launch.Exit} tells. */
  public static void main(String[] arguments) {
    ServiceLauncher.main("crosschain-proxy", arguments, Composition::start);
  }
}
