package io.govchain.adapter;

/**
 * Why arguments do not fit a function.
 *
 * @param where which argument, for example {@code argument 1 (bytes32)}, or {@code function}
 * @param expected what the signature asks for
 * @param actual what came
 */
public record ArgumentProblem(String where, String expected, String actual) {}
