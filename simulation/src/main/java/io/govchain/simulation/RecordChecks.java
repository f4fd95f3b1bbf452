package io.govchain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.simulation.chain.Block;
import io.govchain.simulation.chain.LedgerEvent;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold of the governance chain's records, and of what is said to them. */
final class RecordChecks {
  private static final Pattern DIGEST = Pattern.compile("0x[0-9a-f]{64}");

  private final World world;
  private final Map<String, ChainStatus> ended = new HashMap<>();
  private final Set<Spot> denied = new HashSet<>();
  private final Set<String> lateSuccesses = new HashSet<>();

  RecordChecks(World world) {
    this.world = world;
  }

  void isNotLeft(LedgerRecord record) {
    ChainStatus first = ended.get(record.transaction());
    Violation.require(
        Invariant.I3,
        record.transaction(),
        first == null || first == record.status(),
        () -> "the record left %s for %s".formatted(first, record.status()));
    if (record.hasEnded()) {
      ended.put(record.transaction(), record.status());
    }
  }

  void onLedger(Block block, LedgerEvent event) {
    switch (event) {
      case LedgerEvent.Reported reported -> {
        onlyTheResponsible(block, reported);
        rememberLateSuccess(reported);
        Violation.require(
            Invariant.I8,
            reported.transaction(),
            reported.entry() == Entry.Accepted || DIGEST.matcher(reported.digest()).matches(),
            () -> "no digest stands on the governance chain but " + reported.digest());
      }
      case LedgerEvent.Rejected rejected -> {
        if (world.isHonest(rejected.by())) {
          honestParties(rejected);
        }
      }
      case LedgerEvent.Opened opened -> {}
      case LedgerEvent.StatusChanged changed -> {}
    }
  }

  private void rememberLateSuccess(LedgerEvent.Reported in) {
    Spot spot = new Spot(in.transaction(), in.step());
    switch (in.entry()) {
      case Failed, NotExecuted -> denied.add(spot);
      case Succeeded -> {
        if (denied.contains(spot)) {
          lateSuccesses.add(in.transaction());
        }
      }
      case Accepted, Disputed, Compensated, CompensationFailed -> {}
      case Aborted, Escalated, Resolved, Opened -> {}
    }
  }

  private void onlyTheResponsible(Block block, LedgerEvent.Reported in) {
    LedgerRecord record = world.ledger.find(in.transaction()).orElseThrow();
    boolean entitled =
        switch (in.entry()) {
          case Succeeded, Failed, NotExecuted, Compensated, CompensationFailed ->
              record.step(in.step()).descriptor().responsible().equals(in.by());
          case Accepted, Disputed -> record.step(in.step()).descriptor().verifier().equals(in.by());
          case Aborted, Escalated, Resolved -> record.hasParty(in.by());
          case Opened -> false;
        };
    Violation.require(
        Invariant.I5,
        in.transaction(),
        entitled && !block.suspended().contains(in.by()),
        () -> in + " was not theirs to say");
    boolean early =
        switch (in.entry()) {
          case Aborted -> block.time() <= record.deadline() && !in.by().equals(record.initiator());
          case Escalated -> block.time() <= record.deadline();
          default -> false;
        };
    Violation.require(
        Invariant.I6,
        in.transaction(),
        !early,
        () -> in + " before the deadline, at " + block.time());
  }

  /** Honest parties never even try to record what is not theirs, or what cannot be. */
  private void honestParties(LedgerEvent.Rejected in) {
    boolean race =
        switch (in.reason()) {
          case None, AlreadyOpen, AlreadyReported, WrongStatus, DeadlineOutOfRange -> true;
          case PipelineUnusable, LimitReached, InstitutionRestricted -> true;
          case UnknownTransaction, NotTheInitiator, NotResponsible -> false;
          case NotTheVerifier, NotAParty, NothingToVerify, NothingToCompensate -> false;
          case NoSuchStep -> false;
          // Its own step was undone already when a liar said that a later one had succeeded.
          case LaterStepUnfinished -> lateSuccesses.contains(in.transaction());
          // Its abort crossed the report of the last step.
          case TooEarly -> in.entry() == Entry.Aborted;
        };
    Violation.require(Invariant.I5, in.transaction(), race, () -> in.toString());
  }
}
