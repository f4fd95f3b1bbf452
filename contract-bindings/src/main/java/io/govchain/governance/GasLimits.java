package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Upper bounds of what governance calls cost, from the size of the call alone. A batch that runs
 * out of gas would harm every entry in it, so the bounds cover the dearest batch of that shape;
 * they are two to three times what ordinary calls use.
 */
final class GasLimits {

  /**
   * Every governed call: the transaction itself, the role check, a handful of fresh slots and an
   * event.
   */
  private static final long BASE = 500_000;

  /**
   * A stored byte costs 22,100 / 32 in a fresh slot and at most 40 as calldata; twice that leaves
   * room for logs and copies.
   */
  private static final long PER_DATA_BYTE = 1_500;

  /** Two subchains, services, applications and contracts are read, with all their functions. */
  private static final long PER_AGREEMENT = 3_000_000;

  /** The call itself, and what must be left for a call to another contract: it may not starve. */
  private static final long RECORD_BASE = 600_000;

  /**
   * A batch may tell {@code Credit} of up to eight pipelines, for each of which two institutions
   * and their dealings may be new there. More of them at once are rare, and a batch that fails is
   * split.
   */
  private static final long RECORD_CREDIT = 1_200_000;

  /**
   * At most two fresh slots (44,200), an event and the calldata: 54,000 measured with eight steps.
   */
  private static final long PER_OPENING = 75_000;

  /** A slot that is mostly warm, an event and the calldata: 17,000 measured. */
  private static final long PER_REPORT = 25_000;

  /**
   * The first question about a pipeline in a batch reads cold state, after a disturbance all that
   * it leads through, and the calls taken from its limit are written.
   */
  private static final long PER_PIPELINE = 160_000;

  /** A report asks about a pipeline, and may be told to {@code Credit}. */
  private static final long PER_ASKED_PIPELINE = 60_000;

  /** The first opening ever through a pipeline remembers who is at its ends: a fresh slot. */
  private static final long PER_NEW_PIPELINE = 25_000;

  /** A later question, where the batch's small memory of pipelines did not keep the answer. */
  private static final long PER_FORGOTTEN_PIPELINE = 8_000;

  /** The contract remembers pipelines by their number modulo this. */
  private static final int REMEMBERED_PIPELINES = 8;

  /**
   * Upgrades call into new code; a change of the largest set of validators is written to the
   * shield's memory twice.
   */
  private static final long HEAVY_CALL = 6_000_000;

  /**
   * What these do by order costs no more than any governed call (281,000 measured for an
   * admission), so that the 32 calls of the largest order fit into a block of 30 million.
   */
  private static final Set<String> LIGHT =
      Set.of(
          GovernanceAddresses.INSTITUTIONS,
          GovernanceAddresses.ACCOUNTS,
          GovernanceAddresses.WORK_ORDERS,
          GovernanceAddresses.SERVICES,
          GovernanceAddresses.SUBCHAINS,
          GovernanceAddresses.PIPELINES,
          GovernanceAddresses.TRANSACTIONS,
          GovernanceAddresses.CREDIT,
          GovernanceAddresses.ALLIANCES,
          GovernanceAddresses.DATA_LEDGER,
          GovernanceAddresses.PROTOCOL_KEYS);

  private GasLimits() {}

  static long write(String data) {
    return BASE + PER_DATA_BYTE * (data.length() / 2);
  }

  static long agreement(String data) {
    return write(data) + PER_AGREEMENT;
  }

  /** Every byte of code is stored, and hashed and copied before. */
  static long construct(String creationCode) {
    return write(creationCode) + HEAVY_CALL;
  }

  static long record(List<Opening> openings, List<Report> reports) {
    long limit = RECORD_BASE + PER_OPENING * openings.size() + pipelines(openings);
    limit += reports.isEmpty() ? 0 : RECORD_CREDIT;
    for (Report report : reports) {
      // A report on one step asks about its pipeline; one on the whole transaction about every
      // step's.
      int asked = report.entry().concernsWholeTransaction() ? Steps.MAX : 1;
      limit += PER_REPORT + PER_ASKED_PIPELINE * asked;
    }
    return limit;
  }

  static long execute(Proposal proposal) {
    return proposal.calls().stream()
        .mapToLong(call -> (LIGHT.contains(call.to()) ? 0 : HEAVY_CALL) + write(call.data()))
        .reduce(BASE, Long::sum);
  }

  private static long pipelines(List<Opening> openings) {
    Set<Long> distinct = new HashSet<>();
    Set<Long> places = new HashSet<>();
    long steps = 0;
    for (Opening opening : openings) {
      steps += opening.steps().size();
      opening.steps().forEach(step -> distinct.add(step.pipeline()));
    }
    distinct.forEach(pipeline -> places.add(pipeline % REMEMBERED_PIPELINES));
    boolean forgetful = places.size() < distinct.size();
    return (PER_PIPELINE + PER_NEW_PIPELINE) * distinct.size()
        + (forgetful ? PER_FORGOTTEN_PIPELINE * steps : 0);
  }
}
