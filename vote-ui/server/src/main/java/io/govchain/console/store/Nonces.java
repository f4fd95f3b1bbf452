package io.govchain.console.store;

/** Nonces of signed statements, each good once. Outlives restarts. */
public interface Nonces {

  /**
   * Uses a nonce; false if the account has used it before.
   *
   * @param issuedAt of the statement, seconds
   * @param forgotten nonces of statements that were issued before are forgotten: the caller refuses
   *     such old ones
   */
  boolean use(String account, String nonce, long issuedAt, long forgotten);
}
