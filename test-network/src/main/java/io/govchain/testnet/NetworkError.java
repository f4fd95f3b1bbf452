package io.govchain.testnet;

import java.util.Locale;

/** What can go wrong when a test network is started or steered; the code is stable. */
public enum NetworkError {
  /** No anvil binary was found. */
  ANVIL_MISSING,
  /** No Besu installation was found. */
  BESU_MISSING,
  /** Neither a Docker daemon nor the Besu image can be had. */
  CONTAINERS_MISSING,
  /** A process of another owner listens on the port that was asked for. */
  PORT_TAKEN,
  /** The process ended before, or while, it was needed. */
  PROCESS_ENDED,
  /** The chain did not answer, or made no block, within its time. */
  CHAIN_SILENT,
  /** Something answers on the port, but it is another chain. */
  WRONG_CHAIN,
  /** The genesis file cannot be read, made or used. */
  GENESIS_UNUSABLE,
  /** The saved state of a chain cannot be loaded again. */
  STATE_UNUSABLE,
  /** What was asked for does not fit the kind or the settings of this network. */
  NOT_SUPPORTED;

  /** The code as users and scripts see it, for example {@code port-taken}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
