package io.govchain.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The registers of the governance chain. */
public interface Registers {

  /**
   * Which records.
   *
   * @param status the chain's word in upper case
   * @param institution id or code of the one that owns it
   * @param q part of the label, or the beginning of the id
   */
  record Filter(Optional<String> status, Optional<String> institution, Optional<String> q) {

    /** All of them. */
    public static final Filter ALL =
        new Filter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Something that a record points to, or that points to it. */
  record Related(Kind kind, String id, String label, String relation) {}

  /**
   * A record with what belongs to it.
   *
   * @param record as in lists, plus what only the single record shows (versions, members, grants)
   */
  record Detail(ObjectNode record, List<Related> related, List<HistoryEvent> history) {}

  /** One page in order of registration; each with id, kind, label, since, changed. */
  Page<ObjectNode> page(Kind kind, Filter filter, PageRequest request);

  /** The record with this id, path or code. */
  Optional<Detail> record(Kind kind, String idOrLabel);

  /** The record alone. */
  Optional<ObjectNode> find(Kind kind, String idOrLabel);
}
