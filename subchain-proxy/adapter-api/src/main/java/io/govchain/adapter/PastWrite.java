package io.govchain.adapter;

import java.util.Optional;

/**
 * A transaction that was or may have been on the chain.
 *
 * @param transactionHash the chain's name for it
 * @param evidence what this adapter gave as evidence of it, where there is such a thing
 */
public record PastWrite(String transactionHash, Optional<String> evidence) {}
