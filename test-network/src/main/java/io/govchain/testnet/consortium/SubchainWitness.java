package io.govchain.testnet.consortium;

import io.govchain.amdp.StepTag;
import io.govchain.evm.Block;
import io.govchain.evm.EvmClient;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds governed writes in the blocks of one subchain by their tags.
 *
 * @param subchain its path on the governance chain
 * @param contracts addresses that count; anybody can put a tag on a call of another contract
 */
public record SubchainWitness(String subchain, EvmClient client, Set<String> contracts) {

  /** Keeps its own copy of the set. */
  public SubchainWitness {
    contracts = Set.copyOf(contracts);
  }

  /** The tagged writes in these blocks, both included, oldest first. */
  public List<TaggedWrite> writes(long first, long last) {
    List<TaggedWrite> writes = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      Block block = client.block(number).orElseThrow();
      for (RawTransaction transaction : block.transactions()) {
        if (transaction.to().filter(contracts::contains).isPresent()) {
          tagged(transaction, number).ifPresent(writes::add);
        }
      }
    }
    return writes;
  }

  private Optional<TaggedWrite> tagged(RawTransaction transaction, long block) {
    return StepTag.atEndOf(Hex.bytes(transaction.data()))
        .map(
            tag ->
                new TaggedWrite(
                    subchain,
                    tag,
                    transaction.hash(),
                    block,
                    client.receipt(transaction.hash()).orElseThrow().succeeded()));
  }
}
