package io.govchain.simulation;

import io.govchain.crosschain.engine.Claim;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.simulation.chain.Block;
import java.util.List;
import java.util.Optional;

/**
 * Letters that come in, by the checks of the real proxy that need no cryptography. Who may speak
 * for which step is left to the engine.
 */
final class Intake {

  /** What a letter means, once it is accepted: what to keep, and what to tell the engine. */
  private record Reading(Runnable keep, Optional<Input> input) {}

  private final Party party;
  private final World world;

  Intake(Party party, World world) {
    this.party = party;
    this.world = world;
  }

  Endpoint.Reception take(Letter letter) {
    if (!party.isUp() || !party.hears()) {
      return Endpoint.Reception.Deferred;
    }
    if (isSuspended(World.institution(letter.from()))) {
      return Endpoint.Reception.Refused;
    }
    if (party.disk().inbox.contains(letter.id())) {
      return Endpoint.Reception.Accepted;
    }
    if (party.blockTime() > letter.expires()) {
      return Endpoint.Reception.Refused;
    }
    boolean early =
        letter.message() instanceof Message.EvidenceWanted
            && party.state(letter.transaction()).known().isEmpty();
    if (early) {
      return Endpoint.Reception.Deferred;
    }
    Optional<Reading> reading = read(letter);
    if (reading.isEmpty()) {
      return Endpoint.Reception.Refused;
    }
    boolean stored =
        party.commit(
            () -> {
              party.disk().inbox.add(letter.id());
              reading.get().keep().run();
              reading.get().input().ifPresent(input -> party.apply(letter.transaction(), input));
            });
    return stored ? Endpoint.Reception.Accepted : Endpoint.Reception.Deferred;
  }

  private boolean isSuspended(String institution) {
    int next = party.disk().next;
    Optional<Block> last =
        next == 0 ? Optional.empty() : Optional.of(world.ledger.blocks().get(next - 1));
    return !institution.equals(party.name())
        && last.filter(block -> block.suspended().contains(institution)).isPresent();
  }

  /** Empty if it is to be refused. */
  private Optional<Reading> read(Letter letter) {
    String transaction = letter.transaction();
    String from = letter.from();
    return switch (letter.message()) {
      case Message.Answer answer -> answered(letter, answer);
      case Message.Request request -> requested(letter, request);
      case Message.Told told -> told(letter, told);
      case Message.EvidenceWanted wanted ->
          Optional.of(
              new Reading(() -> {}, Optional.of(new Input.EvidenceRequested(wanted.step(), from))));
      case Message.Nudge nudge ->
          Optional.of(
              new Reading(
                  () -> {},
                  party.state(transaction).known().isEmpty()
                      ? Optional.empty()
                      : Optional.of(new Input.CompensationRequested(from))));
      case Message.Refused refused ->
          Optional.of(
              new Reading(
                  () -> {},
                  wasAsked(letter, refused.step())
                      ? Optional.of(new Input.PeerRefused(refused.step(), from, refused.reason()))
                      : Optional.empty()));
      case Message.Order other -> Optional.empty();
      case Message.Shown other -> Optional.empty();
    };
  }

  private boolean wasAsked(Letter refusal, int step) {
    return party.disk().sent.values().stream()
        .anyMatch(
            sent ->
                sent.message() instanceof Message.Request asked
                    && asked.step() == step
                    && sent.to().equals(refusal.from())
                    && sent.transaction().equals(refusal.transaction()));
  }

  private Optional<Reading> requested(Letter letter, Message.Request request) {
    String transaction = letter.transaction();
    Story story = world.story(transaction);
    if (request.step() >= story.steps.size()) {
      return Optional.empty();
    }
    List<Claim> claims = request.earlier();
    Input input =
        new Input.StepRequested(
            story.planOf(party.name()), request.step(), letter.from(), claims, party.blockTime());
    return Optional.of(
        new Reading(
            () -> {
              Disk disk = party.disk();
              disk.calls.add(transaction);
              disk.requests.add(letter.from() + " " + transaction + " " + request.step());
              claims.forEach(
                  claim -> disk.keepEvidence(new Spot(transaction, claim.step()), claim.digest()));
            },
            Optional.of(input)));
  }

  private Optional<Reading> told(Letter letter, Message.Told told) {
    StepResult result = told.result();
    if (result.outcome() == Outcome.Succeeded && !told.withEvidence()) {
      return Optional.empty();
    }
    Runnable keep =
        () -> {
          party.disk().calls.add(letter.transaction());
          if (told.withEvidence()) {
            party.disk().keepEvidence(new Spot(letter.transaction(), told.step()), result.digest());
          }
        };
    return Optional.of(
        new Reading(
            keep,
            result.outcome() == Outcome.Pending
                ? Optional.empty()
                : Optional.of(new Input.OutcomeReceived(told.step(), letter.from(), result))));
  }

  /** Counts only as the answer to an order of this very disk. */
  private Optional<Reading> answered(Letter letter, Message.Answer answer) {
    Letter asked = party.disk().sent.get(answer.order());
    boolean known =
        asked != null
            && asked.message() instanceof Message.Order order
            && order.step() == answer.step()
            && order.undo() == answer.undo()
            && asked.transaction().equals(letter.transaction());
    if (!known) {
      return Optional.empty();
    }
    int attempt = ((Message.Order) asked.message()).attempt();
    Spot spot = new Spot(letter.transaction(), answer.step());
    Runnable keep = () -> party.disk().keepEvidence(spot, answer.result().digest());
    return Optional.of(new Reading(keep, input(answer, attempt)));
  }

  private Optional<Input> input(Message.Answer answer, int attempt) {
    StepResult result = answer.result();
    int step = answer.step();
    if (!answer.undo()) {
      return switch (result.outcome()) {
        case Pending -> Optional.empty();
        case Succeeded, Failed -> Optional.of(new Input.StepExecuted(step, result));
        case NotExecuted ->
            Optional.of(
                world.random.nextBoolean()
                    ? new Input.StepExecuted(step, result)
                    : new Input.ExecutionRefused(step, result.reason()));
      };
    }
    return switch (result.outcome()) {
      case Pending -> Optional.empty();
      case Succeeded -> Optional.of(new Input.CompensatorExecuted(step, attempt, result.digest()));
      case Failed, NotExecuted ->
          Optional.of(
              new Input.CompensatorRefused(
                  step, attempt, false, result.reason(), party.blockTime()));
    };
  }
}
