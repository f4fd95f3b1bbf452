package io.govchain.adapter.evm;

import io.govchain.adapter.PastWrite;
import io.govchain.adapter.Sighting;
import io.govchain.adapter.Sighting.State;
import io.govchain.adapter.Strays;
import io.govchain.adapter.SubchainHistory;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Earlier writes, asked of the node by their hashes: two exchanges where all are as they were. */
final class EvmHistory implements SubchainHistory {

  /** Nodes refuse longer batches. */
  private static final int ASKED_AT_ONCE = 200;

  private final EvmClient client;
  private final StrayWrites strays;
  private final CaughtUp caughtUp;

  EvmHistory(EvmClient client, StrayWrites strays, CaughtUp caughtUp) {
    this.client = client;
    this.strays = strays;
    this.caughtUp = caughtUp;
  }

  @Override
  public List<Sighting> sightings(List<PastWrite> writes) {
    if (writes.isEmpty()) {
      return List.of();
    }
    try {
      caughtUp.require();
      // Before the receipts: a block that the node has by now is not missed because it comes late.
      long head = client.latestHeader().number();
      List<Optional<Receipt>> receipts = receipts(writes);
      List<Sighting> sightings = new ArrayList<>();
      for (int i = 0; i < writes.size(); i++) {
        Optional<EvidenceJson.Place> proved = writes.get(i).evidence().flatMap(EvidenceJson::place);
        Optional<Receipt> receipt = receipts.get(i);
        sightings.add(receipt.isPresent() ? seen(receipt.get(), proved) : unseen(head, proved));
      }
      return sightings;
    } catch (EvmException failure) {
      throw EvmAdapter.unavailable(failure);
    }
  }

  private List<Optional<Receipt>> receipts(List<PastWrite> writes) {
    List<Optional<Receipt>> receipts = new ArrayList<>();
    for (int from = 0; from < writes.size(); from += ASKED_AT_ONCE) {
      List<PastWrite> some = writes.subList(from, Math.min(writes.size(), from + ASKED_AT_ONCE));
      receipts.addAll(client.receipts(some.stream().map(PastWrite::transactionHash).toList()));
    }
    return receipts;
  }

  private static Sighting seen(Receipt receipt, Optional<EvidenceJson.Place> proved) {
    return new Sighting(
        receipt.succeeded() ? State.EFFECTIVE : State.INEFFECTIVE,
        receipt.blockNumber(),
        receipt.blockHash(),
        proved.filter(place -> !place.blockHash().equals(receipt.blockHash())).isPresent());
  }

  /** A node may forget old receipts: then the block that was proved still tells. */
  private Sighting unseen(long head, Optional<EvidenceJson.Place> proved) {
    if (proved.isEmpty()) {
      return Sighting.outside(State.ABSENT);
    }
    EvidenceJson.Place place = proved.get();
    if (place.block() > head) {
      return Sighting.outside(State.UNSEEN);
    }
    boolean there =
        client
            .header(place.block())
            .map(BlockHeader::hash)
            .filter(place.blockHash()::equals)
            .isPresent();
    return Sighting.outside(there ? State.AS_PROVED : State.ABSENT);
  }

  @Override
  public Strays strays() {
    try {
      caughtUp.require();
      return strays.look();
    } catch (EvmException failure) {
      throw EvmAdapter.unavailable(failure);
    }
  }
}
