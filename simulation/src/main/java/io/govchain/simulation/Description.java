package io.govchain.simulation;

import io.govchain.simulation.chain.Descriptor;
import java.util.ArrayList;
import java.util.List;

/** A world in a few lines: what was to befall it, and where its transactions stand. */
final class Description {
  private final World world;

  Description(World world) {
    this.world = world;
  }

  List<String> of(String transaction) {
    List<String> lines = new ArrayList<>();
    lines.add(world.faults.toString());
    for (Party party : world.parties()) {
      if (party.lies()) {
        lines.add(party.name() + " is a liar");
      }
    }
    world.stories().stream()
        .filter(story -> transaction.isEmpty() || story.transaction.equals(transaction))
        .forEach(story -> describe(story, lines));
    return lines;
  }

  private void describe(Story story, List<String> lines) {
    lines.add(
        "%s of %s until %d is %s"
            .formatted(
                story.transaction,
                story.initiator,
                story.deadline,
                world.ledger.statusOf(story.transaction)));
    for (int step = 0; step < story.steps.size(); step++) {
      Descriptor planned = story.steps.get(step);
      Story.StepStory fate = story.fates.get(step);
      lines.add(
          "  step %d: %s by %s, verified by %s; %s after %d ms, compensator %s%s"
              .formatted(
                  step,
                  planned.write() ? "write" : "read",
                  planned.responsible(),
                  planned.verifier(),
                  fate.fate,
                  fate.latency,
                  fate.undoFate,
                  world.isHonest(planned.responsible()) ? "" : ", claims " + fate.claim));
    }
    for (Party party : world.parties()) {
      lines.add("  at %s: %s".formatted(party.name(), party.state(story.transaction).status()));
    }
  }
}
