package io.govchain.simulation;

/** A process that sends and takes letters. */
interface Endpoint {

  /** What a receiver does with a letter. */
  enum Reception {
    /** It is on the receiver's disk, now or since before. */
    Accepted,
    /** Not now: to be sent again. */
    Deferred,
    /** Never: not to be sent again. */
    Refused
  }

  String name();

  boolean isUp();

  Reception take(Letter letter);

  /** Whether the letter still stands in the outbox. */
  boolean holds(Letter letter);

  /** The receiver has it. */
  void delivered(Letter letter);

  /**
   * It is given up.
   *
   * @param refused by the receiver; else it expired
   */
  void givenUp(Letter letter, boolean refused);
}
