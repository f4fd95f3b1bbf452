package io.govchain.console.store;

import io.govchain.console.store.ChainView.ValidatorLine;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Who was a validator of which blocks, and what they did in them. A block is sealed by those in the
 * state before it: a change takes effect in the block after the one that records it.
 */
final class Sealing {
  private final Handle handle;
  private final long first;
  private final long last;

  private static final class Part {
    private long proposed;
    private long signed;
    private long window;
  }

  private record Sealed(long number, Optional<String> proposer, List<String> signers) {}

  Sealing(Handle handle, long first, long last) {
    this.handle = handle;
    this.first = first;
    this.last = last;
  }

  /** A line for everybody who was a validator for at least one of the blocks. */
  List<ValidatorLine> lines() {
    TreeMap<Long, List<String>> sets = sets();
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Sealed block : blocks()) {
      for (String validator : sets.floorEntry(block.number()).getValue()) {
        Part part = parts.computeIfAbsent(validator, address -> new Part());
        part.window++;
        part.proposed += block.proposer().equals(Optional.of(validator)) ? 1 : 0;
        part.signed += block.signers().contains(validator) ? 1 : 0;
      }
    }
    List<ValidatorLine> lines = new ArrayList<>();
    parts.forEach(
        (address, part) ->
            lines.add(SqlChainView.line(handle, address, part.proposed, part.signed, part.window)));
    return lines;
  }

  private List<Sealed> blocks() {
    return Sql.list(
        handle,
        "SELECT number, proposer, signers FROM blocks WHERE number BETWEEN ? AND ?",
        row ->
            new Sealed(
                row.getLong(1),
                Optional.ofNullable(row.getString(2)),
                SqlChainView.words(row.getString(3))),
        // Nobody seals the first block.
        Math.max(1, first),
        last);
  }

  /** Each set by the first block that it seals. */
  private TreeMap<Long, List<String>> sets() {
    TreeMap<Long, List<String>> sets = new TreeMap<>();
    sets.put(
        0L,
        SqlChainView.words(
            Meta.get(handle, Meta.FIRST_VALIDATORS)
                .or(() -> Meta.get(handle, Meta.VALIDATORS))
                .orElse("")));
    Sql.list(
            handle,
            "SELECT c.block, e.data FROM events e JOIN carriers c ON c.id = e.carrier"
                + " WHERE e.type = 'ValidatorsChanged' AND c.block < ? ORDER BY e.number",
            row -> Map.entry(row.getLong(1) + 1, validators(row.getString(2))),
            last)
        .forEach(change -> sets.put(change.getKey(), change.getValue()));
    return sets;
  }

  private static List<String> validators(String data) {
    List<String> addresses = new ArrayList<>();
    SqlEvents.json(data).get("validators").forEach(each -> addresses.add(each.textValue()));
    return addresses;
  }
}
