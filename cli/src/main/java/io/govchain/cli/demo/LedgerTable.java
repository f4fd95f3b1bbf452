package io.govchain.cli.demo;

import io.govchain.cli.text.Table;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.testnet.consortium.ChainWitness;
import io.govchain.testnet.consortium.TaggedWrite;
import java.util.ArrayList;
import java.util.List;

/** The ledger, read from the chains alone: the record and every write that carries its tag. */
final class LedgerTable {
  private static final List<String> HEADING =
      List.of("TRANSACTION", "STATUS", "CHAIN", "WHAT", "RESULT", "TRANSACTION HASH ON THAT CHAIN");

  private LedgerTable() {}

  static void print(
      Narrator narrator, GovernanceChain chain, ChainWitness witness, List<String> transactions) {
    List<TaggedWrite> writes = witness.writes();
    List<List<String>> rows = new ArrayList<>();
    for (String id : transactions) {
      TransactionRecord record = chain.transaction(id).orElseThrow();
      String name = id.substring(0, 10);
      String status = record.status().word();
      for (TaggedWrite write : writes) {
        if (!write.tag().transaction().equals(id)) {
          continue;
        }
        StepRecord step = record.steps().get(write.tag().step());
        rows.add(
            List.of(
                name,
                status,
                write.subchain(),
                "step %d %s".formatted(step.index(), write.tag().action().wire()),
                write.succeeded() ? "succeeded" : "failed",
                write.hash()));
        name = "";
        status = "";
      }
      for (String hash : witness.governanceTransactions(id)) {
        rows.add(List.of(name, status, "governance", "record", "succeeded", hash));
        name = "";
        status = "";
      }
      rows.add(List.of("", "", "", "steps", steps(record), ""));
    }
    narrator.plain(Table.render(HEADING, rows));
  }

  private static String steps(TransactionRecord record) {
    List<String> words = new ArrayList<>();
    for (StepRecord step : record.steps()) {
      words.add(
          "%d: %s/%s/%s"
              .formatted(
                  step.index(),
                  step.outcome().word(),
                  step.verdict().word(),
                  step.compensation().word()));
    }
    return String.join(", ", words);
  }
}
