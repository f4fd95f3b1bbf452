package io.govchain.crosschain.verification;

/**
 * What the evidence of a step must show.
 *
 * @param to the contract's address
 * @param data the calldata that the plan's arguments and the step's tag make
 */
record ExpectedCall(long chainId, String to, String data, boolean write) {}
