package io.govchain.governance;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    RETIRED,
    FROZEN
  }

  /**
   * What a service showed from a block time on, until the next version.
   *
   * @param since seconds
   */
  public record Version(long since, String account, String endpoint, String tlsFingerprint) {}

  /**
   * The certificates that a service may show in the state that they were read from.
   *
   * @param previous the one before, while their overlap lasts
   * @param previousUntil end of the overlap in seconds; 0 without one
   */
  public record Certificates(String current, Optional<String> previous, long previousUntil) {

    /**
     * The fingerprints that count at a block time. No event tells of an overlap's end, so every use
     * compares. The end itself is no part of the overlap: a rotation that ends in its own block
     * leaves a stolen key not even that block.
     */
    public Set<String> at(long blockTime) {
      return previous
          .filter(former -> blockTime < previousUntil)
          .map(former -> Stream.of(current, former))
          .orElseGet(() -> Stream.of(current))
          .collect(Collectors.toUnmodifiableSet());
    }

    /** When a certificate ceases to count; empty where no end is set. */
    public Optional<Instant> endOf(String fingerprint) {
      return previous
          .filter(former -> former.equals(fingerprint) && !current.equals(fingerprint))
          .map(former -> Instant.ofEpochSecond(previousUntil));
    }
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
