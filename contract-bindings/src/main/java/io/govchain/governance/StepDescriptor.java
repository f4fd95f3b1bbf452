package io.govchain.governance;

/**
 * What the chain knows of a step's plan: 32 bits, {@code pipelineNumber << 2 | write << 1 | side}.
 *
 * @param pipeline the pipeline's number, 1 to 2^30 - 1
 * @param write whether the step changes the subchain
 * @param side the end that is responsible for the step
 */
public record StepDescriptor(long pipeline, boolean write, Side side) {

  /** Greatest pipeline number that fits. */
  public static final long MAX_PIPELINE = (1L << 30) - 1;

  /** Refuses a pipeline number that does not fit. */
  public StepDescriptor {
    if (pipeline < 1 || pipeline > MAX_PIPELINE) {
      throw new IllegalArgumentException(
          "pipeline number of a step: expected 1.." + MAX_PIPELINE + ", was " + pipeline);
    }
  }

  long packed() {
    return pipeline << 2 | (write ? 2 : 0) | side.ordinal();
  }

  static StepDescriptor unpacked(long bits) {
    return new StepDescriptor(
        bits >>> 2, (bits & 2) != 0, (bits & 1) == 0 ? Side.SOURCE : Side.TARGET);
  }
}
