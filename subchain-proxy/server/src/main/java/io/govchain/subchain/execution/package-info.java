/**
 * Executes steps on the subchain when the paired cross-chain proxy orders it and the governance
 * chain allows it: at most once, whatever is repeated or restarted (invariants I1, I2, I5).
 */
package io.govchain.subchain.execution;
