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
 */
public record GatewaySettings(
    String address, String application, KeyFiles key, @Default("0") long fromBlock) {

  /** Refuses values that could never work. */
  public GatewaySettings {
    if (fromBlock < 0) {
      throw new IllegalArgumentException("fromBlock of at least 0");
    }
  }
}
