package io.govchain.governance;

import java.util.Optional;

/**
 * A registered proxy.
 *
 * @param id keccak-256 of the path
 * @param path {@code institution/code}
 * @param account the cross-chain account that signs the proxy's AMDP messages
 * @param endpoint {@code https://host:port}
 * @param tlsFingerprint SHA-256 of the DER certificate that the proxy presents
 * @param pairedWith id of the other proxy of the pair, once paired
 */
public record Service(
    String id,
    String path,
    String institution,
    Kind kind,
    Status status,
    String account,
    String endpoint,
    String tlsFingerprint,
    Optional<String> pairedWith) {

  /** Which of the two proxies it is. */
  public enum Kind implements Worded {
    NONE,
    SUBCHAIN_PROXY,
    CROSSCHAIN_PROXY
  }

  /** Where the service stands. */
  public enum Status implements Worded {
    NONE,
    ACTIVE,
    SUSPENDED,
    RETIRED
  }

  /** The part of the path after the institution's code. */
  public String code() {
    return Paths.localCode(path);
  }

  /**
   * Whether the record itself is active; see {@link Registry#activeService} for what depends on
   * others.
   */
  public boolean active() {
    return status == Status.ACTIVE;
  }
}
