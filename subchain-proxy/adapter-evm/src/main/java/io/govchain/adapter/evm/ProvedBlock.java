package io.govchain.adapter.evm;

import io.govchain.evm.Block;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.Receipt;
import io.govchain.evm.proof.BlockProofs;
import io.govchain.evm.proof.ValidatorTrail;
import java.util.List;
import java.util.Optional;

/** A block with the proofs of everything in it. */
final class ProvedBlock {

  private final Block block;
  private final BlockProofs proofs;
  private final Optional<ValidatorTrail> validators;

  ProvedBlock(Block block, List<Receipt> receipts, Optional<ValidatorTrail> validators) {
    this.block = block;
    this.proofs = new BlockProofs(block, receipts);
    this.validators = validators;
  }

  BlockHeader header() {
    return block.header();
  }

  /** How the validators changed to those who sealed it, where that is to be told. */
  Optional<ValidatorTrail> validators() {
    return validators;
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
