package io.govchain.crosschain.engine;

/**
 * One read or write on one subchain, through one pipeline.
 *
 * @param pipeline path of the pipeline, for example {@code registry/notary}
 * @param version number of the pipeline's version that the step was agreed by, for ever
 * @param write whether the step changes its subchain and so may have to be compensated
 * @param responsible the party that executes the step and reports on it
 * @param verifier the party on the pipeline's other side, which judges the evidence
 */
public record PlanStep(
    String pipeline, long version, boolean write, String responsible, String verifier) {}
