package io.govchain.subchain.gateway;

import io.govchain.service.config.Default;
import io.govchain.service.config.KeyFiles;

/**
 * A gateway whose requests are carried.
 *
 * @param address in the chain's notation
 * @param application path of the application that is registered for it
 * @param key the application's key
 * @param fromBlock where its events begin; only looked at while nothing was read yet
 * @param executionSeconds how long a call may take that was opened in the last second
 */
public record GatewaySettings(
    String address,
    String application,
    KeyFiles key,
    @Default("0") long fromBlock,
    @Default("300") int executionSeconds) {

  private static final int LONGEST = 7 * 24 * 3600;

  /** Refuses values that could never work. */
  public GatewaySettings {
    if (fromBlock < 0) {
      throw new IllegalArgumentException("fromBlock of at least 0");
    }
    if (executionSeconds < 1 || executionSeconds > LONGEST) {
      throw new IllegalArgumentException("executionSeconds from 1 to " + LONGEST);
    }
  }
}
