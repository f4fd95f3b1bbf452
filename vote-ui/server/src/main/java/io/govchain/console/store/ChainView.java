package io.govchain.console.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The chain and what it governs, seen as a whole. Times in seconds. */
public interface ChainView {

  /**
   * A block.
   *
   * @param proposer empty where the chain names none
   * @param signers who sealed it, where its header carries QBFT seals
   */
  record BlockLine(
      long number,
      long time,
      String hash,
      int transactions,
      long gasUsed,
      Optional<String> proposer,
      List<String> signers) {}

  /**
   * What a validator did among the newest blocks.
   *
   * @param window how many of them it could seal: fewer than were asked for where it was admitted
   *     lately
   */
  record ValidatorLine(
      String address,
      Optional<String> node,
      Optional<String> institution,
      long proposed,
      long signed,
      long window) {}

  /** A bucket of time. */
  record Bucket(
      long time,
      long opened,
      long settled,
      long compensated,
      long escalated,
      long resolved,
      Optional<Latency> latencySeconds,
      OptionalDouble successRate) {}

  /** From opening to end. */
  record Latency(double p50, double p95) {}

  /** How many there are. */
  record Count(long total, Map<String, Long> byStatus) {}

  /** The chain itself. */
  record ChainCounts(
      long height,
      OptionalDouble blockTimeSeconds,
      long lastBlockAt,
      long validators,
      Map<String, Long> nodesByKind) {}

  /** The last 24 hours. */
  record Day(long opened, long settled, long compensated, long escalated) {}

  /** Cross-chain business. */
  record Business(Count transactions, long escalated, Day last24h) {}

  /** Alerts that are open and that nobody has acknowledged. */
  record OpenAlerts(long open) {}

  /** The four views of governance; {@code governance} and {@code crosschainControl} by kind. */
  record Overview(
      ChainCounts chain,
      Map<String, Count> governance,
      Map<String, Count> crosschainControl,
      Business crosschain,
      OpenAlerts alerts) {}

  /** An end of a pipeline. */
  record End(String institution, String subchain) {}

  /** Traffic of a pipeline's versions. */
  record Traffic(long opened24h, long settled24h, long failed24h, long unfinished) {}

  /** A connection in the picture. */
  record Link(
      String id,
      String path,
      String status,
      long version,
      End source,
      End target,
      String constraintHash,
      Traffic traffic) {}

  /** The picture of institutions, subchains and pipelines. */
  record Topology(
      List<com.fasterxml.jackson.databind.node.ObjectNode> institutions,
      List<com.fasterxml.jackson.databind.node.ObjectNode> subchains,
      List<com.fasterxml.jackson.databind.node.ObjectNode> services,
      List<Link> pipelines) {}

  /** A change of a score. */
  record ScoreChange(
      long time,
      int before,
      int score,
      Optional<String> counterparty,
      long settled,
      com.fasterxml.jackson.databind.JsonNode faults) {}

  /** An institution's credit. */
  record CreditLine(
      String institution,
      String code,
      int score,
      boolean restricted,
      int threshold,
      List<ScoreChange> history) {}

  /** The newest blocks, newest first. */
  List<BlockLine> blocks(int limit);

  /** Who validates now, over this many of the newest blocks. */
  List<ValidatorLine> validators(int window);

  /** Buckets of this many seconds between two times, both closed; at most 2,000. */
  List<Bucket> statistics(long from, long to, long bucket);

  /** The four views. */
  Overview overview();

  /** The picture. */
  Topology topology();

  /** Scores of all institutions, each with its newest changes. */
  List<CreditLine> credit();
}
