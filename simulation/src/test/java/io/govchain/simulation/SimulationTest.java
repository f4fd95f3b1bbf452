package io.govchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.simulation.mutation.Brain;
import io.govchain.simulation.mutation.Mutant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine in thousands of worlds, and what the simulation itself is worth. */
class SimulationTest {
  private static final long EVENTS = 1_000_000;

  /** Two mutants that soon break something: in the middle of a world, and when it has ended. */
  private static final String EARLY = "SpeaksForOthers";

  private static final String LATE = "NeverTellsTheApplication";

  private static Report report;

  /** One campaign as continuous integration runs it; it takes most of the time here. */
  @BeforeAll
  static void run() {
    report = Simulation.campaign(0, Simulation.STANDARD_SEEDS);
  }

  @Test
  void shouldBreakNoInvariantAndCatchEveryMutant_whateverHappens() {
    assertThat(report.violated()).isEmpty();
    assertThat(report.violations()).isZero();
    assertThat(report.seeds()).isEqualTo(2_000);
    assertThat(report.events()).isGreaterThan(EVENTS);
    assertThat(report.transitionsMissing()).isEmpty();
    assertThat(report.transitionsVisited()).isEqualTo(report.transitionsTotal());
    assertThat(report.mutantsOf(true)).hasSizeGreaterThanOrEqualTo(20);
    assertThat(report.mutants())
        .allSatisfy(mutant -> assertThat(mutant.caughtBy()).as(mutant.mutant()).isNotEmpty());
    assertThat(report.totals().mutantsTotal()).isEqualTo(report.mutantsOf(true).size());
    assertThat(report.isGood()).isTrue();
  }

  @Test
  void shouldBeTheSameWorld_whenTheSeedIsTheSame() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(Simulation.replay(seed)).isEqualTo(Simulation.replay(seed));
    }
  }

  @Test
  void shouldTellTheSameStory_whenAViolationIsReplayed() {
    for (Mutant mutant : Stream.of(EARLY, LATE).map(SimulationTest::named).toList()) {
      Report.Violated first = firstViolation(mutant);
      Report.Violated again = new World(first.seed(), mutant).run().violation().orElseThrow();
      assertThat(again).isEqualTo(first);
      assertThat(first.trace()).isNotEmpty();
      assertThat(first.world()).isNotEmpty();
    }
  }

  @Test
  void shouldNeedTheFault_whenAMutantTakesOthersRecordsForItsCalls() {
    Mutant mutant = named("ComparesWhoDoesWhatAlone");

    assertThat(firstViolation(mutant).what()).contains("but the application was told");
    survives(mutant, faults -> faults.with(0, faults.lag()));
  }

  @Test
  void shouldNeedTheFault_whenAMutantBelievesANodeThatWasPutBack() {
    Mutant mutant = named("ReadsWhateverStateIsShown");

    assertThat(firstViolation(mutant).what()).contains("is begun long after its");
    survives(mutant, faults -> faults.with(faults.foreignOpening(), 0));
  }

  private static void survives(Mutant mutant, UnaryOperator<Faults> change) {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(new World(seed, mutant, change).run().violation()).isEmpty();
    }
  }

  @Test
  void shouldBlameTheTransaction_whenTheEngineThrows() {
    Brain broken =
        (state, input) -> {
          throw new IllegalStateException("a defect");
        };

    Optional<Report.Violated> violation = new World(1, broken).run().violation();

    assertThat(violation.orElseThrow().invariant()).isEqualTo(Invariant.TOTAL);
    assertThat(violation.get().what()).contains("a defect");
  }

  @Test
  void shouldHaveAMistakeForEveryInvariantOfTheDesign() {
    Set<Invariant> unbroken =
        Collections.synchronizedSet(EnumSet.complementOf(EnumSet.of(Invariant.TOTAL)));
    report.mutants().forEach(mutant -> unbroken.removeIf(i -> i.title().equals(mutant.caughtBy())));
    for (long seed = 0; !unbroken.isEmpty() && seed < Simulation.MUTANT_SEEDS; seed++) {
      long world = seed;
      Mutant.all().parallelStream()
          .map(mutant -> new World(world, mutant).run().violation())
          .flatMap(Optional::stream)
          .forEach(found -> unbroken.remove(found.invariant()));
    }
    assertThat(unbroken).isEmpty();
  }

  private static Mutant named(String name) {
    return Mutant.all().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static Report.Violated firstViolation(Mutant mutant) {
    for (long seed = 0; seed < Simulation.MUTANT_SEEDS; seed++) {
      Optional<Report.Violated> found = new World(seed, mutant).run().violation();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError("nothing noticed " + mutant.name());
  }
}
