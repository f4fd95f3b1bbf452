package io.govchain.governance;

/**
 * A business application that may call through a subchain's proxy.
 *
 * @param id keccak-256 of the path
 * @param key address of {@code publicKey}; signs the application's calls
 * @param publicKey secp256k1 point X||Y, 64 bytes
 * @param tlsFingerprint SHA-256 of the DER client certificate it connects with
 */
public record Application(
    String id,
    String path,
    String institution,
    String subchain,
    String key,
    String publicKey,
    String tlsFingerprint,
    Subchain.Status status) {

  /** The part of the path after the institution's code. */
  public String code() {
    return Paths.localCode(path);
  }

  /**
   * What an application signed and connected with from a block time on, until the next.
   *
   * @param since block time of the block that registered it
   * @param key address of {@code publicKey}
   */
  public record Version(long since, String key, String publicKey, String tlsFingerprint) {}

  /** Whether the record itself is active. */
  public boolean active() {
    return status == Subchain.Status.ACTIVE;
  }
}
