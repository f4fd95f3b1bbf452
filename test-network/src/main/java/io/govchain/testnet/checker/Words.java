package io.govchain.testnet.checker;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.web3j.crypto.Hash;

/** As much of the contract ABI as an event with texts needs. */
final class Words {
  private static final int WORD = 32;

  private Words() {}

  /** First topic of an event. */
  static String topic(String signature) {
    return Hash.sha3String(signature);
  }

  /** The text or bytes whose place is named by this word of an event's data. */
  static byte[] dynamic(byte[] data, int word) {
    int start = number(data, word * WORD);
    int length = number(data, start);
    return Arrays.copyOfRange(data, start + WORD, start + WORD + length);
  }

  static String text(byte[] data, int word) {
    return new String(dynamic(data, word), StandardCharsets.UTF_8);
  }

  private static int number(byte[] data, int at) {
    return new BigInteger(1, Arrays.copyOfRange(data, at, at + WORD)).intValueExact();
  }

  static String hex(byte[] data, int from, int to) {
    return "0x" + HexFormat.of().formatHex(data, from, to);
  }
}
