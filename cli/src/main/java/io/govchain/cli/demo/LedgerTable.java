package io.govchain.cli.demo;

import io.govchain.cli.ledger.Ledger;
import io.govchain.cli.text.Table;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Institution;
import io.govchain.testnet.consortium.TaggedWrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ledger, read from the chains alone: the record and every write that carries its tag. */
record LedgerTable(GovernanceChain chain) {
  private static final List<String> HEADING =
      List.of("TRANSACTION", "STATUS", "CHAIN", "WHAT", "TRANSACTION HASH ON THAT CHAIN");
  private static final int BRIEF = 10;

  String render(List<TaggedWrite> writes, List<String> transactions) {
    Map<String, String> names =
        chain.institutions().stream().collect(Collectors.toMap(Institution::id, Institution::code));
    List<List<String>> rows = new ArrayList<>();
    for (String id : transactions) {
      String status = chain.transaction(id).orElseThrow().status().word();
      rows.add(List.of(id.substring(0, BRIEF), status, "", "", ""));
      recorded(id, names)
          .forEach(
              (hash, what) ->
                  rows.add(List.of("", "", "governance", String.join("; ", what), hash)));
      writes.stream()
          .filter(write -> write.tag().transaction().equals(id))
          .forEach(write -> rows.add(row(write)));
    }
    return Table.render(HEADING, rows);
  }

  /** What each governance transaction recorded, by its hash, oldest first. */
  private Map<String, List<String>> recorded(String id, Map<String, String> names) {
    Map<String, List<String>> recorded = new LinkedHashMap<>();
    for (Ledger.Line line : Ledger.history(chain, id, names)) {
      String by = line.institution().isEmpty() ? "" : " (" + line.institution() + ")";
      recorded
          .computeIfAbsent(line.governanceTransaction(), hash -> new ArrayList<>())
          .add(line.what() + by);
    }
    return recorded;
  }

  private static List<String> row(TaggedWrite write) {
    String what =
        "step %d %s: %s"
            .formatted(
                write.tag().step(),
                write.tag().action().wire(),
                write.succeeded() ? "succeeded" : "failed");
    return List.of("", "", write.subchain(), what, write.hash());
  }
}
