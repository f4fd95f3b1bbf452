package io.govchain.evm.proof;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks a proof that comes from somebody else. Each node must be the one that its parent, or the
 * root, names by hash; paths and node shapes are checked strictly, size and depth are bounded, and
 * nodes that the way to the key does not use are refused.
 */
final class TrieProof {
  private static final int MAX_NODES = 128;
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final List<byte[]> nodes;
  private final byte[] key;
  private int used;
  private int at;

  private TrieProof(List<byte[]> nodes, byte[] key) {
    this.nodes = nodes;
    this.key = Nibbles.of(key);
  }

  /**
   * The value at the key in the trie with this root; empty if the proof shows that there is none.
   *
   * @throws ProofException if it shows neither
   */
  static Optional<byte[]> value(String root, byte[] key, List<byte[]> nodes) {
    long bytes = nodes.stream().mapToLong(node -> node.length).sum();
    if (nodes.size() > MAX_NODES || bytes > MAX_BYTES) {
      throw new ProofException(
          "trie proof: expected at most %d nodes and %d bytes, got %d and %d"
              .formatted(MAX_NODES, MAX_BYTES, nodes.size(), bytes));
    }
    TrieProof proof = new TrieProof(nodes, key);
    Optional<byte[]> value;
    try {
      value =
          root.equals(MerklePatriciaTrie.EMPTY_ROOT) && nodes.isEmpty()
              ? Optional.empty()
              : proof.walk(proof.named(Hex.bytes(Hex.hash(root))));
    } catch (IllegalArgumentException malformed) {
      throw new ProofException("trie proof: " + malformed.getMessage(), malformed);
    }
    if (proof.used != nodes.size()) {
      throw new ProofException(
          "trie proof: " + (nodes.size() - proof.used) + " nodes beyond those on the way");
    }
    return value;
  }

  private Rlp named(byte[] hash) {
    if (used == nodes.size()) {
      throw new ProofException("trie proof: node " + Hex.of(hash) + " is missing");
    }
    byte[] node = nodes.get(used++);
    byte[] actual = Keccak.hash(node);
    if (!Arrays.equals(hash, actual)) {
      throw new ProofException(
          "trie proof: node %d: expected hash %s, got %s"
              .formatted(used - 1, Hex.of(hash), Hex.of(actual)));
    }
    return Rlp.decode(node);
  }

  private Optional<byte[]> walk(Rlp start) {
    Optional<Rlp> next = Optional.of(start);
    while (next.isPresent()) {
      List<Rlp> items = next.get().asList("trie node");
      if (items.size() == 17) {
        if (at == key.length) {
          return value(items.get(16));
        }
        next = child(items.get(key[at++]));
      } else if (items.size() == 2) {
        Nibbles.Path path = Nibbles.parse(items.get(0).asBytes("path"));
        boolean fits =
            at + path.nibbles().length <= key.length
                && Arrays.equals(
                    key, at, at + path.nibbles().length, path.nibbles(), 0, path.nibbles().length);
        if (path.leaf()) {
          boolean here = fits && at + path.nibbles().length == key.length;
          return here ? requireValue(items.get(1)) : Optional.empty();
        }
        at += path.nibbles().length;
        next = fits ? required(child(items.get(1))) : Optional.empty();
      } else {
        throw new ProofException("trie node: expected 2 or 17 items, got " + items.size());
      }
    }
    return Optional.empty();
  }

  private Optional<Rlp> child(Rlp reference) {
    return switch (reference) {
      case Rlp.Items inside -> {
        int length = inside.encode().length;
        if (length >= 32) {
          throw new ProofException("trie node: a child of " + length + " bytes inside its parent");
        }
        yield Optional.of(inside);
      }
      case Rlp.Bytes bytes ->
          bytes.value().length == 0
              ? Optional.empty()
              : Optional.of(named(reference.asBytes("child hash", 32)));
    };
  }

  private static Optional<Rlp> required(Optional<Rlp> child) {
    if (child.isEmpty()) {
      throw new ProofException("trie node: an extension without a child");
    }
    return child;
  }

  private static Optional<byte[]> value(Rlp item) {
    byte[] value = item.asBytes("value");
    return value.length == 0 ? Optional.empty() : Optional.of(value);
  }

  private static Optional<byte[]> requireValue(Rlp item) {
    Optional<byte[]> value = value(item);
    if (value.isEmpty()) {
      throw new ProofException("trie node: a leaf without a value");
    }
    return value;
  }
}
