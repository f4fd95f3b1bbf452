package io.govchain.testnet;

import io.govchain.evm.signing.Signature;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.util.BigIntegers;

/**
 * The secp256k1 key of a chain's node: what it is called on the peer-to-peer network and, for a
 * validator, what it signs blocks with.
 */
public final class NodeKey {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;
  private final byte[] publicKey;

  private NodeKey(BigInteger secret) {
    this.secret = BigIntegers.asUnsignedByteArray(32, secret);
    byte[] point = CURVE.getG().multiply(secret).normalize().getEncoded(false);
    this.publicKey = new byte[64];
    System.arraycopy(point, 1, publicKey, 0, 64);
  }

  /** A new random key. */
  public static NodeKey generate() {
    BigInteger limit = CURVE.getN().subtract(BigInteger.ONE);
    return new NodeKey(BigIntegers.createRandomInRange(BigInteger.ONE, limit, RANDOM));
  }

  /** The key with the given secret: 32 bytes in hex, with or without 0x. */
  public static NodeKey of(String secretHex) {
    String digits = secretHex.startsWith("0x") ? secretHex.substring(2) : secretHex;
    BigInteger secret = new BigInteger(1, HexFormat.of().parseHex(digits));
    if (digits.length() != 64 || secret.signum() == 0 || secret.compareTo(CURVE.getN()) >= 0) {
      throw new IllegalArgumentException(
          "a node key is 64 hex digits of a number between 1 and the order of secp256k1; got "
              + digits.length()
              + " digits");
    }
    return new NodeKey(secret);
  }

  /** X and Y of the public key, 64 bytes. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The public key in hex without 0x, as it stands in an enode URL. */
  public String nodeId() {
    return HexFormat.of().formatHex(publicKey);
  }

  /** The validator's address: 0x and 40 lower-case hex digits. */
  public String address() {
    return Signature.addressOf(publicKey);
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
