package io.govchain.simulation.chain;

/** The two institutions of a pipeline. */
public record Pipeline(String source, String target) {}
