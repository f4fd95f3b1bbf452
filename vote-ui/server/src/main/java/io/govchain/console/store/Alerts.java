package io.govchain.console.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Alerts: opened and closed by facts, acknowledged by people. */
public interface Alerts {

  /** How much it matters. */
  enum Severity {
    INFORMATION,
    WARNING,
    CRITICAL
  }

  /** Where an alert stands; an acknowledged one is still open. */
  enum State {
    OPEN,
    ACKNOWLEDGED,
    CLOSED
  }

  /** Who saw it. */
  record Acknowledgement(String account, String institution, long time, String comment) {}

  /**
   * An alert.
   *
   * @param rule stable name of the rule that found it
   * @param openedAt seconds of block time, or of the clock where the chain stands still
   * @param values what was found, by stable names
   * @param acknowledged by whom first
   * @param alsoAcknowledged by whom afterwards
   */
  record Alert(
      long id,
      String rule,
      Severity severity,
      Optional<Subject> subject,
      long openedAt,
      OptionalLong closedAt,
      ObjectNode values,
      Optional<Acknowledgement> acknowledged,
      List<Acknowledgement> alsoAcknowledged) {

    /** Of everybody. */
    public List<Acknowledgement> acknowledgements() {
      return Stream.concat(acknowledged.stream(), alsoAcknowledged.stream()).toList();
    }

    /** Where it stands. */
    @JsonProperty
    public State state() {
      if (closedAt.isPresent()) {
        return State.CLOSED;
      }
      return acknowledged.isPresent() ? State.ACKNOWLEDGED : State.OPEN;
    }
  }

  /** Which alerts. */
  record Filter(
      Optional<State> state,
      Optional<Severity> severity,
      Optional<String> rule,
      OptionalLong from,
      OptionalLong to) {

    /** All of them. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
  }

  /** One page, newest first. */
  Page<Alert> page(Filter filter, PageRequest request);

  /** The alert with this id. */
  Optional<Alert> alert(long id);

  /** Stores that somebody saw it; the alert as it is then. What an account said first stays. */
  Optional<Alert> acknowledge(long id, Acknowledgement acknowledgement);

  /** How many alerts each rule has ever opened, by its name. */
  List<Findings> findings();

  /** How many alerts a rule opened, and how many of them stand where. */
  record Findings(String rule, long total, long open, long acknowledged, long closed) {}
}
