package io.govchain.benchmarks;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.proof.InclusionProof;
import io.govchain.evm.proof.ProvenReceipt;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.evm.signing.Signature;
import io.govchain.evm.signing.SigningKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Receipt proofs with seals beside the bare recoveries of as many seals.
 *
 * <p>Each proof is verified on its own, as an auditor would who has nothing but that evidence: the
 * header's hash, the path to the receipt, the receipt, a quorum of the validators' seals. On one
 * thread, and by turns with the limit.
 */
final class ProofsMeasurement implements Measurement {
  private static final int ROUNDS = Integer.getInteger("govchain.bench.proofs.rounds", 5);

  @Override
  public String name() {
    return "proofs";
  }

  @Override
  public String description() {
    return "receipt proofs with seals beside bare signature recoveries";
  }

  @Override
  public Map<String, Object> run(Consumer<String> progress) throws Exception {
    List<RecordedBlocks.Sealed> proofs = RecordedBlocks.proofs();
    progress.accept("warming up: " + proofs.size() + " proofs of recorded blocks");
    int seals = verify(proofs);
    recover(seals);
    List<Double> verified = new ArrayList<>();
    List<Double> recovered = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      progress.accept("round " + round + " of " + ROUNDS);
      long began = System.nanoTime();
      verify(proofs);
      verified.add(proofs.size() / ((System.nanoTime() - began) / 1e9));
      began = System.nanoTime();
      recover(seals);
      recovered.add(proofs.size() / ((System.nanoTime() - began) / 1e9));
    }
    double own = Percentiles.of(verified, 0.5);
    double bare = Percentiles.of(recovered, 0.5);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("proofsPerSecond", Math.round(own));
    figures.put("barePerSecond", Math.round(bare));
    figures.put("ratio", Math.round(own / bare * 1000) / 1000.0);
    figures.put("sealsPerProof", Math.round(10.0 * seals / proofs.size()) / 10.0);
    figures.put("proofs", proofs.size());
    figures.put("rounds", ROUNDS);
    return figures;
  }

  /** Verifies all and tells how many seals that took; throws at the first that proves nothing. */
  private static int verify(List<RecordedBlocks.Sealed> proofs) {
    int seals = 0;
    for (RecordedBlocks.Sealed proof : proofs) {
      BlockHeader header = HeaderRlp.decode(proof.header(), proof.blockHash());
      ProvenReceipt.parse(
          InclusionProof.verify(header.receiptsRoot(), proof.index(), proof.nodes()));
      seals += QbftSeals.verify(header, proof.validators()).size();
    }
    return seals;
  }

  private static void recover(int seals) {
    SigningKey key = SigningKey.random();
    byte[] digest = Keccak.hash(new byte[] {1});
    Signature signature = key.signDigest(digest);
    for (int i = 0; i < seals; i++) {
      if (!signature.recoverAddress(digest).orElseThrow().equals(key.address())) {
        throw new IllegalStateException("expected " + key.address() + ", actual another signer");
      }
    }
  }
}
