package io.govchain.evm.send;

import java.time.Duration;

/**
 * How a sender works.
 *
 * @param window how many transactions may be on their way at once; the node's pool must hold as
 *     many of one account
 * @param maxQueued how many may wait for a place in the window; more are turned away
 * @param confirmations how many blocks must follow the one that holds a transaction before it
 *     counts; 0 where blocks are final
 * @param poll pause between questions to the chain while something is on its way; receipts from
 *     {@code onBlock} do not wait for it
 * @param rebroadcastAfter the same bytes go out again when the account's count stood still for this
 *     long
 * @param replaceAfter what the base fee has overtaken for this long is signed again with a higher
 *     price, where the fees have a ceiling; and a nonce whose transaction the node kept refusing
 *     for this long, or that belongs to no saved transaction, is filled with an empty transfer of
 *     the account to itself, so that the ones behind it can go on
 */
public record SenderSettings(
    Fees fees,
    int window,
    int maxQueued,
    int confirmations,
    Duration poll,
    Duration rebroadcastAfter,
    Duration replaceAfter) {
  public SenderSettings {
    if (window < 1 || maxQueued < 1 || confirmations < 0) {
      throw new IllegalArgumentException(
          "sender: expected window >= 1, queue >= 1, confirmations >= 0; got %d, %d, %d"
              .formatted(window, maxQueued, confirmations));
    }
    if (poll.toMillis() < 1 || rebroadcastAfter.toMillis() < 1 || replaceAfter.toMillis() < 1) {
      throw new IllegalArgumentException("sender: every duration must be at least 1 ms");
    }
  }

  /** For chains without fees and with final blocks. */
  public static SenderSettings zeroFee() {
    return with(Fees.zero());
  }

  /** For chains with a base fee. */
  public static SenderSettings fromBaseFee() {
    return with(Fees.fromBaseFee());
  }

  /** The defaults with these fees. */
  public static SenderSettings with(Fees fees) {
    return new SenderSettings(
        fees,
        2_000,
        20_000,
        0,
        Duration.ofMillis(250),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30));
  }

  /** These settings with another number of confirmations. */
  public SenderSettings withConfirmations(int blocks) {
    return new SenderSettings(
        fees, window, maxQueued, blocks, poll, rebroadcastAfter, replaceAfter);
  }

  /** These settings with another window. */
  public SenderSettings withWindow(int transactions) {
    return new SenderSettings(
        fees, transactions, maxQueued, confirmations, poll, rebroadcastAfter, replaceAfter);
  }

  /** These settings with other times. */
  public SenderSettings withTimes(
      Duration newPoll, Duration newRebroadcastAfter, Duration newReplaceAfter) {
    return new SenderSettings(
        fees, window, maxQueued, confirmations, newPoll, newRebroadcastAfter, newReplaceAfter);
  }
}
