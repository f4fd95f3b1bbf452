package io.govchain.adapter;

import java.util.Arrays;
import java.util.Objects;

/**
 * A signed write, before and after its outcome is known.
 *
 * @param reference idempotency key
 * @param account the account that signed it: only this account's sequence is concerned
 * @param nonce its place in the account's sequence
 * @param hash the chain's name for it
 * @param signed the exact bytes to broadcast, as often as needed
 */
public record PreparedWrite(
    String reference, String account, long nonce, String hash, byte[] signed) {

  /** Copies the bytes. */
  public PreparedWrite {
    signed = signed.clone();
  }

  @Override
  public byte[] signed() {
    return signed.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PreparedWrite that
        && reference.equals(that.reference)
        && account.equals(that.account)
        && nonce == that.nonce
        && hash.equals(that.hash)
        && Arrays.equals(signed, that.signed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(reference, account, nonce, hash);
  }

  @Override
  public String toString() {
    return "PreparedWrite[reference=%s, account=%s, nonce=%d, hash=%s]"
        .formatted(reference, account, nonce, hash);
  }
}
