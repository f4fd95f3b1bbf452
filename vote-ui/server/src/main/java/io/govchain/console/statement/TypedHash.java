package io.govchain.console.statement;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.Signature;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** EIP-712: what is signed, and by whom it was. */
public final class TypedHash {
  private TypedHash() {}

  /** Keccak-256 of 0x1901, the hash of the domain and that of the struct. */
  public static byte[] digest(String domain, String struct) {
    return Keccak.hash(Hex.bytes("0x1901" + domain.substring(2) + struct.substring(2)));
  }

  /** Keccak-256 of words of 32 bytes of hex one after the other. */
  public static String ofWords(String... words) {
    StringBuilder all = new StringBuilder("0x");
    for (String each : words) {
      all.append(each, 2, each.length());
    }
    return Keccak.ofHex(all.toString());
  }

  /** Keccak-256 of a text, as types and strings are hashed. */
  public static String ofText(String text) {
    return Keccak.ofText(text);
  }

  /** A number as 32 bytes of hex. */
  public static String word(BigInteger number) {
    String digits = number.toString(16);
    return "0x" + "0".repeat(64 - digits.length()) + digits;
  }

  /** An address as 32 bytes of hex. */
  public static String word(String address) {
    return word(Hex.number(Hex.address(address)));
  }

  /**
   * The address whose key made this signature; empty if none could have.
   *
   * @param signature r, s and v (0, 1, 27 or 28), 65 bytes of hex
   */
  public static Optional<String> signer(byte[] digest, String signature) {
    byte[] bytes = Hex.bytes(signature);
    if (bytes.length != 65) {
      return Optional.empty();
    }
    int recovery = bytes[64] >= 27 ? bytes[64] - 27 : bytes[64];
    try {
      return new Signature(
              new BigInteger(1, Arrays.copyOfRange(bytes, 0, 32)),
              new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64)),
              recovery)
          .recoverAddress(digest);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
