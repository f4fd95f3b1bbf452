package io.govchain.testnet.consortium;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    writes.addAll(
        new SubchainWitness(chain.path(), chain.client(), Set.of(chain.evidenceStore()))
            .writes(1, last));
  }
}
