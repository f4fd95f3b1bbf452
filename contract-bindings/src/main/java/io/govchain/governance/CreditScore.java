package io.govchain.governance;

/**
 * What an institution's cross-chain transactions have come to.
 *
 * @param institution its id
 * @param restricted whether it may open no transactions until a work order restores it
 * @param changedAt seconds; 0 while the score is the one that everybody starts with
 */
public record CreditScore(String institution, int score, boolean restricted, long changedAt) {}
