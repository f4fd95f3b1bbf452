package io.govchain.governance;

/**
 * An admission or removal of a validator, in force from the state of a block on.
 *
 * @param block 0 for the founders; the first block that the changed set signs is the next one
 */
public record ValidatorChange(String validator, long block, boolean admitted) {}
