package io.govchain.console.store;

import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The ledger of cross-chain transactions. */
public interface Ledger {

  /** What the list is sorted by; {@code DURATION} lists only those that have ended. */
  enum Sort {
    OPENED_AT,
    DEADLINE,
    DURATION
  }

  /**
   * Which transactions. Institutions are given by id or code, subchains by id or path.
   *
   * @param institution takes part on either side
   * @param pipeline number of a version; or id or path, for all its versions
   * @param from opened in this second or later
   * @param to opened in this second or before
   * @param q beginning of the id, or the initiator's code
   */
  record Filter(
      Optional<TransactionRecord.Status> status,
      Optional<String> initiator,
      Optional<String> institution,
      Optional<String> pipeline,
      Optional<String> subchain,
      OptionalLong from,
      OptionalLong to,
      Optional<String> q) {

    /** All of them. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty());

    /** Those in this status. */
    public static Filter in(TransactionRecord.Status status) {
      return new Filter(
          Optional.of(status),
          ALL.initiator,
          ALL.institution,
          ALL.pipeline,
          ALL.subchain,
          ALL.from,
          ALL.to,
          ALL.q);
    }
  }

  /** How to sort. */
  record Order(Sort sort, boolean ascending) {

    /** Newest first. */
    public static final Order NEWEST = new Order(Sort.OPENED_AT, false);
  }

  /**
   * A line of the ledger; times in seconds.
   *
   * @param steps how many
   * @param pipelines numbers of the versions that its steps go through
   * @param retries compensations that failed and were to be tried again
   * @param rejections entries that the ledger refused
   */
  record Line(
      String id,
      String initiator,
      String initiatorCode,
      TransactionRecord.Status status,
      long openedAt,
      long deadline,
      OptionalLong endedAt,
      int steps,
      List<Long> pipelines,
      int retries,
      int rejections) {}

  /** An institution by id and code. */
  record Party(String id, String code) {}

  /** An institution as people know it. */
  record End(String id, String code, String name) {}

  /** A pipeline's version with its ends. */
  record Route(long number, String path, End source, End target) {}

  /** A pipeline's version. */
  record Way(long number, Optional<String> path) {}

  /** A step as the ledger's events tell it. */
  record Step(
      int index,
      Way pipeline,
      io.govchain.governance.Side side,
      Party responsible,
      Party verifier,
      String subchain,
      boolean write,
      StepRecord.Outcome outcome,
      Optional<String> outcomeDigest,
      OptionalLong outcomeAt,
      StepRecord.Verdict verdict,
      OptionalLong verdictAt,
      StepRecord.Compensation compensation,
      OptionalLong compensationAt) {}

  /** One moment of a transaction's life. */
  record Moment(
      long time,
      long block,
      String transactionHash,
      String type,
      Optional<Integer> step,
      Optional<String> institution,
      Optional<String> entry,
      Optional<String> status,
      Optional<String> digest,
      Optional<String> reason,
      Optional<String> by) {}

  /** A transaction with all that is known of it. */
  record Detail(
      Line line,
      List<Step> steps,
      List<Moment> timeline,
      boolean deadlinePassed,
      List<String> workOrders) {}

  /** One page. */
  Page<Line> page(Filter filter, Order order, PageRequest request);

  /** The transaction with this id. */
  Optional<Detail> transaction(String id);

  /** Every version of every pipeline, by its number. */
  Map<Long, Route> routes();

  /** Hands over at most so many, without holding them in memory. */
  long stream(Filter filter, Order order, long atMost, Consumer<Line> sink);
}
