package io.govchain.testnet.consortium;

import io.govchain.amdp.StepTag;
import io.govchain.evm.Block;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what happened by reading blocks alone: it asks no proxy and believes no journal. Auditors
 * can do the same, since every write carries its transaction's identifier.
 */
public final class ChainWitness {
  private final List<BusinessChain> businessChains;

  public ChainWitness(List<BusinessChain> businessChains) {
    this.businessChains = List.copyOf(businessChains);
  }

  /** Every write that any governed transaction made on any business chain, oldest first. */
  public List<TaggedWrite> writes() {
    List<TaggedWrite> writes = new ArrayList<>();
    businessChains.forEach(chain -> collect(chain, writes));
    return writes;
  }

  /** The writes of one governed transaction on one chain; the others are not asked. */
  public List<TaggedWrite> writes(String transaction, BusinessChain chain) {
    List<TaggedWrite> writes = new ArrayList<>();
    collect(chain, writes);
    return writes.stream().filter(write -> write.tag().transaction().equals(transaction)).toList();
  }

  private static void collect(BusinessChain chain, List<TaggedWrite> writes) {
    long last = chain.client().latestHeader().number();
    for (long number = 1; number <= last; number++) {
      Block block = chain.client().block(number).orElseThrow();
      for (RawTransaction transaction : block.transactions()) {
        Optional<StepTag> tag = StepTag.atEndOf(Hex.bytes(transaction.data()));
        if (tag.isPresent() && transaction.to().equals(Optional.of(chain.evidenceStore()))) {
          boolean succeeded = chain.client().receipt(transaction.hash()).orElseThrow().succeeded();
          writes.add(
              new TaggedWrite(chain.path(), tag.get(), transaction.hash(), number, succeeded));
        }
      }
    }
  }
}
