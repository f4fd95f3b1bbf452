package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.math.BigInteger;

/** EIP-712: what is signed for one of the governance contracts. */
final class TypedData {

  private static final String DOMAIN_TYPE =
      "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

  private TypedData() {}

  /**
   * Keccak-256 of 0x1901, the domain separator and the struct's hash.
   *
   * @param words the struct's fields, 32 bytes of hex each
   */
  static byte[] digest(String domain, String contract, long chainId, String type, String... words) {
    String separator =
        hash(
            Keccak.ofText(DOMAIN_TYPE),
            Keccak.ofText(domain),
            Keccak.ofText("1"),
            number(chainId),
            address(contract));
    String[] fields = new String[words.length + 1];
    fields[0] = Keccak.ofText(type);
    System.arraycopy(words, 0, fields, 1, words.length);
    return Keccak.hash(Hex.bytes("0x1901" + digits(separator) + digits(hash(fields))));
  }

  static String address(String address) {
    return AbiValues.word(Hex.number(Hex.address(address)));
  }

  static String number(long number) {
    return AbiValues.word(BigInteger.valueOf(number));
  }

  private static String hash(String... words) {
    StringBuilder all = new StringBuilder("0x");
    for (String word : words) {
      all.append(digits(word));
    }
    return Keccak.ofHex(all.toString());
  }

  private static String digits(String hex) {
    return hex.substring(2);
  }
}
