package io.govchain.simulation;

import io.govchain.crosschain.engine.Claim;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.simulation.chain.Batch;
import io.govchain.simulation.chain.Limit;
import io.govchain.simulation.chain.Pipeline;
import io.govchain.simulation.chain.Submission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What befalls a world: calls of applications, faults of machines, and people who lie. */
final class Misfortune {
  private static final int LONGEST_STALL = 60_000;
  private static final int HARM = 8;
  private static final int LONGEST_HOLD = 40_000;
  private static final int LONGEST_CUT = 40_000;
  private static final int LONGEST_SUSPENSION = 30_000;
  private static final int MOST_BEHIND = 60;
  private static final int SHORT_OUTAGE = 5_000;

  private final World world;
  private final SoleLoss soleLoss;
  private final Map<String, Long> unreachableUntil = new HashMap<>();
  private long ledgerStalledUntil;

  Misfortune(World world) {
    this.world = world;
    this.soleLoss = new SoleLoss(world);
  }

  /** An application's call reaches its party, at once or when that is up again. */
  void call(Story story) {
    Party initiator = world.party(story.initiator);
    story.sign(world.ledger);
    boolean taken =
        initiator.hears()
            && initiator.commit(
                () -> {
                  initiator.disk().calls.add(story.transaction);
                  initiator.apply(
                      story.transaction,
                      new Input.CallForwarded(
                          story.planOf(initiator.name()), initiator.blockTime()));
                });
    if (!taken) {
      world.after(1_000, () -> call(story));
    } else if (world.random.nextInt(4) == 0) {
      world.after(world.random.nextInt(200_000), () -> callAgain(story));
    }
  }

  /** The same signed call once more. */
  private void callAgain(Story story) {
    Party initiator = world.party(story.initiator);
    if (initiator.isUp() && initiator.hears()) {
      Input again = new Input.CallForwarded(story.planOf(initiator.name()), initiator.blockTime());
      initiator.commit(
          () -> {
            initiator.disk().calls.add(story.transaction);
            initiator.apply(story.transaction, again);
          });
    }
  }

  /** False if the governance chain makes no block this second. */
  boolean second() {
    Faults faults = world.faults;
    if (faults.soleLoss()) {
      soleLoss.second();
    }
    for (Party party : world.parties()) {
      if (world.chance(faults.crash())) {
        party.crash(500 + random(Math.max(1, faults.longestOutage())));
      }
      if (world.chance(faults.crash() * (party.subchainProxy().isInDoubt() ? HARM : 1))) {
        party.subchainProxy().crash(500 + random(Math.max(1, faults.longestOutage())));
      }
      if (world.chance(faults.diskLoss())) {
        party.loseDisk();
      }
      if (world.chance(faults.diskLoss() / 2 * harm(party))) {
        party.subchainProxy().loseDisk();
      }
      restore(party);
      if (world.chance(faults.stall())) {
        party.subchain().stall(random(LONGEST_STALL));
      }
      fallBehind(party);
      holdUp(party);
      if (world.chance(faults.partition() / 2)) {
        unreachableUntil.put(party.name(), world.now() + random(LONGEST_CUT));
      }
      if (world.chance(faults.forgery())) {
        forge(party);
      }
      if (world.chance(faults.duplication() / 4)) {
        party.hearAgain();
      }
    }
    if (world.chance(faults.partition())) {
      List<Party> all = world.parties();
      world.post.cut(pick(all).name(), pick(all).name(), random(LONGEST_CUT));
    }
    if (world.chance(faults.governance())) {
      govern();
    }
    if (world.chance(faults.closing())) {
      close(pick(pick(world.stories()).steps).pipeline());
    }
    if (world.chance(faults.forgery())) {
      writeWhatIsNotTheirs();
    }
    if (world.chance(faults.governance() / 10)) {
      world.ledger.orderResolution(pick(world.stories()).transaction);
    }
    if (world.chance(faults.stall())) {
      ledgerStalledUntil = world.now() + random(LONGEST_STALL);
    }
    return world.now() >= ledgerStalledUntil;
  }

  /** A power cut, say, which both proxies may have suffered, too. */
  private void fallBehind(Party party) {
    if (world.chance(world.faults.lag() * harm(party))) {
      party.node().fallBehind(random(MOST_BEHIND), random(LONGEST_STALL), random(2) == 0);
      if (random(2) == 0) {
        party.crash(1 + random(SHORT_OUTAGE));
        party.subchainProxy().crash(1 + random(SHORT_OUTAGE));
      }
    }
    if (world.chance(world.faults.lag())) {
      party.subchain().fallBehind(random(MOST_BEHIND), random(LONGEST_STALL));
    }
  }

  /** What makes time pass between the judging of a write and its block. */
  private void holdUp(Party party) {
    if (world.chance(world.faults.stall() * harm(party))) {
      party.subchainProxy().holdUp(random(LONGEST_HOLD));
    }
    if (world.chance(world.faults.stall())) {
      party.subchain().beAway(random(LONGEST_HOLD));
    }
  }

  /** More where it does: what is not begun yet is judged, or signed, by what is so then. */
  private static int harm(Party party) {
    return party.subchainProxy().isAboutToBegin() ? HARM : 1;
  }

  /** Backups are made more often than they are needed. */
  private void restore(Party party) {
    double needed = world.faults.diskLoss() / 2;
    if (world.chance(needed * 8)) {
      party.backUp();
      party.subchainProxy().backUp();
    }
    if (world.chance(needed)) {
      party.restoreDisk(500 + random(Math.max(1, world.faults.longestOutage())));
    }
    if (world.chance(needed / 2)) {
      party.subchainProxy().restoreDisk();
    }
  }

  boolean reachesLedger(Party party) {
    return world.now() >= unreachableUntil.getOrDefault(party.name(), 0L);
  }

  private void govern() {
    String institution = pick(world.parties()).name();
    Pipeline pipeline = pick(pick(world.stories()).steps).pipeline();
    int length = random(LONGEST_SUSPENSION);
    switch (random(4)) {
      case 0 -> {
        world.ledger.suspend(institution, true);
        world.note("people", "", "suspend " + institution);
        world.after(length, () -> world.ledger.suspend(institution, false));
      }
      case 1 -> {
        world.ledger.restrict(institution, true);
        world.note("people", "", "restrict " + institution);
        world.after(length, () -> world.ledger.restrict(institution, false));
      }
      case 2 -> {
        world.ledger.use(pipeline, false);
        world.note("people", "", "suspend " + pipeline);
        world.after(length, () -> world.ledger.use(pipeline, true));
      }
      default -> {
        Limit limit = new Limit(random(5), 30 + random(60));
        Pipeline next = world.ledger.amend(pipeline, limit, world.ledger.time());
        world.note("people", "", "amend to %s, %s".formatted(next, limit));
      }
    }
  }

  private void close(Pipeline pipeline) {
    world.ledger.close(pipeline);
    world.note("people", "", "close " + pipeline);
  }

  /** Somebody says to a party what is not theirs to say, or not true; under their own name. */
  private void forge(Party victim) {
    String forger =
        world.parties().stream()
            .filter(party -> party.lies() && !party.name().equals(victim.name()))
            .map(Party::name)
            .findFirst()
            .filter(liar -> world.random.nextBoolean())
            .orElse(World.MALLORY);
    Story story = pick(world.stories());
    if (world.now() < story.calledAt) {
      return; // whoever is no party learns of a transaction from the governance chain or a call
    }
    int step = random(story.steps.size());
    Message forged =
        switch (random(7)) {
          case 0 -> new Message.Told(step, world.pretence(new Spot(story.transaction, step)), true);
          case 1 ->
              new Message.Told(
                  step,
                  StepResult.failed(
                      StepResult.NO_DIGEST, new Reason("call-reverted", "they say"), ""),
                  false);
          case 2 -> new Message.Request(step, claims(step));
          case 3 -> new Message.Refused(step, new Reason("no", "they say"));
          case 4 -> new Message.EvidenceWanted(step);
          case 5 -> new Message.Nudge();
          default ->
              new Message.Told(
                  step,
                  new StepResult(Outcome.NotExecuted, StepResult.NO_DIGEST, Reason.NONE, ""),
                  false);
        };
    world.post.toss(
        new Letter(
            world.post.nextId(), forger, victim.name(), story.transaction, forged, Long.MAX_VALUE));
  }

  private List<Claim> claims(int step) {
    return IntStream.range(0, step)
        .mapToObj(earlier -> new Claim(earlier, Digests.of("invented " + earlier)))
        .toList();
  }

  /** Nobody can write in another's name on the governance chain; everybody may write nonsense. */
  private void writeWhatIsNotTheirs() {
    String by =
        world.parties().stream()
            .filter(Party::lies)
            .map(Party::name)
            .findFirst()
            .filter(liar -> world.random.nextBoolean())
            .orElse(World.MALLORY);
    Story story = pick(world.stories());
    if (world.now() < story.calledAt) {
      return;
    }
    Submission entry =
        new Submission.Report(
            story.transaction,
            random(3) == 0 ? Entry.WHOLE : random(story.steps.size()),
            Entry.values()[random(Entry.values().length)],
            Digests.of("nonsense"));
    world.ledger.submit(new Batch(by + "-" + world.post.nextId(), by, List.of(entry)));
  }

  private int random(int bound) {
    return world.random.nextInt(bound);
  }

  private <T> T pick(List<T> list) {
    return list.get(random(list.size()));
  }
}
