package io.govchain.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The registers of the governance chain. */
public interface Registers {

  /** Most ids that one filter names. */
  int MOST_IDS = 50;

  /**
   * Which records.
   *
   * @param status the chain's word in upper case
   * @param institution id or code of the one that owns it; of pipelines, of either end
   * @param subchain id or path of the one that it stands on
   * @param account whose it is: the applicant of an application, the contact of an institution
   * @param ids only these, at most {@value #MOST_IDS}; institutions also by the first 16 bytes, as
   *     the ledger names them. Empty for any
   * @param q part of the label or the name, or the beginning of the id
   */
  record Filter(
      Optional<String> status,
      Optional<String> institution,
      Optional<String> subchain,
      Optional<String> account,
      List<String> ids,
      Optional<String> q) {

    /** All of them. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** Keeps its own copy of the ids; refuses too many. */
    public Filter {
      ids = List.copyOf(ids);
      if (ids.size() > MOST_IDS) {
        throw new IllegalArgumentException(
            "ids: expected at most " + MOST_IDS + ", was " + ids.size());
      }
    }
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
