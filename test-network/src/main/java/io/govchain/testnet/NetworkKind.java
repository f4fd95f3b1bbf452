package io.govchain.testnet;

/** How a chain is run. */
public enum NetworkKind {
  /** One Anvil process: starts in a moment, needs nothing but npm's binary; no real consensus. */
  ANVIL,
  /** An installed Besu: QBFT validators and audit nodes as processes on loopback. */
  BESU,
  /** The same as {@link #BESU} in containers. */
  BESU_CONTAINERS
}
