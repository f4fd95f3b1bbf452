package io.govchain.console.store;

import io.govchain.governance.WorkOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Work orders. */
public interface Orders {

  /**
   * Which work orders. Institutions by id or code.
   *
   * @param proposer address, or the proposer's institution
   * @param institution has a seat in it
   * @param action contract, function, or {@code Contract.function}
   * @param q part of the text, or the beginning of the id
   * @param awaiting can still be voted on and this institution has a seat and has not voted
   */
  record Filter(
      Optional<WorkOrder.State> state,
      Optional<String> proposer,
      Optional<String> institution,
      Optional<String> action,
      Optional<String> q,
      Optional<String> awaiting) {

    /** All of them. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** What a work order calls. */
  record Action(String contract, String function) {}

  /**
   * A line of the list; times in seconds.
   *
   * @param number counts from 1 in order of proposal
   * @param title first line of the text
   * @param graceEnd last second in which it can be executed once accepted
   */
  record Line(
      String id,
      long number,
      String proposer,
      Optional<String> proposerInstitution,
      String title,
      WorkOrder.Policy policy,
      int seats,
      @com.fasterxml.jackson.annotation.JsonProperty("for") int inFavour,
      int against,
      int abstain,
      WorkOrder.State state,
      long snapshot,
      long deadline,
      long graceEnd,
      List<Action> actions) {}

  /** What determines its id. */
  record Calls(
      List<String> targets, List<String> values, List<String> calldatas, String descriptionHash) {}

  /** One call in words. */
  record Change(String contract, String function, Words text) {}

  /** The same in both languages. */
  record Words(String zh, String en) {}

  /** A seat and what it voted. */
  record Ballot(
      String institution,
      String code,
      Optional<WorkOrder.Vote> vote,
      Optional<String> voter,
      Optional<String> reason,
      OptionalLong time,
      Optional<String> transactionHash) {}

  /**
   * A work order with all that is known of it.
   *
   * @param description the whole text
   * @param discussion the address on its line {@code Discussion: ...} or {@code 讨论：...}
   */
  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped Line line,
      String description,
      Optional<String> discussion,
      Calls proposal,
      List<Change> changes,
      List<Ballot> votes,
      List<HistoryEvent> history) {}

  /** One page, newest first. */
  Page<Line> page(Filter filter, PageRequest request);

  /** The work order with this id. */
  Optional<Detail> order(String id);
}
