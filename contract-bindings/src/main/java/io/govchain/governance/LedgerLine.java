package io.govchain.governance;

/**
 * A ledger event with where it stands on the governance chain.
 *
 * @param transactionHash the governance transaction that carried it, often together with many
 *     others
 */
public record LedgerLine(GovernanceEvent.OfLedger event, long block, String transactionHash) {}
