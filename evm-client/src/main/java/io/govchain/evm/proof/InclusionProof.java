package io.govchain.evm.proof;

import io.govchain.evm.Block;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import java.util.List;

/**
 * That a block holds a certain transaction or receipt at a position.
 *
 * @param root of the block's transactions or receipts
 * @param value the encoded transaction or receipt as hex
 * @param nodes the trie's nodes from the root towards it, as hex
 */
public record InclusionProof(String root, long index, String value, List<String> nodes) {
  public InclusionProof {
    nodes = List.copyOf(nodes);
  }

  /** Proves a transaction of the block. For several of one block, use {@link BlockProofs}. */
  public static InclusionProof transaction(Block block, int index) {
    return new BlockProofs(block, List.of()).transaction(index);
  }

  /** Proves one of a block's receipts, given all of them in order. */
  public static InclusionProof receipt(List<Receipt> receipts, int index) {
    List<byte[]> values = receipts.stream().map(Receipt::encoded).toList();
    return of(MerklePatriciaTrie.ofList(values), values, index);
  }

  static InclusionProof of(MerklePatriciaTrie trie, List<byte[]> values, int index) {
    return new InclusionProof(
        trie.root(),
        index,
        Hex.of(values.get(index)),
        trie.proof(MerklePatriciaTrie.indexKey(index)).stream().map(Hex::of).toList());
  }

  /**
   * The value that the nodes prove at this position under this root, as hex.
   *
   * @throws ProofException if they prove none
   */
  public static String verify(String root, long index, List<String> nodes) {
    List<byte[]> bytes;
    try {
      bytes = nodes.stream().map(Hex::bytes).toList();
    } catch (IllegalArgumentException e) {
      throw new ProofException("inclusion proof: " + e.getMessage(), e);
    }
    return TrieProof.value(root, MerklePatriciaTrie.indexKey(index), bytes)
        .map(Hex::of)
        .orElseThrow(
            () -> new ProofException("inclusion proof: nothing stands at position " + index));
  }
}
