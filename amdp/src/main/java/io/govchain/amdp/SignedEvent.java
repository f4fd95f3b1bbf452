package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.crypto.CryptoSuite;
import io.govchain.amdp.crypto.Signer;
import java.nio.charset.StandardCharsets;

/**
 * News that a proxy signs for an application: flattened JWS JSON (RFC 7515) like an {@link
 * Envelope}, but of another {@code typ}, so that neither is ever taken for the other.
 */
public final class SignedEvent {

  /** Largest signed event, in bytes. */
  public static final int MAX_BYTES = 1 << 16;

  private static final CryptoSuite SUITE = CryptoSuite.SECP256K1;
  private static final String TYPE = "govchain-event+json";

  private SignedEvent() {}

  /** Signs a JSON object; the text to be sent. */
  public static String sign(Signer signer, ObjectNode event) {
    ObjectNode header =
        JsonNodeFactory.instance
            .objectNode()
            .put("alg", SUITE.signatureAlgorithm())
            .put("kid", signer.address())
            .put("typ", TYPE);
    String protectedPart = part(header);
    String payload = part(event);
    byte[] signature = signer.sign(Hex.digest(input(protectedPart, payload)));
    return StrictJson.write(
        JsonNodeFactory.instance
            .objectNode()
            .put("protected", protectedPart)
            .put("payload", payload)
            .put("signature", Base64Url.encode(signature)));
  }

  /**
   * What the owner of this key signed.
   *
   * @param body as it was received
   * @param publicKey the key registered for the proxy's account: 64 bytes
   * @throws AmdpException too large, malformed, another algorithm, another key, or not signed so
   */
  public static JsonNode verified(byte[] body, byte[] publicKey) {
    AmdpError malformed = AmdpError.ENVELOPE_MALFORMED;
    if (body.length > MAX_BYTES) {
      throw new AmdpException(
          AmdpError.ENVELOPE_TOO_LARGE,
          "event",
          "at most " + MAX_BYTES + " bytes",
          body.length + " bytes");
    }
    if (!SUITE.isPublicKey(publicKey)) {
      throw new AmdpException(
          AmdpError.KEY_MISMATCH,
          "registered key",
          "64 bytes of a point on secp256k1",
          Hex.of(publicKey));
    }
    Fields fields = new Fields(malformed, "event", StrictJson.parse(malformed, "event", body));
    String protectedPart = fields.text("protected");
    String payload = fields.text("payload");
    byte[] signature = Base64Url.decode(malformed, "event.signature", fields.text("signature"));
    fields.end();
    requireHeader(protectedPart, SUITE.address(publicKey));
    if (!SUITE.verify(publicKey, Hex.digest(input(protectedPart, payload)), signature)) {
      throw new AmdpException(
          AmdpError.SIGNATURE_INVALID,
          "event.signature",
          "a low-s signature by " + SUITE.address(publicKey) + " over these bytes",
          "another");
    }
    return StrictJson.parse(
        malformed, "event.payload", Base64Url.decode(malformed, "event.payload", payload));
  }

  private static void requireHeader(String protectedPart, String address) {
    AmdpError malformed = AmdpError.ENVELOPE_MALFORMED;
    byte[] bytes = Base64Url.decode(malformed, "event.protected", protectedPart);
    Fields header =
        new Fields(
            malformed, "event.protected", StrictJson.parse(malformed, "event.protected", bytes));
    require(AmdpError.ALGORITHM_REFUSED, "alg", SUITE.signatureAlgorithm(), header.text("alg"));
    require(AmdpError.ALGORITHM_REFUSED, "typ", TYPE, header.text("typ"));
    require(AmdpError.KEY_MISMATCH, "kid", address, header.text("kid"));
    header.end();
  }

  private static void require(AmdpError code, String member, String expected, String actual) {
    if (!actual.equals(expected)) {
      throw new AmdpException(code, "event.protected." + member, expected, actual);
    }
  }

  private static String part(JsonNode json) {
    return Base64Url.encode(StrictJson.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] input(String protectedPart, String payload) {
    return (protectedPart + "." + payload).getBytes(StandardCharsets.US_ASCII);
  }
}
