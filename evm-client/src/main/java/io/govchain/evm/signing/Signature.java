package io.govchain.evm.signing;

import io.govchain.evm.encoding.Hex;
import io.govchain.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * A recoverable secp256k1 signature with s in the lower half of the curve order.
 *
 * @param recoveryId 0 or 1: which of the two candidate keys signed
 */
public record Signature(BigInteger r, BigInteger s, int recoveryId) {
  private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  public Signature {
    if (recoveryId != 0 && recoveryId != 1) {
      throw new IllegalArgumentException("recovery id: expected 0 or 1, got " + recoveryId);
    }
    if (!isScalar(r)) {
      throw new IllegalArgumentException("signature: r is outside 1..n-1");
    }
    if (s.signum() <= 0 || s.compareTo(HALF_ORDER) > 0) {
      throw new IllegalArgumentException("signature: s is outside 1..n/2 (malleable)");
    }
  }

  /** r and s as 64 bytes, as ES256K writes them. */
  public byte[] compact() {
    byte[] bytes = new byte[64];
    put(r, bytes, 0);
    put(s, bytes, 32);
    return bytes;
  }

  /** r, s and 27 or 28, as {@code ecrecover} and EIP-712 callers expect them. */
  public byte[] withRecovery() {
    byte[] bytes = Arrays.copyOf(compact(), 65);
    bytes[64] = (byte) (27 + recoveryId);
    return bytes;
  }

  /** The 64-byte public key that made this signature over the digest; empty if none could have. */
  public Optional<byte[]> recoverPublicKey(byte[] digest) {
    return recover(r, s, recoveryId, digest);
  }

  /** The same for r and s of any source, s in the upper half included (seals of QBFT blocks). */
  public static Optional<byte[]> recover(
      BigInteger r, BigInteger s, int recoveryId, byte[] digest) {
    if (recoveryId < 0 || recoveryId > 1 || !isScalar(r) || !isScalar(s)) {
      return Optional.empty();
    }
    byte[] compact = new byte[Secp256k1.SIGNATURE];
    put(r, compact, 0);
    put(s, compact, Secp256k1.SCALAR);
    return Secp256k1.fastest().recover(compact, recoveryId, digest);
  }

  private static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }

  /** The address whose key made this signature over the digest; empty if none could have. */
  public Optional<String> recoverAddress(byte[] digest) {
    return recoverPublicKey(digest).map(Signature::addressOf);
  }

  /** The address of a 64-byte public key. */
  public static String addressOf(byte[] publicKey) {
    if (publicKey.length != 64) {
      throw new IllegalArgumentException(
          "public key: expected 64 bytes (X and Y), got " + publicKey.length);
    }
    return Hex.of(Keys.getAddress(publicKey));
  }

  private static void put(BigInteger number, byte[] target, int offset) {
    BigIntegers.asUnsignedByteArray(number, target, offset, Secp256k1.SCALAR);
  }
}
