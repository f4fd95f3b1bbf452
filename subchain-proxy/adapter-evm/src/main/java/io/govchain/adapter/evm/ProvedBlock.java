package io.govchain.adapter.evm;

import io.govchain.evm.Block;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.Receipt;
import io.govchain.evm.proof.BlockProofs;
import java.util.List;

/** A block with the proofs of everything in it. */
final class ProvedBlock {

  private final Block block;
  private final BlockProofs proofs;

  ProvedBlock(Block block, List<Receipt> receipts) {
    this.block = block;
    this.proofs = new BlockProofs(block, receipts);
  }

  BlockHeader header() {
    return block.header();
  }

  String transaction(int index) {
    return proofs.transaction(index).value();
  }

  List<String> transactionProof(int index) {
    return proofs.transaction(index).nodes();
  }

  String receipt(int index) {
    return proofs.receipt(index).value();
  }

  List<String> receiptProof(int index) {
    return proofs.receipt(index).nodes();
  }
}
