package io.govchain.simulation.chain;

/**
 * What the record knows of a step.
 *
 * @param atSource whether the pipeline's source is responsible, and its target the verifier
 */
public record Descriptor(Pipeline pipeline, boolean write, boolean atSource) {
  public String responsible() {
    return atSource ? pipeline.source() : pipeline.target();
  }

  public String verifier() {
    return atSource ? pipeline.target() : pipeline.source();
  }

  /** The same step by another version of its pipeline. */
  public Descriptor by(Pipeline version) {
    return new Descriptor(version, write, atSource);
  }
}
