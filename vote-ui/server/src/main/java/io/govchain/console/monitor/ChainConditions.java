package io.govchain.console.monitor;

import io.govchain.console.index.IndexStatus;
import io.govchain.console.store.Kind;
import io.govchain.console.store.Meta;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Conditions of the chain itself. */
final class ChainConditions {
  private static final int NEWEST = 20;
  private static final String BLOCKS = "blocks";
  private static final String NODE = "node";

  private ChainConditions() {}

  /** Judged by the clock and by the node, so that they hold also while nothing is indexed. */
  static List<Finding> ofFollowing(Situation situation) {
    List<Finding> found = new ArrayList<>();
    IndexStatus status = situation.status();
    stalled(situation).ifPresent(found::add);
    long silent = status.silent(situation.clock()).toSeconds();
    if (silent > situation.thresholds().stalledSeconds()) {
      found.add(
          Finding.of(Rule.NODE_UNREACHABLE, Kind.CHAIN, NODE, situation.clockSeconds())
              .with("seconds", silent)
              .with("threshold", situation.thresholds().stalledSeconds()));
    }
    // Before it has been at the chain's end once, it is not behind: it is at the beginning.
    boolean caughtUp = Meta.get(situation.handle(), Meta.CAUGHT_UP).isPresent();
    if (caughtUp && status.lag() > situation.thresholds().indexingLagBlocks()) {
      found.add(
          Finding.of(Rule.INDEXING_LAG, Kind.CHAIN, "index", situation.clockSeconds())
              .with("blocks", status.lag())
              .with("threshold", situation.thresholds().indexingLagBlocks()));
    }
    return found;
  }

  private static Optional<Finding> stalled(Situation situation) {
    IndexStatus status = situation.status();
    long seconds = status.stalled(situation.clock()).toSeconds();
    OptionalLong before = stalledBefore(situation);
    if (before.isEmpty() && seconds <= situation.thresholds().stalledSeconds()) {
      return Optional.empty();
    }
    Finding finding =
        Finding.of(Rule.CHAIN_STALLED, Kind.CHAIN, BLOCKS, situation.clockSeconds())
            .with("seconds", Math.max(seconds, before.orElse(0)))
            .with("threshold", situation.thresholds().stalledSeconds());
    status.head().ifPresent(head -> finding.with("block", head));
    return Optional.of(finding);
  }

  /**
   * Since the alert that is open, where no other block than the one that it tells of was seen
   * since: a console that has just been started has not seen for itself how long the chain has
   * stood still.
   */
  private static OptionalLong stalledBefore(Situation situation) {
    IndexStatus status = situation.status();
    return Sql.first(
            situation.handle(),
            "SELECT opened_at, json_extract(found, '$.seconds') FROM alerts WHERE rule = ?"
                + " AND closed_at IS NULL AND json_extract(found, '$.block') = ?",
            row -> OptionalLong.of(situation.clockSeconds() - row.getLong(1) + row.getLong(2)),
            Rule.CHAIN_STALLED.word(),
            status.head().orElse(situation.block()))
        .orElse(OptionalLong.empty());
  }

  static List<Finding> ofBlocks(Situation situation) {
    List<Finding> found = new ArrayList<>();
    blockTime(situation, found);
    int window = situation.thresholds().validatorSilentBlocks();
    List<Set<String>> seals = seals(situation, Math.max(window, NEWEST));
    List<String> validators =
        Arrays.stream(Meta.get(situation.handle(), Meta.VALIDATORS).orElse("").split(" "))
            .filter(address -> !address.isEmpty())
            .toList();
    silent(situation, seals.subList(0, Math.min(window, seals.size())), validators, found);
    margin(situation, seals, validators, found);
    return found;
  }

  private static void blockTime(Situation situation, List<Finding> found) {
    List<Long> times =
        Sql.list(
            situation.handle(),
            "SELECT time FROM blocks WHERE number > 0 ORDER BY number DESC LIMIT ?",
            row -> row.getLong(1),
            NEWEST + 1);
    if (times.size() <= NEWEST) {
      return;
    }
    double mean = (times.getFirst() - times.getLast()) / (double) NEWEST;
    if (mean > situation.thresholds().blockSeconds()) {
      found.add(
          Finding.of(Rule.BLOCK_TIME_LONG, Kind.CHAIN, BLOCKS, situation.now())
              .with("meanMilliseconds", Math.round(mean * 1000))
              .with("threshold", situation.thresholds().blockSeconds()));
    }
  }

  /** Who sealed each of the newest blocks, newest first. */
  private static List<Set<String>> seals(Situation situation, int blocks) {
    return Sql.list(
        situation.handle(),
        "SELECT signers FROM blocks ORDER BY number DESC LIMIT ?",
        row -> new HashSet<>(Arrays.asList(row.getString(1).split(" "))),
        blocks);
  }

  /** Only where every block shows who sealed it, and the validators were the same all along. */
  private static void silent(
      Situation situation, List<Set<String>> seals, List<String> validators, List<Finding> found) {
    int window = situation.thresholds().validatorSilentBlocks();
    if (seals.size() < window || seals.stream().anyMatch(ChainConditions::unknown)) {
      return;
    }
    boolean changed =
        Sql.first(
                situation.handle(),
                "SELECT 1 FROM events WHERE type = 'ValidatorsChanged' AND number >="
                    + " (SELECT first_event FROM blocks WHERE number = ?)",
                row -> row.getInt(1),
                situation.block() - window)
            .isPresent();
    if (changed) {
      return;
    }
    for (String validator : validators) {
      if (seals.stream().noneMatch(signers -> signers.contains(validator))) {
        String node =
            Sql.first(
                    situation.handle(),
                    "SELECT id FROM records WHERE kind = 'nodes'"
                        + " AND json_extract(json, '$.validator') = ?",
                    row -> row.getString(1),
                    validator)
                .orElse(validator);
        found.add(
            Finding.of(Rule.VALIDATOR_SILENT, Kind.NODES, node, situation.now())
                .with("validator", validator)
                .with("blocks", window));
      }
    }
  }

  private static boolean unknown(Set<String> signers) {
    return signers.contains("");
  }

  private static void margin(
      Situation situation, List<Set<String>> seals, List<String> validators, List<Finding> found) {
    List<Set<String>> newest = seals.subList(0, Math.min(NEWEST, seals.size()));
    if (newest.size() < NEWEST || newest.stream().anyMatch(ChainConditions::unknown)) {
      return;
    }
    Set<String> signing = new HashSet<>();
    newest.forEach(signing::addAll);
    signing.retainAll(validators);
    int needed = QbftSeals.quorum(validators.size());
    if (signing.size() <= needed) {
      found.add(
          Finding.of(Rule.QUORUM_MARGIN_ZERO, Kind.CHAIN, "validators", situation.now())
              .with("signing", signing.size())
              .with("needed", needed)
              .with("validators", validators.size()));
    }
  }
}
