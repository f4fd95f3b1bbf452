package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Claim;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import java.util.ArrayList;
import java.util.List;

/**
 * Outboxes and the network: at least once until it expires, at any time, in any order. A letter
 * outlives crashes of its sender.
 */
final class Post {
  private static final long PATIENCE = 40_000;
  private final World world;

  Post(World world) {
    this.world = world;
  }

  void send(
      PartyModel from, String transaction, TransactionState after, Effect.MessageEffect effect) {
    switch (effect) {
      case Effect.ExecuteStep execute ->
          attempt(letter(from, from.name, transaction, effect, null));
      case Effect.CompensateStep compensate ->
          attempt(letter(from, from.name, transaction, effect, null));
      case Effect.SendStepRequest request -> {
        Plan plan = world.stories.get(transaction).planOf(request.to());
        List<Claim> claims = claims(after.known().orElseThrow(), request.step());
        Input input =
            new Input.StepRequested(plan, request.step(), from.name, claims, world.chain.time());
        attempt(letter(from, request.to(), transaction, effect, input));
      }
      case Effect.SendStepOutcome outcome -> {
        StepResult result = after.known().orElseThrow().step(outcome.step()).result();
        attempt(
            letter(
                from,
                outcome.to(),
                transaction,
                effect,
                new Input.OutcomeReceived(outcome.step(), from.name, result)));
      }
      case Effect.SendEvidenceRequest request ->
          attempt(
              letter(
                  from,
                  request.to(),
                  transaction,
                  effect,
                  new Input.EvidenceRequested(request.step(), from.name)));
      case Effect.SendCompensationRequest request ->
          attempt(
              letter(
                  from,
                  request.to(),
                  transaction,
                  effect,
                  new Input.CompensationRequested(from.name)));
      case Effect.SendRefusal refusal -> {
        if (world.parties.containsKey(refusal.to())) {
          Input input = new Input.PeerRefused(refusal.step(), from.name, refusal.reason());
          attempt(letter(from, refusal.to(), transaction, effect, input));
        }
      }
      case Effect.NotifyApplication notification -> from.told(transaction, notification.view());
    }
  }

  private Letter letter(
      PartyModel from, String to, String transaction, Effect.MessageEffect effect, Input input) {
    return new Letter(
        from.name, to, transaction, effect, input, from.disk(), world.now() + PATIENCE);
  }

  private void attempt(Letter letter) {
    world.after(1 + world.random.nextInt(delay()), () -> deliver(letter));
  }

  private int delay() {
    return world.isFaulty() ? world.faults.slowest() : 100;
  }

  private void deliver(Letter letter) {
    PartyModel sender = world.parties.get(letter.from());
    if (sender.disk() != letter.disk()) {
      return;
    }
    if (world.now() > letter.expires()) {
      expire(sender, letter);
      return;
    }
    boolean arrives = sender.isUp() && !world.chance(world.faults.loss());
    boolean taken = arrives && take(sender, letter);
    boolean acknowledged = taken && !world.chance(world.faults.loss());
    if (!acknowledged) {
      world.after(1_000, () -> deliver(letter));
    }
  }

  private boolean take(PartyModel sender, Letter letter) {
    return switch (letter.effect()) {
      case Effect.ExecuteStep execute -> {
        sender.subchainProxy.execute(letter.transaction(), execute.step());
        yield true;
      }
      case Effect.CompensateStep compensate -> {
        sender.subchainProxy.compensate(
            letter.transaction(), compensate.step(), compensate.attempt());
        yield true;
      }
      case Effect.SendStepRequest toPeer -> toPeer(letter);
      case Effect.SendStepOutcome toPeer -> toPeer(letter);
      case Effect.SendEvidenceRequest toPeer -> toPeer(letter);
      case Effect.SendCompensationRequest toPeer -> toPeer(letter);
      case Effect.SendRefusal toPeer -> toPeer(letter);
      case Effect.NotifyApplication toPeer -> true;
    };
  }

  private boolean toPeer(Letter letter) {
    return world.parties.get(letter.to()).step(letter.transaction(), letter.input());
  }

  private void expire(PartyModel sender, Letter letter) {
    Input undeliverable =
        new Input.MessageUndeliverable(letter.effect().step(), letter.effect().kind());
    boolean lost = sender.disk() != letter.disk();
    if (!lost && !sender.step(letter.transaction(), undeliverable)) {
      world.after(1_000, () -> expire(sender, letter));
    }
  }

  private static List<Claim> claims(Progress known, int step) {
    List<Claim> claims = new ArrayList<>();
    for (int earlier = 0; earlier < step; earlier++) {
      claims.add(new Claim(earlier, known.step(earlier).result().digest()));
    }
    return claims;
  }
}
