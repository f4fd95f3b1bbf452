package io.govchain.secp256k1;

import fr.acinq.secp256k1.Secp256k1CFunctions;
import java.util.Arrays;
import java.util.Optional;

/**
 * libsecp256k1. Lengths are checked before anything is handed to it. Signing and deriving a key
 * take the same time whatever the secret; agreeing does not, here as little as in Java.
 *
 * <p>The library refuses by throwing, an exception of its own that would need Kotlin's classes to
 * compile against; it throws no other.
 */
final class NativeCurve implements Secp256k1 {
  private static final int ENCODED_KEY = 1 + PUBLIC_KEY;

  private final long context;

  NativeCurve(long context) {
    this.context = context;
  }

  @Override
  public String description() {
    return "libsecp256k1";
  }

  @Override
  public boolean isSecret(byte[] secret) {
    return secret.length == SCALAR
        && Secp256k1CFunctions.secp256k1_ec_seckey_verify(context, secret) == 1;
  }

  @Override
  public boolean isPublicKey(byte[] publicKey) {
    if (publicKey.length != PUBLIC_KEY) {
      return false;
    }
    try {
      return Secp256k1CFunctions.secp256k1_ec_pubkey_parse(context, encoded(publicKey)) != null;
    } catch (RuntimeException noPoint) {
      return false;
    }
  }

  @Override
  public byte[] publicKey(byte[] secret) {
    Lengths.require("secret", secret, SCALAR);
    try {
      return coordinates(Secp256k1CFunctions.secp256k1_ec_pubkey_create(context, secret));
    } catch (RuntimeException outOfRange) {
      throw Lengths.noSecret();
    }
  }

  @Override
  public byte[] sign(byte[] secret, byte[] digest) {
    Lengths.require("secret", secret, SCALAR);
    Lengths.require("digest", digest, SCALAR);
    try {
      return Secp256k1CFunctions.secp256k1_ecdsa_sign(context, digest, secret, null);
    } catch (RuntimeException outOfRange) {
      throw Lengths.noSecret();
    }
  }

  @Override
  public byte[] signRecoverably(byte[] secret, byte[] publicKey, byte[] digest) {
    Lengths.require("public key", publicKey, PUBLIC_KEY);
    byte[] signature = sign(secret, digest);
    for (byte id = 0; id <= 1; id++) {
      if (recover(signature, id, digest).filter(key -> Arrays.equals(key, publicKey)).isPresent()) {
        byte[] recoverable = Arrays.copyOf(signature, SIGNATURE + 1);
        recoverable[SIGNATURE] = id;
        return recoverable;
      }
    }
    throw new IllegalArgumentException("public key: expected the secret's, got another");
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    if (publicKey.length != PUBLIC_KEY
        || digest.length != SCALAR
        || signature.length != SIGNATURE) {
      return false;
    }
    try {
      byte[] key = encoded(publicKey);
      return Secp256k1CFunctions.secp256k1_ecdsa_verify(context, signature, digest, key) == 1;
    } catch (RuntimeException malformed) {
      return false;
    }
  }

  @Override
  public Optional<byte[]> recover(byte[] signature, int recoveryId, byte[] digest) {
    if (signature.length != SIGNATURE
        || digest.length != SCALAR
        || (recoveryId != 0 && recoveryId != 1)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          coordinates(
              Secp256k1CFunctions.secp256k1_ecdsa_recover(context, signature, digest, recoveryId)));
    } catch (RuntimeException none) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] agree(byte[] secret, byte[] peer) {
    Lengths.require("secret", secret, SCALAR);
    Lengths.require("public key", peer, PUBLIC_KEY);
    if (!isSecret(secret)) {
      throw Lengths.noSecret();
    }
    try {
      byte[] shared =
          Secp256k1CFunctions.secp256k1_ec_pubkey_tweak_mul(context, encoded(peer), secret);
      return Arrays.copyOfRange(shared, 1, 1 + SCALAR);
    } catch (RuntimeException noPoint) {
      throw Lengths.noPoint();
    }
  }

  private static byte[] encoded(byte[] publicKey) {
    byte[] encoded = new byte[ENCODED_KEY];
    encoded[0] = 4;
    System.arraycopy(publicKey, 0, encoded, 1, PUBLIC_KEY);
    return encoded;
  }

  private static byte[] coordinates(byte[] encoded) {
    if (encoded.length != ENCODED_KEY || encoded[0] != 4) {
      throw new IllegalStateException(
          "libsecp256k1: expected an uncompressed key, got %d bytes".formatted(encoded.length));
    }
    return Arrays.copyOfRange(encoded, 1, ENCODED_KEY);
  }
}
