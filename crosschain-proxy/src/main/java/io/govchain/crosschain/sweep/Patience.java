package io.govchain.crosschain.sweep;

/**
 * How long nothing may happen before that is looked into: longer than a governed call takes between
 * one change and the next where nothing is wrong, in blocks of the governance chain.
 *
 * @param seconds before the first look; doubles with each further one
 * @param longest between looks
 */
record Patience(long seconds, long longest) {

  private static final int BLOCKS = 20;
  private static final long LEAST = 10;
  private static final long MOST = 1_200;
  private static final long LONGEST = 300;

  /**
   * @param blockSeconds how long a block of the governance chain takes at present
   */
  static Patience of(double blockSeconds) {
    long seconds = Math.clamp(Math.round(BLOCKS * blockSeconds), LEAST, MOST);
    return new Patience(seconds, Math.max(LONGEST, 2 * seconds));
  }
}
