package io.govchain.console;

import io.govchain.service.launch.ServiceLauncher;

/** The console as a process: {@code --config FILE}. */
public final class ConsoleMain {
  private ConsoleMain() {}

  /** Starts the console; exits as {@link io.govchain.service.exit.Exit} tells. */
  public static void main(String[] arguments) {
    ServiceLauncher.main("console", arguments, Console::start);
  }
}
