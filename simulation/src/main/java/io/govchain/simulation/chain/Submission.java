package io.govchain.simulation.chain;

import io.govchain.crosschain.engine.Entry;
import java.util.List;

/** One entry of a batch. */
public sealed interface Submission {
  String transaction();

  /** The number of its step; {@link Entry#WHOLE} if it is about the whole transaction. */
  int step();

  Entry entry();

  /** Opens a record. */
  record Opening(String transaction, long deadline, List<Descriptor> steps) implements Submission {
    public Opening {
      steps = List.copyOf(steps);
    }

    @Override
    public int step() {
      return Entry.WHOLE;
    }

    @Override
    public Entry entry() {
      return Entry.Opened;
    }
  }

  /** Says something to a record. */
  record Report(String transaction, int step, Entry entry, String digest) implements Submission {

    /** The digest as the record tells it: an acceptance is of the one that was reported. */
    String recorded() {
      return entry == Entry.Accepted ? "" : digest;
    }
  }
}
