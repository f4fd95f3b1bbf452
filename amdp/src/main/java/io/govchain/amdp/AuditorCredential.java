package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.crypto.CryptoSuite;
import io.govchain.amdp.crypto.Signer;
import java.nio.charset.StandardCharsets;

/**
 * An auditor's word that a certificate is its own, for one service and a short time: compact JWS
 * (RFC 7515) of a {@code typ} of its own. Who shows it must hold the certificate's key, too, so
 * that a copy is of no use to others.
 *
 * @param account the auditor's account
 * @param certificate SHA-256 of the certificate that is shown, 0x and 64 hex digits
 * @param service path of the service that it is shown to
 * @param expires governance block time, unix seconds
 */
public record AuditorCredential(String account, String certificate, String service, long expires) {

  /** Longest credential, in characters. */
  public static final int MAX_LENGTH = 2_048;

  /** Longest time that a credential may be valid for, in seconds. */
  public static final long MAX_SECONDS = 900;

  private static final AmdpError MALFORMED = AmdpError.ENVELOPE_MALFORMED;
  private static final CryptoSuite SUITE = CryptoSuite.SECP256K1;
  private static final String TYPE = "govchain-auditor+json";
  private static final int PARTS = 3;

  /** Checks its form. */
  public AuditorCredential {
    Shape.hash("credential.certificate", certificate);
  }

  /** The credential as it is shown. */
  public String sign(Signer signer) {
    ObjectNode header =
        JsonNodeFactory.instance
            .objectNode()
            .put("alg", SUITE.signatureAlgorithm())
            .put("kid", account)
            .put("typ", TYPE);
    ObjectNode payload =
        JsonNodeFactory.instance
            .objectNode()
            .put("certificate", certificate)
            .put("service", service)
            .put("expires", expires);
    String input = part(header) + "." + part(payload);
    return input + "." + Base64Url.encode(signer.sign(digest(input)));
  }

  /**
   * What it claims; nothing of it is proved.
   *
   * @throws AmdpException too long or malformed
   */
  public static AuditorCredential claimed(String text) {
    String[] parts = parts(text);
    Fields header = fields("credential.header", parts[0]);
    require("alg", SUITE.signatureAlgorithm(), header.text("alg"));
    require("typ", TYPE, header.text("typ"));
    String account = header.text("kid");
    header.end();
    Fields payload = fields("credential.payload", parts[1]);
    AuditorCredential claimed =
        new AuditorCredential(
            account,
            payload.text("certificate"),
            payload.text("service"),
            payload.integer("expires"));
    payload.end();
    return claimed;
  }

  /**
   * Whether the owner of this key signed it, and the account is that key's.
   *
   * @param publicKey 64 bytes
   */
  public static boolean isSignedBy(byte[] publicKey, String text) {
    String[] parts = parts(text);
    byte[] signature = Base64Url.decode(MALFORMED, "credential.signature", parts[2]);
    return SUITE.isPublicKey(publicKey)
        && SUITE.address(publicKey).equals(claimed(text).account())
        && SUITE.verify(publicKey, digest(parts[0] + "." + parts[1]), signature);
  }

  private static String[] parts(String text) {
    String[] parts = text.length() > MAX_LENGTH ? new String[0] : text.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new AmdpException(
          MALFORMED,
          "credential",
          "header.payload.signature of at most " + MAX_LENGTH + " characters",
          "another text");
    }
    return parts;
  }

  private static Fields fields(String where, String part) {
    byte[] bytes = Base64Url.decode(MALFORMED, where, part);
    return new Fields(MALFORMED, where, StrictJson.parse(MALFORMED, where, bytes));
  }

  private static void require(String member, String expected, String actual) {
    if (!actual.equals(expected)) {
      throw new AmdpException(
          AmdpError.ALGORITHM_REFUSED, "credential.header." + member, expected, actual);
    }
  }

  private static String part(JsonNode json) {
    return Base64Url.encode(StrictJson.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] digest(String input) {
    return Hex.digest(input.getBytes(StandardCharsets.US_ASCII));
  }
}
