package io.govchain.governance;

/**
 * A vote of the genesis institutions on one or more calls.
 *
 * @param id the Governor's proposal id as 32 bytes of hex
 * @param seats how many genesis institutions may vote
 * @param snapshot time at which the seats were counted
 * @param deadline last moment to vote
 */
public record WorkOrder(
    String id,
    String proposer,
    Policy policy,
    int seats,
    int forVotes,
    int againstVotes,
    int abstainVotes,
    long snapshot,
    long deadline,
    State state) {

  /** How many votes in favour carry it. */
  public int votesNeeded() {
    return policy.votesNeeded(seats);
  }

  /** How many of the seats must be in favour. */
  public enum Policy implements Worded {
    NONE,
    MAJORITY,
    TWO_THIRDS,
    UNANIMOUS;

    /** How many votes in favour that is; with none, nothing may be carried out. */
    int votesNeeded(int seats) {
      return switch (this) {
        case MAJORITY -> seats / 2 + 1;
        case TWO_THIRDS -> (2 * seats + 2) / 3;
        case NONE, UNANIMOUS -> seats;
      };
    }
  }

  /** OpenZeppelin Governor's proposal states, in its order and spelling. */
  public enum State implements Worded {
    PENDING,
    ACTIVE,
    CANCELED,
    DEFEATED,
    SUCCEEDED,
    QUEUED,
    EXPIRED,
    EXECUTED
  }

  /** A vote; the ordinal is the Governor's support value. */
  public enum Vote implements Worded {
    AGAINST,
    FOR,
    ABSTAIN
  }
}
