package io.govchain.testnet.consortium;

import io.govchain.amdp.StepTag;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.Block;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
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
  private final EvmClient governance;
  private final List<BusinessChain> businessChains;

  public ChainWitness(EvmClient governance, List<BusinessChain> businessChains) {
    this.governance = governance;
    this.businessChains = List.copyOf(businessChains);
  }

  /** Every write that any governed transaction made on any business chain, oldest first. */
  public List<TaggedWrite> writes() {
    List<TaggedWrite> writes = new ArrayList<>();
    businessChains.forEach(chain -> collect(chain, writes));
    return writes;
  }

  /** The writes of one governed transaction. */
  public List<TaggedWrite> writes(String transaction) {
    return writes().stream()
        .filter(write -> write.tag().transaction().equals(transaction))
        .toList();
  }

  /** Hashes of the governance transactions that opened, reported or closed this record. */
  public List<String> governanceTransactions(String transaction) {
    return governance
        .logs(
            LogFilter.blocks(0, governance.latestHeader().number())
                .from(GovernanceAddresses.TRANSACTIONS)
                .topic()
                .topic(transaction))
        .stream()
        .map(Log::transactionHash)
        .distinct()
        .toList();
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
