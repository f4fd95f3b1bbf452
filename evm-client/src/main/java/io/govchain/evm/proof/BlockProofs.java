package io.govchain.evm.proof;

import io.govchain.evm.Block;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import java.util.List;

/**
 * The proofs of one block, its two tries built once. Refuses a node's answer that does not fit the
 * header's roots.
 */
public final class BlockProofs {
  private final List<byte[]> transactions;
  private final List<byte[]> receipts;
  private final MerklePatriciaTrie transactionTrie;
  private final MerklePatriciaTrie receiptTrie;

  /**
   * @param receipts of all the block's transactions; none if only transactions are to be proved
   * @throws ProofException if the transactions or receipts are not the header's
   */
  public BlockProofs(Block block, List<Receipt> receipts) {
    this.transactions =
        block.transactions().stream().map(RawTransaction::raw).map(Hex::bytes).toList();
    this.receipts = receipts.stream().map(Receipt::encoded).toList();
    this.transactionTrie = MerklePatriciaTrie.ofList(transactions);
    this.receiptTrie = MerklePatriciaTrie.ofList(this.receipts);
    requireRoot(block, "transactions", block.header().transactionsRoot(), transactionTrie);
    if (!receipts.isEmpty()) {
      requireRoot(block, "receipts", block.header().receiptsRoot(), receiptTrie);
    }
  }

  /** Proves the transaction at this position. */
  public InclusionProof transaction(int index) {
    return InclusionProof.of(transactionTrie, transactions, index);
  }

  /** Proves the receipt at this position. */
  public InclusionProof receipt(int index) {
    return InclusionProof.of(receiptTrie, receipts, index);
  }

  private static void requireRoot(
      Block block, String what, String expected, MerklePatriciaTrie trie) {
    if (!trie.root().equals(expected)) {
      throw new ProofException(
          "block %d: its header states %s root %s, the node's list has %s"
              .formatted(block.number(), what, expected, trie.root()));
    }
  }
}
