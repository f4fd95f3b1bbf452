package io.govchain.secp256k1;

/** What both implementations refuse in the same words. */
final class Lengths {
  private Lengths() {}

  static void require(String what, byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          "%s: expected %d bytes, got %d".formatted(what, length, bytes.length));
    }
  }

  static IllegalArgumentException noSecret() {
    return new IllegalArgumentException(
        "secret: expected a number from 1 to the curve's order less 1");
  }

  static IllegalArgumentException noPoint() {
    return new IllegalArgumentException("public key: expected a point on secp256k1");
  }
}
