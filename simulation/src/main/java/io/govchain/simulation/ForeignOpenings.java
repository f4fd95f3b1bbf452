package io.govchain.simulation;

import io.govchain.simulation.chain.Batch;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.Pipeline;
import io.govchain.simulation.chain.Submission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody opens a record under a call's id about when its initiator does, often before: who sees
 * openings on their way, or has the id from the application itself.
 */
final class ForeignOpenings {
  private static final int EARLIEST = 3_000;
  private static final int LATEST = 2_000;

  private final World world;
  private final Set<String> contested = new HashSet<>();

  ForeignOpenings(World world) {
    this.world = world;
  }

  /** Decides whether, when and by whom it is done to a call that is to be made. */
  void maybe(Story story) {
    if (world.chance(world.faults.foreignOpening())) {
      contested.add(story.transaction);
      int offset = random(EARLIEST + LATEST) - EARLIEST;
      world.after(Math.max(0, (int) story.calledAt + offset), () -> open(story));
    }
  }

  /** Whether somebody else tried to open a record for the call. */
  boolean concern(String transaction) {
    return contested.contains(transaction);
  }

  private void open(Story story) {
    switch (random(6)) {
      case 0 -> submit(World.MALLORY, story, stepsOf(story)); // refused: the pipelines are others'
      case 1 -> submit(story.initiator, story, stepsOf(story)); // by another proxy of theirs
      case 2 -> submit(World.MALLORY, story, List.of(betweenStrangers(story)));
      case 3 -> submit(World.MALLORY, story, sameWork(World.MALLORY, story));
      default -> submit(peer(story), story, sameWork(peer(story), story));
    }
  }

  private void submit(String by, Story story, List<Descriptor> steps) {
    long deadline = story.deadline - 10 + random(30);
    Submission opening = new Submission.Opening(story.transaction, deadline, steps);
    world.note(by, story.transaction, "opens a record: " + steps);
    world.ledger.submit(new Batch(by + "-" + world.post.nextId(), by, List.of(opening)));
  }

  /** As the application signs them. */
  private List<Descriptor> stepsOf(Story story) {
    return story.steps.stream().map(step -> step.by(present(step.pipeline()))).toList();
  }

  /** The initiator has no part in it. */
  private Descriptor betweenStrangers(Story story) {
    Pipeline strange = present(Pipeline.between(World.MALLORY, peer(story)));
    return new Descriptor(strange, true, random(2) == 0);
  }

  /** The same parties do the same, as far as that can be had: through pipelines of the opener's. */
  private List<Descriptor> sameWork(String by, Story story) {
    List<Descriptor> steps = new ArrayList<>();
    for (Descriptor step : story.steps) {
      boolean here = step.responsible().equals(by);
      String other = here ? step.verifier() : step.responsible();
      steps.add(new Descriptor(present(Pipeline.between(by, other)), step.write(), here));
    }
    return steps;
  }

  /** A party of the call that is not its initiator. */
  private static String peer(Story story) {
    return story.steps.getLast().pipeline().target();
  }

  private Pipeline present(Pipeline pipeline) {
    return world.ledger.present(pipeline);
  }

  private int random(int bound) {
    return world.random.nextInt(bound);
  }
}
