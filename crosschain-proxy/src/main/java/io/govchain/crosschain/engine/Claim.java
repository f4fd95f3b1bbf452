package io.govchain.crosschain.engine;

/** That a step succeeded, proved by the evidence with this digest. */
public record Claim(int step, String digest) {}
