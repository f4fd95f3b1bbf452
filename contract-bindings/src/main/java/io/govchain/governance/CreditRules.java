package io.govchain.governance;

/**
 * How outcomes of transactions move scores. All but {@code windowSeconds} are points.
 *
 * @param threshold below it an institution is restricted
 * @param settled what a settled step gives to both institutions
 * @param failed what a fault of that kind takes from whom it is the fault of; likewise the next
 * @param mostGain what one counterparty can give within a window
 * @param mostLoss what one counterparty can take within a window
 */
public record CreditRules(
    int start,
    int threshold,
    int ceiling,
    int settled,
    int failed,
    int late,
    int disputed,
    int escalated,
    int mostGain,
    int mostLoss,
    long windowSeconds) {}
