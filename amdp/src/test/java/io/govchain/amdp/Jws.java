package io.govchain.amdp;

import io.govchain.amdp.crypto.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * An envelope taken apart, to be put together wrongly. Independent of the code under test but for
 * taking apart.
 */
record Jws(String header, String payload, byte[] signature) {

  static Jws of(Envelope envelope) {
    String[] parts = envelope.json().split("\"");
    return new Jws(text(parts[3]), text(parts[7]), Base64.getUrlDecoder().decode(parts[11]));
  }

  Jws withHeader(String text) {
    return new Jws(text, payload, signature);
  }

  Jws withPayload(UnaryOperator<String> change) {
    return new Jws(header, change.apply(payload), signature);
  }

  Jws withSignature(byte[] bytes) {
    return new Jws(header, payload, bytes);
  }

  Jws replacingInPayload(String part, String by) {
    if (!payload.contains(part)) {
      throw new IllegalArgumentException("payload has no " + part + ": " + payload);
    }
    return new Jws(header, payload.replace(part, by), signature);
  }

  Jws signedBy(Signer signer) {
    String input = encoded(header) + "." + encoded(payload);
    return new Jws(
        header, payload, signer.sign(Hex.digest(input.getBytes(StandardCharsets.US_ASCII))));
  }

  String json() {
    return "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
        .formatted(
            encoded(header),
            encoded(payload),
            Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
  }

  byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String encoded) {
    return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
