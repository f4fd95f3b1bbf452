package io.govchain.testnet;

/** Which way bytes go through a link. */
enum LinkDirection {
  /** From the caller. */
  REQUESTS,
  /** To the caller. */
  ANSWERS
}
