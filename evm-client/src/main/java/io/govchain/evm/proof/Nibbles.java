package io.govchain.evm.proof;

import java.util.Arrays;

/** Half bytes, and their compact form in leaf and extension nodes (Yellow Paper, appendix C). */
final class Nibbles {
  private static final int LEAF = 2;
  private static final int ODD = 1;

  private Nibbles() {}

  /** A node's path with its kind. */
  record Path(byte[] nibbles, boolean leaf) {}

  static byte[] of(byte[] key) {
    byte[] nibbles = new byte[2 * key.length];
    for (int i = 0; i < key.length; i++) {
      nibbles[2 * i] = (byte) ((key[i] >> 4) & 0xf);
      nibbles[2 * i + 1] = (byte) (key[i] & 0xf);
    }
    return nibbles;
  }

  static byte[] compact(byte[] nibbles, boolean leaf) {
    int odd = nibbles.length % 2;
    byte[] compact = new byte[nibbles.length / 2 + 1];
    compact[0] = (byte) (((leaf ? LEAF : 0) + odd) << 4 | (odd == 1 ? nibbles[0] : 0));
    for (int i = odd; i < nibbles.length; i += 2) {
      compact[(i + odd) / 2 + 1 - odd] = (byte) (nibbles[i] << 4 | nibbles[i + 1]);
    }
    return compact;
  }

  static Path parse(byte[] compact) {
    if (compact.length == 0) {
      throw new ProofException("trie node: its path is empty");
    }
    int flag = (compact[0] >> 4) & 0xf;
    boolean odd = (flag & ODD) != 0;
    if (flag > 3 || (!odd && (compact[0] & 0xf) != 0)) {
      throw new ProofException("trie node: its path starts with byte " + (compact[0] & 0xff));
    }
    byte[] all = of(compact);
    byte[] nibbles = Arrays.copyOfRange(all, odd ? 1 : 2, all.length);
    boolean leaf = (flag & LEAF) != 0;
    if (!leaf && nibbles.length == 0) {
      throw new ProofException("trie node: an extension without a path");
    }
    return new Path(nibbles, leaf);
  }
}
