package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.crypto.CryptoSuite;
import io.govchain.amdp.crypto.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A signed message: flattened JWS JSON (RFC 7515) with the three members protected, payload and
 * signature. The signature covers the exact bytes received; nothing is written again to be
 * verified.
 *
 * <p>An envelope that parsed is well formed, <em>not</em> genuine: {@link #claimed} is what
 * somebody says, {@link #verified} is what the owner of a key said.
 */
public final class Envelope {

  /** Largest envelope, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final CryptoSuite SUITE = CryptoSuite.SECP256K1;
  private static final String TYPE = "amdp+json";
  private static final Pattern KID = Pattern.compile("0x[0-9a-f]{40}");

  private final String protectedPart;
  private final String payloadPart;
  private final byte[] payload;
  private final byte[] signature;
  private final String kid;
  private final Message message;

  // Made when first asked for, perhaps by two threads at once: both make the same.
  private String json;
  private String digest;

  private Envelope(
      String protectedPart,
      String payloadPart,
      byte[] payload,
      byte[] signature,
      String kid,
      Message message) {
    this.protectedPart = protectedPart;
    this.payloadPart = payloadPart;
    this.payload = payload;
    this.signature = signature;
    this.kid = kid;
    this.message = message;
  }

  /**
   * Reads an envelope received from anybody.
   *
   * @throws AmdpException too large, malformed, another algorithm, or no message inside
   */
  public static Envelope parse(byte[] bytes) {
    requireSize(bytes.length);
    return read("envelope", StrictJson.parse(AmdpError.ENVELOPE_MALFORMED, "envelope", bytes));
  }

  /** Signs a message. The message's credential must be the signer's key. */
  public static Envelope sign(Signer signer, Message message) {
    String key = Hex.of(signer.publicKey());
    if (!key.equals(message.publicKey())) {
      throw new AmdpException(
          AmdpError.KEY_MISMATCH,
          "payload.credential.publicKey",
          "the signer's " + key,
          message.publicKey());
    }
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("alg", SUITE.signatureAlgorithm()).put("kid", signer.address()).put("typ", TYPE);
    String protectedPart =
        Base64Url.encode(StrictJson.write(header).getBytes(StandardCharsets.UTF_8));
    byte[] payload = MessageJson.write(message);
    String payloadPart = Base64Url.encode(payload);
    byte[] signature = signer.sign(Hex.digest(signingInput(protectedPart, payloadPart)));
    Envelope envelope =
        new Envelope(protectedPart, payloadPart, payload, signature, signer.address(), message);
    requireSize(envelope.json().length());
    return envelope;
  }

  static Envelope read(String where, JsonNode node) {
    Fields fields = new Fields(AmdpError.ENVELOPE_MALFORMED, where, node);
    String protectedPart = fields.text("protected");
    String payloadPart = fields.text("payload");
    String signaturePart = fields.text("signature");
    fields.end();
    byte[] signature =
        Base64Url.decode(AmdpError.ENVELOPE_MALFORMED, fields.at("signature"), signaturePart);
    if (signature.length != SUITE.signatureLength()) {
      throw new AmdpException(
          AmdpError.ENVELOPE_MALFORMED,
          fields.at("signature"),
          SUITE.signatureLength() + " bytes",
          signature.length + " bytes");
    }
    String kid = readHeader(protectedPart);
    byte[] payload = Base64Url.decode(AmdpError.ENVELOPE_MALFORMED, "payload", payloadPart);
    return new Envelope(
        protectedPart, payloadPart, payload, signature, kid, MessageJson.read(payload));
  }

  /**
   * The message as it stands there, before anybody vouches for it: to look up who is meant to have
   * sent it.
   */
  public Message claimed() {
    return message;
  }

  /** The address that {@code kid} names, before verification. */
  public String kid() {
    return kid;
  }

  /**
   * The message, once it is sure that the owner of this key signed exactly these bytes.
   *
   * @param publicKey the key registered for the sender: 64 bytes
   * @throws AmdpException {@code key-mismatch} or {@code signature-invalid}
   */
  public Message verified(byte[] publicKey) {
    if (!SUITE.isPublicKey(publicKey)) {
      throw new AmdpException(
          AmdpError.KEY_MISMATCH,
          "registered key",
          "64 bytes of a point on secp256k1",
          Hex.of(publicKey));
    }
    String address = SUITE.address(publicKey);
    if (!kid.equals(address)) {
      throw new AmdpException(
          AmdpError.KEY_MISMATCH, "protected.kid", "the registered " + address, kid);
    }
    if (!message.publicKey().equals(Hex.of(publicKey))) {
      throw new AmdpException(
          AmdpError.KEY_MISMATCH,
          "payload.credential.publicKey",
          "the registered " + Hex.of(publicKey),
          message.publicKey());
    }
    byte[] digest = Hex.digest(signingInput(protectedPart, payloadPart));
    if (!SUITE.verify(publicKey, digest, signature)) {
      throw new AmdpException(
          AmdpError.SIGNATURE_INVALID,
          "signature",
          "a low-s signature by " + address + " over these bytes",
          "another");
    }
    return message;
  }

  /** The exact payload bytes. */
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * The envelope's canonical bytes: the three members in the order protected, payload, signature,
   * without white space. White space and member order carry no meaning, so they do not make another
   * envelope.
   */
  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  /** {@link #bytes} as text. */
  public String json() {
    String known = json;
    if (known == null) {
      // Base64url needs no escapes.
      known =
          "{\"protected\":\""
              + protectedPart
              + "\",\"payload\":\""
              + payloadPart
              + "\",\"signature\":\""
              + Base64Url.encode(signature)
              + "\"}";
      json = known;
    }
    return known;
  }

  /** SHA-256 of {@link #bytes}, 0x hex. */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = Hex.sha256(bytes());
      digest = known;
    }
    return known;
  }

  ObjectNode tree() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("protected", protectedPart)
        .put("payload", payloadPart)
        .put("signature", Base64Url.encode(signature));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope that
        && protectedPart.equals(that.protectedPart)
        && payloadPart.equals(that.payloadPart)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return message.type().wire()
        + " "
        + message.id()
        + " from "
        + message.from()
        + " to "
        + message.to();
  }

  private static String readHeader(String protectedPart) {
    AmdpError malformed = AmdpError.ENVELOPE_MALFORMED;
    byte[] bytes = Base64Url.decode(malformed, "protected", protectedPart);
    Fields header =
        new Fields(malformed, "protected", StrictJson.parse(malformed, "protected", bytes));
    String algorithm = header.text("alg");
    if (!algorithm.equals(SUITE.signatureAlgorithm())) {
      throw new AmdpException(
          AmdpError.ALGORITHM_REFUSED, "protected.alg", SUITE.signatureAlgorithm(), algorithm);
    }
    String type = header.text("typ");
    if (!type.equals(TYPE)) {
      throw new AmdpException(AmdpError.ALGORITHM_REFUSED, "protected.typ", TYPE, type);
    }
    String kid = header.text("kid");
    header.end();
    if (!KID.matcher(kid).matches()) {
      throw new AmdpException(malformed, "protected.kid", "0x and 40 lower-case hex digits", kid);
    }
    return kid;
  }

  private static byte[] signingInput(String protectedPart, String payloadPart) {
    return (protectedPart + "." + payloadPart).getBytes(StandardCharsets.US_ASCII);
  }

  private static void requireSize(int length) {
    if (length > MAX_BYTES) {
      throw new AmdpException(
          AmdpError.ENVELOPE_TOO_LARGE,
          "envelope",
          "at most " + MAX_BYTES + " bytes",
          length + " bytes");
    }
  }
}
