package io.govchain.evm;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.util.List;

/**
 * Tells from a header alone whether its block may hold logs of certain contracts: three bits of
 * every logging contract's address (and of every topic) are set in it. It errs on one side only: a
 * block that it denies has none.
 */
public final class LogsBloom {
  private static final int BITS = 2048;
  private static final int HASHES = 3;

  private final List<int[]> wanted;

  private LogsBloom(List<int[]> wanted) {
    this.wanted = wanted;
  }

  /** Looks for any of these contracts. */
  public static LogsBloom of(List<String> contracts) {
    return new LogsBloom(contracts.stream().map(LogsBloom::bits).toList());
  }

  private static int[] bits(String address) {
    byte[] hash = Keccak.hash(Hex.bytes(Hex.address(address)));
    int[] bits = new int[HASHES];
    for (int i = 0; i < HASHES; i++) {
      bits[i] = ((hash[2 * i] & 0xff) << 8 | hash[2 * i + 1] & 0xff) % BITS;
    }
    return bits;
  }

  /** Whether the block may hold logs of one of them. */
  public boolean allows(BlockHeader header) {
    String bloom = header.logsBloom();
    return wanted.stream().anyMatch(bits -> set(bloom, bits));
  }

  private static boolean set(String bloom, int[] bits) {
    for (int bit : bits) {
      // The last digit holds the lowest four bits.
      int digit = Character.digit(bloom.charAt(bloom.length() - 1 - bit / 4), 16);
      if ((digit & 1 << bit % 4) == 0) {
        return false;
      }
    }
    return true;
  }
}
