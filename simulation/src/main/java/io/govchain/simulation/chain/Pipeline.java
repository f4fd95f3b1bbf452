package io.govchain.simulation.chain;

/**
 * One version of the pipeline between two institutions. Amending it makes another; transactions
 * keep the one that they were opened through.
 */
public record Pipeline(String source, String target, int version) {

  /** As it was agreed on at first. */
  public static Pipeline between(String source, String target) {
    return new Pipeline(source, target, 1);
  }

  /** What all versions have in common. */
  public String path() {
    return source + "-" + target;
  }

  Pipeline amended() {
    return new Pipeline(source, target, version + 1);
  }

  boolean hasEnd(String institution) {
    return source.equals(institution) || target.equals(institution);
  }
}
