package io.govchain.simulation;

import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.evm.EvmException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries orders out by the rules of the real one: the same order again is the same execution; what
 * was lost is looked for first, then the governance chain is asked, and then it is done. Between
 * these everything may happen.
 */
final class Executor {
  private static final int LOOK_AGAIN = 1_000;

  private final Party party;
  private final SubchainProxy proxy;
  private final Writer writer;
  private final World world;
  private final OrderRules rules;

  Executor(Party party, SubchainProxy proxy, Writer writer, World world) {
    this.party = party;
    this.proxy = proxy;
    this.writer = writer;
    this.world = world;
    this.rules = new OrderRules(party, world);
  }

  void ordered(Letter letter, Message.Order order) {
    Subchain.Tag tag = new Subchain.Tag(new Spot(letter.transaction(), order.step()), order.undo());
    Execution known = proxy.disk().executions.get(tag);
    if (known == null || !world.brain.keepsOrders()) {
      store(tag, Execution.ordered(letter, 1));
      look(tag);
    } else if (known.result().isEmpty()) {
      store(tag, known.orderedAgain(letter));
    } else if (tag.undo() && known.result().get().outcome() != Outcome.Succeeded) {
      store(tag, Execution.ordered(letter, known.attempt() + 1));
      look(tag);
    } else {
      store(tag, known.orderedAgain(letter));
      answer(tag);
    }
  }

  private void store(Subchain.Tag tag, Execution execution) {
    proxy.disk().executions.put(tag, execution);
  }

  /** Takes up what is on disk. */
  void look(Subchain.Tag tag) {
    proxy.later(1 + world.random.nextInt(100), () -> attempt(tag));
  }

  private void again(Subchain.Tag tag) {
    proxy.later(LOOK_AGAIN, () -> attempt(tag));
  }

  private void attempt(Subchain.Tag tag) {
    Execution execution = proxy.disk().executions.get(tag);
    if (execution == null || execution.result().isPresent()) {
      return;
    }
    if (execution.prepared().isPresent()) {
      follow(tag, execution.prepared().get());
    } else if (isStale()) {
      again(tag);
    } else if (!isWrite(tag)) {
      decided(tag, permission(tag), Optional.empty());
    } else if (world.brain.judgesLast()) {
      search(tag, earlier -> decided(tag, permission(tag), earlier));
    } else {
      OrderRules.Permission given = permission(tag);
      search(tag, earlier -> decided(tag, given, earlier));
    }
  }

  private boolean isStale() {
    return !party.node().answers() || proxy.seen().staleness().isPresent();
  }

  /** By the order itself: which record it belongs to is judged later. */
  private boolean isWrite(Subchain.Tag tag) {
    return world.story(tag.spot().transaction()).steps.get(tag.spot().step()).write();
  }

  private void search(Subchain.Tag tag, Consumer<Optional<StepResult>> then) {
    writer.search(tag, then, () -> again(tag));
  }

  private OrderRules.Permission permission(Subchain.Tag tag) {
    if (isStale()) {
      return OrderRules.Permission.NotYet;
    }
    Optional<StepResult> executed =
        Optional.ofNullable(proxy.disk().executions.get(new Subchain.Tag(tag.spot(), false)))
            .map(known -> known.result().orElse(StepResult.PENDING));
    try {
      return proxy.seen().read(state -> rules.judge(tag, executed, state));
    } catch (EvmException lagging) {
      return OrderRules.Permission.NotYet;
    }
  }

  /** "Never executed" is said only if the chain does not have the write from before a loss. */
  private void decided(
      Subchain.Tag tag, OrderRules.Permission permission, Optional<StepResult> earlier) {
    switch (permission) {
      case NotYet -> again(tag);
      case Denied -> finish(tag, earlier.orElse(never("not-permitted")));
      case AlreadyReported -> finish(tag, earlier.orElse(StepResult.PENDING));
      case Granted -> earlier.ifPresentOrElse(known -> finish(tag, known), () -> carryOut(tag));
    }
  }

  private void carryOut(Subchain.Tag tag) {
    Story.StepStory story = world.fate(tag.spot());
    if (party.lies() && !tag.undo() && story.claim == Story.Claim.Success) {
      finish(tag, world.pretence(tag.spot()));
    } else if (!isWrite(tag)) {
      finish(tag, read(tag.spot(), story));
    } else {
      world.watch.begins(party, tag);
      writer.write(
          tag,
          new Writer.Asker() {
            @Override
            public void saved(Subchain.Write write) {
              store(tag, proxy.disk().executions.get(tag).prepared(write));
              proxy.later(1 + world.random.nextInt(300), () -> attempt(tag));
            }

            @Override
            public void found(StepResult earlier) {
              finish(tag, earlier);
            }

            @Override
            public void unavailable() {
              again(tag);
            }
          });
    }
  }

  private StepResult read(Spot spot, Story.StepStory story) {
    if (story.fate == Story.Fate.Reverts) {
      return StepResult.failed(
          StepResult.NO_DIGEST, new Reason("call-reverted", "by the contract"), "");
    }
    Evidence evidence = new Evidence(spot, Optional.empty(), true);
    return StepResult.succeeded(world.show("read of " + spot, evidence), "");
  }

  /** What is signed goes on, whatever the governance chain says: only the chain tells its end. */
  private void follow(Subchain.Tag tag, Subchain.Write write) {
    writer.send(write);
    writer.outcome(write).ifPresentOrElse(known -> finish(tag, known), () -> again(tag));
  }

  private static StepResult never(String code) {
    return StepResult.notExecuted(new Reason(code, "never executed"));
  }

  private void finish(Subchain.Tag tag, StepResult result) {
    if (proxy.disk().executions.get(tag).result().isPresent()) {
      return;
    }
    store(tag, proxy.disk().executions.get(tag).finished(result));
    world.note(proxy.name(), tag.spot().transaction(), tag + " is " + result.outcome());
    answer(tag);
  }

  private void answer(Subchain.Tag tag) {
    Execution execution = proxy.disk().executions.get(tag);
    proxy.answer(
        tag,
        new Message.Answer(
            execution.order().id(), tag.spot().step(), tag.undo(), execution.result().get()));
  }
}
