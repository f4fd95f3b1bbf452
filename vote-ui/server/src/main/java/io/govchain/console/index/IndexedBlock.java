package io.govchain.console.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.govchain.console.store.ConsoleJson;
import io.govchain.evm.BinaryLog;
import io.govchain.evm.BlockHeader;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.LedgerBatch;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block with everything that is to be written of it.
 *
 * @param signers who sealed it, as far as that is known
 * @param events about how many it has: a report may change a status, too
 */
record IndexedBlock(
    BlockHeader header,
    int transactions,
    List<String> signers,
    List<Carrier> carriers,
    int events) {
  private static final String NOBODY = "0x" + "0".repeat(40);

  /** A transaction of the chain that carried events. */
  record Carrier(String hash, String sender, List<? extends Told> told) {}

  /** What a log tells. */
  sealed interface Told {}

  /** The lines of a batch of the ledger, which are written as they are. */
  record Lines(LedgerBatch batch) implements Told {}

  /**
   * An event.
   *
   * @param institution id of the one whose batch it was in, of the ledger's lines
   * @param json of all others
   */
  record Happening(
      GovernanceEvent event,
      Optional<String> institution,
      Optional<String> json,
      EventSubjects subjects)
      implements Told {}

  IndexedBlock(BlockHeader header, int transactions, List<String> signers, List<Carrier> carriers) {
    this(header, transactions, signers, carriers, events(carriers));
  }

  static IndexedBlock of(BlockLogs.Told block, List<String> signers) {
    List<Carrier> carriers = new ArrayList<>();
    List<Told> told = new ArrayList<>();
    String transaction = "";
    for (BinaryLog log : block.logs()) {
      if (!log.transactionHash().equals(transaction)) {
        carry(block, transaction, told, carriers);
        transaction = log.transactionHash();
        told = new ArrayList<>();
      }
      Optional<LedgerBatch> batch = LedgerBatch.of(log);
      if (batch.isPresent()) {
        // One without entries tells nothing.
        batch.filter(found -> found.bytes().length > 0).map(Lines::new).ifPresent(told::add);
      } else {
        for (GovernanceEvent event : GovernanceEvents.decode(log.toLog())) {
          told.add(happening(event));
        }
      }
    }
    carry(block, transaction, told, carriers);
    return new IndexedBlock(
        block.header().header(), block.header().transactions(), signers, carriers);
  }

  private static void carry(
      BlockLogs.Told block, String hash, List<Told> told, List<Carrier> carriers) {
    if (!told.isEmpty()) {
      carriers.add(new Carrier(hash, block.senders().get(hash), told));
    }
  }

  private static Happening happening(GovernanceEvent event) {
    boolean line = event instanceof GovernanceEvent.OfLedger;
    return new Happening(
        event,
        Optional.empty(),
        line ? Optional.empty() : Optional.of(json(event)),
        line ? EventSubjects.NONE : EventSubjects.of(event));
  }

  private static String json(GovernanceEvent event) {
    try {
      return ConsoleJson.mapper().writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  long number() {
    return header.number();
  }

  /** Who made the block; empty where the header names nobody. */
  Optional<String> proposer() {
    return Optional.of(header.beneficiary()).filter(address -> !address.equals(NOBODY));
  }

  private static int events(List<Carrier> carriers) {
    int events = 0;
    for (Carrier carrier : carriers) {
      for (Told told : carrier.told()) {
        events += told instanceof Lines lines ? lines.batch().entries() : 1;
      }
    }
    return events;
  }
}
