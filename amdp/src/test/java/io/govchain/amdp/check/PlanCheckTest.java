package io.govchain.amdp.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Cast;
import io.govchain.amdp.FixedRandom;
import io.govchain.amdp.Problem;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanCheckTest {

  private static final PlanFacts.Side SOURCE =
      new PlanFacts.Side(
          "registry",
          Optional.of(Cast.APPLICATION),
          "registry/evidence-store",
          Map.of("store(bytes32,string)", StepKind.WRITE));
  private static final PlanFacts.Side TARGET =
      new PlanFacts.Side(
          "court",
          Optional.empty(),
          "court/evidence-store",
          Map.of(
              "store(bytes32,string)",
              StepKind.WRITE,
              "find(bytes32)(string,address,uint64,bool)",
              StepKind.READ));

  private final SignedCall call = Cast.call().call();

  @Test
  void shouldHaveNoProblem_whenThePlanIsWithinItsPipeline() {
    assertThat(PlanCheck.check(call, facts(Cast.CONSTRAINT, true, SOURCE, TARGET))).isEmpty();
  }

  @Test
  void shouldFindAProblem_whenThePipelineIsUnknownOrClosedOrAnother() {
    String another = "0x" + "ee".repeat(32);

    assertThat(code(new PlanFacts(Map.of()))).isEqualTo(AmdpError.PIPELINE_UNKNOWN);
    assertThat(code(facts(Cast.CONSTRAINT, false, SOURCE, TARGET)))
        .isEqualTo(AmdpError.PIPELINE_NOT_ACTIVE);
    assertThat(code(facts(another, true, SOURCE, TARGET))).isEqualTo(AmdpError.CONSTRAINT_MISMATCH);
  }

  @Test
  void shouldFindAProblem_whenTheApplicationIsAnother() {
    PlanFacts.Side other =
        new PlanFacts.Side(
            "registry", Optional.of("registry/tax-app"), SOURCE.contract(), SOURCE.functions());
    PlanFacts.Side none =
        new PlanFacts.Side("registry", Optional.empty(), SOURCE.contract(), SOURCE.functions());

    assertThat(code(facts(Cast.CONSTRAINT, true, other, TARGET)))
        .isEqualTo(AmdpError.APPLICATION_NOT_IN_PIPELINE);
    assertThat(code(facts(Cast.CONSTRAINT, true, none, TARGET)))
        .isEqualTo(AmdpError.APPLICATION_NOT_IN_PIPELINE);
  }

  @Test
  void shouldFindAProblem_whenTheFunctionIsNotAllowed() {
    PlanFacts.Side without =
        new PlanFacts.Side(
            "court",
            Optional.empty(),
            TARGET.contract(),
            Map.of("store(bytes32,string)", StepKind.WRITE));

    Optional<Problem> problem =
        PlanCheck.check(call, facts(Cast.CONSTRAINT, true, SOURCE, without));

    assertThat(problem)
        .hasValue(
            new Problem(
                AmdpError.FUNCTION_NOT_IN_PIPELINE,
                "steps[2].function",
                "one of store(bytes32,string)",
                "find(bytes32)(string,address,uint64,bool)"));
  }

  @Test
  void shouldFindAProblem_whenTheKindOrTheContractIsAnother() {
    PlanFacts.Side read =
        new PlanFacts.Side(
            "registry",
            SOURCE.application(),
            SOURCE.contract(),
            Map.of("store(bytes32,string)", StepKind.READ));
    PlanFacts.Side moved =
        new PlanFacts.Side("registry", SOURCE.application(), "registry/other", SOURCE.functions());

    assertThat(code(facts(Cast.CONSTRAINT, true, read, TARGET)))
        .isEqualTo(AmdpError.FUNCTION_NOT_IN_PIPELINE);
    assertThat(code(facts(Cast.CONSTRAINT, true, moved, TARGET)))
        .isEqualTo(AmdpError.FUNCTION_NOT_IN_PIPELINE);
  }

  @Test
  void shouldFindAProblem_whenStepsHaveDifferentSources() {
    SignedCall twoPipelines =
        ApplicationCall.builder()
            .from(Cast.APPLICATION)
            .to(Cast.SUBCHAIN_PROXY)
            .request("r")
            .issued(Cast.NOW)
            .validForSeconds(60)
            .deadlineSeconds(60)
            .pipeline(Cast.PIPELINE, Cast.CONSTRAINT)
            .write(
                StepSide.SOURCE,
                "registry/evidence-store",
                "store(bytes32,string)",
                Cast.DIGEST,
                "")
            .pipeline("bank/payments", Cast.DIGEST)
            .write(StepSide.SOURCE, "bank/ledger", "pay(uint256)", 5)
            .random(new FixedRandom("two"))
            .sign(Cast.APPLICATION_KEY)
            .call();
    PlanFacts.Side bank =
        new PlanFacts.Side(
            "bank",
            Optional.of(Cast.APPLICATION),
            "bank/ledger",
            Map.of("pay(uint256)", StepKind.WRITE));
    PlanFacts facts =
        new PlanFacts(
            Map.of(
                Cast.PIPELINE,
                new PlanFacts.Pipeline(Cast.CONSTRAINT, true, SOURCE, TARGET),
                "bank/payments",
                new PlanFacts.Pipeline(Cast.DIGEST, true, bank, TARGET)));

    assertThat(PlanCheck.check(twoPipelines, facts))
        .hasValue(
            new Problem(
                AmdpError.PLAN_INVALID,
                "steps[1].pipeline",
                "a pipeline whose source is registry",
                "one whose source is bank"));
  }

  private AmdpError code(PlanFacts facts) {
    return PlanCheck.check(call, facts).orElseThrow().code();
  }

  private static PlanFacts facts(
      String constraint, boolean usable, PlanFacts.Side source, PlanFacts.Side target) {
    return new PlanFacts(
        Map.of(Cast.PIPELINE, new PlanFacts.Pipeline(constraint, usable, source, target)));
  }
}
