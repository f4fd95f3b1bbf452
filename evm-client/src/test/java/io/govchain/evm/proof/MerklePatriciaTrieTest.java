package io.govchain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerklePatriciaTrieTest {
  /** Roots published with the Ethereum trie tests. */
  @Test
  void shouldHaveKnownRoots() {
    assertThat(MerklePatriciaTrie.of(Map.of()).root()).isEqualTo(MerklePatriciaTrie.EMPTY_ROOT);
    assertThat(trie("do", "verb", "dog", "puppy", "doge", "coin", "horse", "stallion").root())
        .isEqualTo("0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84");
    assertThat(trie("A", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").root())
        .isEqualTo("0xd23786fb4a010da3ce639d66d5e904a11dbc02746d1ce25029e53290cabf28ab");
  }

  @Test
  void shouldProveValuesInsideBranches_whenKeysArePrefixesOfEachOther() {
    MerklePatriciaTrie trie =
        trie("do", "verb", "dog", "puppy", "doge", "coin", "horse", "stallion");
    for (String key : List.of("do", "dog", "doge", "horse")) {
      assertThat(TrieProof.value(trie.root(), bytes(key), trie.proof(bytes(key)))).isPresent();
    }
    for (String key : List.of("d", "doges", "cat", "hors", "horses", "")) {
      assertThat(TrieProof.value(trie.root(), bytes(key), trie.proof(bytes(key)))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 127, 128, 129, 255, 256, 300, 1000})
  void shouldProveEveryPositionAndNoOther(int size) {
    Random random = new Random(size);
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] value = new byte[1 + random.nextInt(i % 3 == 0 ? 6 : 300)];
      random.nextBytes(value);
      values.add(value);
    }
    MerklePatriciaTrie trie = MerklePatriciaTrie.ofList(values);
    for (int i = 0; i < size; i++) {
      InclusionProof proof = InclusionProof.of(trie, values, i);
      assertThat(InclusionProof.verify(trie.root(), i, proof.nodes()))
          .isEqualTo(Hex.of(values.get(i)));
      int other = (i + 1) % (size + 1);
      if (other != i) {
        assertOther(trie.root(), other, proof, values);
      }
    }
    List<String> absent =
        trie.proof(MerklePatriciaTrie.indexKey(size)).stream().map(Hex::of).toList();
    assertThatThrownBy(() -> InclusionProof.verify(trie.root(), size, absent))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("nothing stands at position " + size);
  }

  /** A proof of one position may show another only if that one's value is truly there. */
  private static void assertOther(
      String root, int index, InclusionProof proof, List<byte[]> values) {
    try {
      String value = InclusionProof.verify(root, index, proof.nodes());
      assertThat(value).isEqualTo(Hex.of(values.get(index)));
    } catch (ProofException refused) {
      assertThat(refused).hasMessageContaining("proof");
    }
  }

  @Test
  void shouldNeverProveAnotherValue_whenNodesAreMutated() {
    Random random = new Random(7);
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(
          ("value number " + i + " with some length to it").getBytes(StandardCharsets.UTF_8));
    }
    MerklePatriciaTrie trie = MerklePatriciaTrie.ofList(values);
    for (int round = 0; round < 5000; round++) {
      int index = random.nextInt(values.size());
      List<String> nodes = new ArrayList<>(InclusionProof.of(trie, values, index).nodes());
      mutate(nodes, random);
      try {
        assertThat(InclusionProof.verify(trie.root(), index, nodes))
            .isEqualTo(Hex.of(values.get(index)));
        assertThat(nodes).isEqualTo(InclusionProof.of(trie, values, index).nodes());
      } catch (ProofException refused) {
        assertThat(refused).hasMessageMatching("(?s).*(proof|node).*");
      }
    }
  }

  private static void mutate(List<String> nodes, Random random) {
    int at = random.nextInt(nodes.size());
    byte[] node = Hex.bytes(nodes.get(at));
    switch (random.nextInt(5)) {
      case 0 -> node[random.nextInt(node.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> node = Arrays.copyOf(node, random.nextInt(node.length));
      case 2 -> node = Arrays.copyOf(node, node.length + 1);
      case 3 -> nodes.add(nodes.get(at));
      default -> {
        nodes.remove(at);
        return;
      }
    }
    nodes.set(at, Hex.of(node));
  }

  @Test
  void shouldRefuseNodes_whenTheirHashesFitButTheirShapeDoesNot() {
    byte[] key = MerklePatriciaTrie.indexKey(0);
    byte[] path = Nibbles.compact(Nibbles.of(key), true);
    refuse(Rlp.list(Rlp.bytes(path), Rlp.bytes(new byte[0])), "without a value");
    refuse(Rlp.list(Rlp.bytes(path), Rlp.bytes(new byte[1]), Rlp.bytes(new byte[1])), "2 or 17");
    refuse(Rlp.list(Rlp.bytes(new byte[] {0x40}), Rlp.bytes(new byte[1])), "path starts");
    refuse(Rlp.list(Rlp.bytes(new byte[] {0x31, 0x11}), Rlp.bytes(new byte[1])), "nothing stands");
    refuse(Rlp.list(Rlp.bytes(new byte[] {0x2f, 0x11}), Rlp.list()), "");
    refuse(Rlp.list(Rlp.bytes(new byte[] {0x00}), Rlp.bytes(new byte[32])), "without a path");
    refuse(Rlp.list(Rlp.bytes(new byte[] {0x18}), Rlp.bytes(new byte[31])), "32 bytes");
    refuse(Rlp.list(Rlp.bytes(new byte[] {0x18}), Rlp.bytes(new byte[0])), "without a child");
    refuse(Rlp.list(Rlp.bytes(new byte[0]), Rlp.bytes(new byte[1])), "path is empty");
    refuse(Rlp.bytes(new byte[40]), "expected a list");
    Rlp large = Rlp.list(Rlp.bytes(new byte[] {0x20}), Rlp.bytes(new byte[64]));
    refuse(Rlp.list(Rlp.bytes(new byte[] {0x18}), large), "inside its parent");
    List<String> many = Collections.nCopies(200, "0xc0");
    assertThatThrownBy(() -> InclusionProof.verify(MerklePatriciaTrie.EMPTY_ROOT, 0, many))
        .hasMessageContaining("at most");
  }

  private static void refuse(Rlp node, String words) {
    byte[] encoded = node.encode();
    String root = Hex.of(Keccak.hash(encoded));
    assertThatThrownBy(() -> InclusionProof.verify(root, 0, List.of(Hex.of(encoded))))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining(words);
  }

  private static MerklePatriciaTrie trie(String... pairs) {
    Map<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < pairs.length; i += 2) {
      entries.put(bytes(pairs[i]), bytes(pairs[i + 1]));
    }
    return MerklePatriciaTrie.of(entries);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
