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

  /** Whether the record itself is active. */
  public boolean active() {
    return status == Subchain.Status.ACTIVE;
  }
}
