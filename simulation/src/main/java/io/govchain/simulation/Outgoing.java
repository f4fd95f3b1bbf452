package io.govchain.simulation;

import io.govchain.crosschain.engine.Claim;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the engine wants to be said: to the record, to peers, to the own subchain proxy. */
final class Outgoing {
  /** As long as the real proxy keeps trying to deliver an answer. */
  private static final long ANSWER_SECONDS = 30L * 24 * 3_600;

  private static final long REPEATED_REQUEST_SECONDS = 60;

  private final Party party;
  private final World world;

  Outgoing(Party party, World world) {
    this.party = party;
    this.world = world;
  }

  void record(String transaction, Effect.LedgerEffect effect) {
    Submission entry =
        switch (effect) {
          case Effect.RecordOpening opening -> opening(transaction);
          case Effect.RecordReport report ->
              new Submission.Report(transaction, report.step(), report.entry(), report.digest());
        };
    party.disk().queue.add(entry, turn(transaction));
  }

  /** Only a mutant speaks of a transaction of which it knows nothing. */
  private RecordQueue.Turn turn(String transaction) {
    boolean called = party.disk().calls.contains(transaction);
    return party
        .state(transaction)
        .known()
        .map(Progress::plan)
        .map(plan -> new RecordQueue.Turn(called || plan.initiatedHere(), plan.initiator()))
        .orElse(new RecordQueue.Turn(called, ""));
  }

  /** From the stored call. A liar may ask for another plan to be recorded than it asks of peers. */
  private Submission opening(String transaction) {
    Story story = world.story(transaction);
    List<Descriptor> steps = new ArrayList<>(story.steps);
    if (party.lies() && transaction.hashCode() % 3 == 0) {
      Descriptor first = steps.getFirst();
      steps.set(0, new Descriptor(first.pipeline(), !first.write(), first.atSource()));
    }
    return new Submission.Opening(transaction, story.deadline, steps);
  }

  /** Within the commit that decided on it. */
  void write(String transaction, TransactionState after, Effect.MessageEffect effect) {
    String to = receiver(effect);
    Optional<Message> message = message(transaction, after, effect, to);
    if (message.isEmpty() || isOnItsWay(transaction, to, message.get())) {
      return;
    }
    Letter letter = letter(transaction, to, message.get());
    party.disk().outbox.put(letter.id(), letter);
    party.disk().sent.put(letter.id(), letter);
    world.watch.sent(party, letter);
    boolean silent = party.lies() && world.chance(0.1);
    if (silent) {
      party.disk().outbox.remove(letter.id());
    } else {
      world.post.send(letter);
    }
  }

  /** What a party that makes things visible before they are on disk has sent when it dies. */
  void tossAll(String transaction, Transition transition) {
    for (Effect effect : transition.effects()) {
      if (effect instanceof Effect.MessageEffect told) {
        String to = receiver(told);
        message(transaction, transition.state(), told, to)
            .ifPresent(message -> world.post.toss(letter(transaction, to, message)));
      }
    }
  }

  private Letter letter(String transaction, String to, Message message) {
    long expires =
        message instanceof Message.Request
            ? requestExpires(world.story(transaction).deadline)
            : party.blockTime() + ANSWER_SECONDS;
    return new Letter(world.post.nextId(), party.name(), to, transaction, message, expires);
  }

  private long requestExpires(long deadline) {
    long now = party.blockTime();
    return now < deadline ? deadline : now + REPEATED_REQUEST_SECONDS;
  }

  private String receiver(Effect.MessageEffect effect) {
    return switch (effect) {
      case Effect.ExecuteStep own -> party.subchainProxy().name();
      case Effect.CompensateStep own -> party.subchainProxy().name();
      case Effect.NotifyApplication own -> party.subchainProxy().name();
      case Effect.SendStepRequest peer -> peer.to();
      case Effect.SendStepOutcome peer -> peer.to();
      case Effect.SendEvidenceRequest peer ->
          peer.to().equals(party.name()) ? party.subchainProxy().name() : peer.to();
      case Effect.SendCompensationRequest peer -> peer.to();
      case Effect.SendRefusal peer -> peer.to();
    };
  }

  /** Empty where the real proxy says nothing, since it lacks what it would say. */
  private Optional<Message> message(
      String transaction, TransactionState after, Effect.MessageEffect effect, String to) {
    Disk disk = party.disk();
    return switch (effect) {
      case Effect.ExecuteStep own -> Optional.of(new Message.Order(own.step(), 0));
      case Effect.CompensateStep own -> undo(transaction, own);
      case Effect.NotifyApplication own -> Optional.of(new Message.Shown(own.view()));
      case Effect.SendStepRequest peer -> {
        Progress known = after.known().orElseThrow();
        yield Optional.of(new Message.Request(peer.step(), claims(known, peer.step(), to)));
      }
      case Effect.SendStepOutcome peer ->
          Optional.of(after.known().orElseThrow().step(peer.step()).result())
              .filter(result -> disk.calls.contains(transaction))
              .map(result -> told(new Spot(transaction, peer.step()), result));
      case Effect.SendEvidenceRequest peer -> Optional.of(new Message.EvidenceWanted(peer.step()));
      case Effect.SendCompensationRequest peer -> Optional.of(new Message.Nudge());
      case Effect.SendRefusal peer ->
          Optional.of(new Message.Refused(peer.step(), peer.reason()))
              .filter(refusal -> disk.requests.contains(to + " " + transaction + " " + peer.step()))
              .map(Message.class::cast);
    };
  }

  private Message told(Spot spot, StepResult result) {
    return new Message.Told(spot.step(), result, party.disk().hasEvidence(spot, result.digest()));
  }

  private Optional<Message> undo(String transaction, Effect.CompensateStep own) {
    boolean exists =
        world.fate(new Spot(transaction, own.step())).undoFate != Story.UndoFate.DoesNotExist;
    if (exists && party.disk().calls.contains(transaction)) {
      return Optional.of(new Message.Order(own.step(), own.attempt()));
    }
    Reason why =
        exists
            ? new Reason("arguments-unknown", "the journal does not hold them")
            : new Reason("no-compensator", "the contract declares none");
    later(
        transaction,
        () ->
            new Input.CompensatorRefused(own.step(), own.attempt(), true, why, party.blockTime()));
    return Optional.empty();
  }

  /** Business data: only the verifier of a step is shown its evidence. */
  private List<Claim> claims(Progress known, int step, String to) {
    List<Claim> claims = new ArrayList<>();
    for (int earlier = 0; earlier < step; earlier++) {
      StepResult result = known.step(earlier).result();
      Spot spot = new Spot(known.plan().transaction(), earlier);
      if (result.outcome() == Outcome.Succeeded
          && known.plan().step(earlier).verifier().equals(to)
          && party.disk().hasEvidence(spot, result.digest())) {
        claims.add(new Claim(earlier, result.digest()));
      }
    }
    return claims;
  }

  /** An outcome that waits in the outbox is not written again. */
  private boolean isOnItsWay(String transaction, String to, Message message) {
    return message instanceof Message.Told told
        && party.disk().outbox.values().stream()
            .anyMatch(
                waiting ->
                    waiting.message() instanceof Message.Told same
                        && same.step() == told.step()
                        && waiting.to().equals(to)
                        && waiting.transaction().equals(transaction));
  }

  void givenUp(Letter letter, boolean refused) {
    party.disk().outbox.remove(letter.id());
    Message message = letter.message();
    boolean refusedRequest = refused && message instanceof Message.Request;
    Reason why = new Reason("message-refused", "by the receiver");
    int step = message instanceof Message.Shown ? Entry.WHOLE : message.step();
    later(
        letter.transaction(),
        () ->
            refusedRequest
                ? new Input.PeerRefused(step, letter.to(), why)
                : new Input.MessageUndeliverable(step, message.kind()));
  }

  /** Soon, and lost if the process dies before: only for news that comes again. */
  private void later(String transaction, Supplier<Input> input) {
    int begun = party.life();
    world.after(
        1,
        () -> {
          if (party.isUp() && party.life() == begun) {
            party.step(transaction, input.get());
          }
        });
  }
}
