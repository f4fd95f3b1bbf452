package io.govchain.governance;

/**
 * The key with which an account signs messages of a cryptographic suite.
 *
 * @param version 1 for the first key of the suite; 0 for the account's own key
 * @param validFrom 0 until the key counts
 * @param validUntil first second in which it does not count any more; 0 for no end
 * @param proofDigest keccak-256 of the proof of possession, which is in the event
 * @param publicKey raw: X and Y of a point, or the ML-DSA key
 */
public record ProtocolKey(
    String account,
    Suite suite,
    long version,
    Status status,
    int confirmations,
    long registeredAt,
    long validFrom,
    long validUntil,
    String proofDigest,
    String publicKey) {

  /** Algorithms that belong together. */
  public enum Suite implements Worded {
    NONE,
    SECP256K1,
    SM,
    CNSA,
    PQ
  }

  /** Where the key stands. */
  public enum Status implements Worded {
    NONE,
    REGISTERED,
    CONFIRMED,
    REVOKED
  }

  /** Whether the key counts at this time, as far as this record goes. */
  public boolean countsAt(long time) {
    return validFrom != 0 && validFrom <= time && (validUntil == 0 || time < validUntil);
  }
}
