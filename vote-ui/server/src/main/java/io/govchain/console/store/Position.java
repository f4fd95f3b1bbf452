package io.govchain.console.store;

/**
 * How far the chain is indexed.
 *
 * @param number -1 before the first block
 * @param time of that block, seconds
 */
public record Position(long number, String hash, long time) {

  /** Before the first block. */
  public static final Position NONE = new Position(-1, "", 0);
}
