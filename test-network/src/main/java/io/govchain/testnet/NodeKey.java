package io.govchain.testnet;

import io.govchain.evm.signing.SigningKey;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secp256k1 key of a chain's node: what it is called on the peer-to-peer network and, for a
 * validator, what it signs blocks with.
 */
public final class NodeKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;
  private final SigningKey key;

  private NodeKey(byte[] secret) {
    this.secret = secret;
    this.key = SigningKey.fromPrivateKey(secret);
  }

  /** A new random key. */
  public static NodeKey generate() {
    byte[] secret = new byte[32];
    while (true) {
      RANDOM.nextBytes(secret);
      try {
        return new NodeKey(secret);
      } catch (IllegalArgumentException aboveTheOrderOfTheCurve) {
        // One in 2^127: take another.
      }
    }
  }

  /** The key with the given secret: 32 bytes in hex, with or without 0x. */
  public static NodeKey of(String secretHex) {
    String digits = secretHex.startsWith("0x") ? secretHex.substring(2) : secretHex;
    if (digits.length() != 64) {
      throw new IllegalArgumentException(
          "a node key is 64 hex digits; got " + digits.length() + " digits");
    }
    return new NodeKey(HexFormat.of().parseHex(digits));
  }

  /** X and Y of the public key, 64 bytes. */
  public byte[] publicKey() {
    return key.publicKey();
  }

  /** The public key in hex without 0x, as it stands in an enode URL. */
  public String nodeId() {
    return HexFormat.of().formatHex(key.publicKey());
  }

  /** The validator's address: 0x and 40 lower-case hex digits. */
  public String address() {
    return key.address();
  }

  /** The secret, 64 hex digits, for the key file of a node. */
  String secretHex() {
    return HexFormat.of().formatHex(secret);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "NodeKey[" + address() + "]";
  }
}
