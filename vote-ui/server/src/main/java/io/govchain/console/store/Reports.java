package io.govchain.console.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govchain.console.store.ChainView.Count;
import io.govchain.console.store.ChainView.CreditLine;
import io.govchain.console.store.ChainView.ValidatorLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What happened in a period, for auditors. */
public interface Reports {

  /**
   * A report. Times in seconds, both ends included.
   *
   * @param chainId of which chain it tells
   * @param asOf which sections tell how things stand at the block that is indexed, whatever the
   *     period: their digests are those of a report made at that block alone
   * @param rules what changed of who may call what, majorities, periods, credit's rules and
   *     confirmations of keys
   * @param workOrders those opened, voted on or decided in the period, as they stand now
   * @param validators who sealed the blocks that {@code sealed} names
   * @param cut sections that list as many of the newest as a report lists, and how many that is:
   *     there may be older ones, which the log and the ledger tell
   * @param digests SHA-256 of each section's JSON, by its name, so that a printed report can be
   *     compared
   */
  record Report(
      long chainId,
      long from,
      long to,
      Position indexed,
      AsOf asOf,
      List<HistoryEvent> institutions,
      List<HistoryEvent> rules,
      List<Orders.Line> workOrders,
      List<HistoryEvent> votes,
      Count transactions,
      List<Ledger.Line> escalations,
      List<CreditLine> credit,
      List<Alerts.Alert> findings,
      List<Signing> validators,
      SealedBlocks sealed,
      Map<String, Integer> cut,
      Map<String, String> digests) {}

  /**
   * What tells of the present and not of the period.
   *
   * @param block the one that the report is indexed up to
   * @param sections by their names
   */
  record AsOf(long block, List<String> sections) {}

  /**
   * The newest blocks of a period, as many as a report counts seals of; from 0 to -1 where the
   * period has no block.
   *
   * @param whole whether they are all blocks of the period
   * @param unknown how many of them were indexed without their seals: in bulk, from far behind
   * @param carried whether the headers of this chain carry seals at all
   */
  record SealedBlocks(long first, long last, boolean whole, long unknown, boolean carried) {

    /** Whether of any of these blocks it is known who sealed it; nobody seals the first. */
    boolean known() {
      return carried && unknown < last - Math.max(first, 1) + 1;
    }
  }

  /**
   * A validator's part in these blocks: everybody who was one for at least one of them, by the
   * changes that the chain has recorded.
   *
   * @param proposed null where the chain's headers carry no seals: nothing can be told of anybody
   * @param signed the same, and where no block's seals were read
   * @param window how many of these blocks were made while it was a validator
   */
  record Signing(
      String address,
      Optional<String> node,
      Optional<String> institution,
      @JsonInclude(JsonInclude.Include.ALWAYS) OptionalLong proposed,
      @JsonInclude(JsonInclude.Include.ALWAYS) OptionalLong signed,
      long window) {

    static Signing of(ValidatorLine line, SealedBlocks sealed) {
      return new Signing(
          line.address(),
          line.node(),
          line.institution(),
          sealed.carried() ? OptionalLong.of(line.proposed()) : OptionalLong.empty(),
          sealed.known() ? OptionalLong.of(line.signed()) : OptionalLong.empty(),
          line.window());
    }
  }

  /** The report of a period. */
  Report report(long from, long to);
}
