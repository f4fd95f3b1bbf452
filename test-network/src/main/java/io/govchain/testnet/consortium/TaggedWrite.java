package io.govchain.testnet.consortium;

import io.govchain.amdp.StepTag;

/**
 * A write of a governed transaction, as it stands in a subchain's block.
 *
 * @param subchain path of the chain
 * @param succeeded false: it took effect on nothing but its sender's nonce
 */
public record TaggedWrite(
    String subchain, StepTag tag, String hash, long block, boolean succeeded) {}
