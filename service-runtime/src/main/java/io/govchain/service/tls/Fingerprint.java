package io.govchain.service.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * SHA-256 of a certificate's DER encoding, as registered on the governance chain.
 *
 * @param value 0x and 64 lower-case hex digits
 */
public record Fingerprint(String value) {
  public Fingerprint {
    if (!value.matches("0x[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a SHA-256 certificate fingerprint: 0x and 64 lower-case hex digits");
    }
  }

  /** Also takes upper case, no 0x, and the colons that other tools print. */
  public static Fingerprint parse(String text) {
    String hex = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
    return new Fingerprint(hex.startsWith("0x") ? hex : "0x" + hex);
  }

  public static Fingerprint of(Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint("0x" + HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException | CertificateEncodingException defect) {
      throw new IllegalStateException("a certificate cannot be hashed", defect);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
