package io.govchain.evm.encoding;

import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;

/** Keccak-256, the hash of EVM chains. */
public final class Keccak {
  private Keccak() {}

  /** The 32-byte hash of these bytes. */
  public static byte[] hash(byte[] input) {
    return Hash.sha3(input);
  }

  /** The hash of the text's UTF-8 bytes, as hex. */
  public static String ofText(String text) {
    return Hex.of(hash(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The hash of the bytes that this hex text stands for, as hex. */
  public static String ofHex(String hex) {
    return Hex.of(hash(Hex.bytes(hex)));
  }
}
