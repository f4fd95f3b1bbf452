package io.govchain.evm.proof;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Merkle-Patricia trie, built once from all its entries. Building takes time in proportion to the
 * values; proofs are then cheap, so keep it while a block's proofs are wanted.
 */
public final class MerklePatriciaTrie {
  /** Root of the trie without entries. */
  public static final String EMPTY_ROOT =
      "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

  private static final Rlp NOTHING = Rlp.bytes(new byte[0]);

  private final Optional<Node> root;

  /** What a node is, with the form by which its parent refers to it. */
  private sealed interface Node {
    byte[] encoded();

    record Leaf(byte[] path, byte[] value, byte[] encoded) implements Node {}

    record Extension(byte[] path, Node child, byte[] encoded) implements Node {}

    record Branch(List<Optional<Node>> children, Optional<byte[]> value, byte[] encoded)
        implements Node {}
  }

  private record Entry(byte[] nibbles, byte[] value) {}

  private MerklePatriciaTrie(Optional<Node> root) {
    this.root = root;
  }

  /** The trie of a block's transactions or receipts: the keys are RLP of the positions. */
  public static MerklePatriciaTrie ofList(List<byte[]> values) {
    Map<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < values.size(); i++) {
      entries.put(indexKey(i), values.get(i));
    }
    return of(entries);
  }

  /** The trie of these entries; values must not be empty. */
  public static MerklePatriciaTrie of(Map<byte[], byte[]> entries) {
    List<Entry> sorted = new ArrayList<>();
    entries.forEach(
        (key, value) -> {
          if (value.length == 0) {
            throw new IllegalArgumentException("trie: empty value at " + Hex.of(key));
          }
          sorted.add(new Entry(Nibbles.of(key), value));
        });
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.nibbles(), b.nibbles()));
    return new MerklePatriciaTrie(
        sorted.isEmpty() ? Optional.empty() : Optional.of(build(sorted, 0)));
  }

  /** The root hash. */
  public String root() {
    return root.map(node -> Hex.of(Keccak.hash(node.encoded()))).orElse(EMPTY_ROOT);
  }

  /**
   * The nodes from the root towards the key, as {@code eth_getProof} gives them: those inside their
   * parents are left out.
   */
  public List<byte[]> proof(byte[] key) {
    List<byte[]> nodes = new ArrayList<>();
    byte[] nibbles = Nibbles.of(key);
    int at = 0;
    Optional<Node> next = root;
    while (next.isPresent()) {
      Node node = next.get();
      if (nodes.isEmpty() || node.encoded().length >= 32) {
        nodes.add(node.encoded().clone());
      }
      next = Optional.empty();
      switch (node) {
        case Node.Leaf leaf -> {}
        case Node.Extension extension -> {
          if (startsWith(nibbles, at, extension.path())) {
            at += extension.path().length;
            next = Optional.of(extension.child());
          }
        }
        case Node.Branch branch -> {
          if (at < nibbles.length) {
            next = branch.children().get(nibbles[at]);
            at++;
          }
        }
      }
    }
    return nodes;
  }

  /** The key of a position in a block's list. */
  public static byte[] indexKey(long index) {
    return Rlp.number(index).encode();
  }

  private static Node build(List<Entry> entries, int depth) {
    byte[] first = entries.get(0).nibbles();
    if (entries.size() == 1) {
      byte[] path = Arrays.copyOfRange(first, depth, first.length);
      byte[] value = entries.get(0).value();
      Rlp rlp = Rlp.list(Rlp.bytes(Nibbles.compact(path, true)), Rlp.bytes(value));
      return new Node.Leaf(path, value, rlp.encode());
    }
    byte[] last = entries.get(entries.size() - 1).nibbles();
    int shared = depth;
    while (shared < first.length && shared < last.length && first[shared] == last[shared]) {
      shared++;
    }
    Node branch = branch(entries, shared);
    if (shared == depth) {
      return branch;
    }
    byte[] path = Arrays.copyOfRange(first, depth, shared);
    Rlp rlp = Rlp.list(Rlp.bytes(Nibbles.compact(path, false)), reference(branch));
    return new Node.Extension(path, branch, rlp.encode());
  }

  private static Node branch(List<Entry> entries, int depth) {
    List<Optional<Node>> children = new ArrayList<>(Collections.nCopies(16, Optional.empty()));
    int from = 0;
    Optional<byte[]> value = Optional.empty();
    if (entries.get(0).nibbles().length == depth) {
      value = Optional.of(entries.get(0).value());
      from = 1;
    }
    while (from < entries.size()) {
      int nibble = entries.get(from).nibbles()[depth];
      int to = from + 1;
      while (to < entries.size() && entries.get(to).nibbles()[depth] == nibble) {
        to++;
      }
      children.set(nibble, Optional.of(build(entries.subList(from, to), depth + 1)));
      from = to;
    }
    List<Rlp> items = new ArrayList<>();
    children.forEach(child -> items.add(child.map(MerklePatriciaTrie::reference).orElse(NOTHING)));
    items.add(value.map(Rlp::bytes).orElse(NOTHING));
    return new Node.Branch(children, value, Rlp.list(items).encode());
  }

  private static Rlp reference(Node node) {
    return node.encoded().length < 32
        ? Rlp.decode(node.encoded())
        : Rlp.bytes(Keccak.hash(node.encoded()));
  }

  private static boolean startsWith(byte[] nibbles, int at, byte[] path) {
    return at + path.length <= nibbles.length
        && Arrays.equals(nibbles, at, at + path.length, path, 0, path.length);
  }
}
