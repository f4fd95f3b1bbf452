package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Between the values of the generated wrappers and those of our records. */
final class AbiValues {

  private static final String ZERO_WORD = "0x" + "0".repeat(64);

  /** A chain id past this is nonsense, and must not keep the list it stands in from being read. */
  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private AbiValues() {}

  static long clamped(BigInteger chainId) {
    return chainId.min(LONGEST).longValue();
  }

  static byte[] word(String hex) {
    return Hex.bytes(Hex.hash(hex));
  }

  static byte[] wordOrZero(Optional<String> hex) {
    return word(hex.orElse(ZERO_WORD));
  }

  static byte[] id(String pathOrId) {
    return word(Paths.id(pathOrId));
  }

  static List<byte[]> ids(List<String> namesOrIds) {
    return namesOrIds.stream().map(AbiValues::id).toList();
  }

  static BigInteger ordinal(Enum<?> constant) {
    return BigInteger.valueOf(constant.ordinal());
  }

  static String hex(byte[] bytes) {
    return Hex.of(bytes);
  }

  static Optional<String> unlessZero(byte[] word) {
    String hex = Hex.of(word);
    return hex.equals(ZERO_WORD) ? Optional.empty() : Optional.of(hex);
  }

  /** The constant at this place of the contract's enum. */
  static <E extends Enum<E>> E constant(Class<E> type, BigInteger ordinal) {
    E[] constants = type.getEnumConstants();
    if (ordinal.signum() < 0 || ordinal.compareTo(BigInteger.valueOf(constants.length)) >= 0) {
      throw unknown(constants, ordinal);
    }
    return constants[ordinal.intValue()];
  }

  /** The constant at this place of those of the contract's enum. */
  static <E extends Enum<E>> E constant(E[] constants, int ordinal) {
    if (ordinal < 0 || ordinal >= constants.length) {
      throw unknown(constants, BigInteger.valueOf(ordinal));
    }
    return constants[ordinal];
  }

  private static GovernanceMismatchException unknown(Enum<?>[] constants, BigInteger ordinal) {
    return new GovernanceMismatchException(
        "%s of a governance contract: expected 0..%d, was %s; the contracts are newer than this program"
            .formatted(constants[0].getDeclaringClass().getName(), constants.length - 1, ordinal),
        null);
  }

  /** A work order's number from its id. */
  static BigInteger number(String id) {
    return new BigInteger(1, word(id));
  }

  /** A work order's id from its number. */
  static String word(BigInteger number) {
    return "0x%064x".formatted(number);
  }
}
