package io.govchain.subchain.intake;

import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import io.govchain.governance.Institution;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Registry;
import io.govchain.governance.Side;
import io.govchain.governance.TrustAnchors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Whether the governance chain would let a call be opened now. The chain itself decides; who asks
 * first is told at once, in words, before anything is written.
 */
final class Permits {

  private final Registry registry;
  private final LongFunction<Optional<Long>> callsLeft;

  Permits(Registry registry, LongFunction<Optional<Long>> callsLeft) {
    this.registry = registry;
    this.callsLeft = callsLeft;
  }

  /** Judges a call whose plan was found to be one that its pipelines allow. */
  Optional<Refusal> refusal(SignedCall call) {
    Map<Pipeline, Long> steps = new LinkedHashMap<>();
    for (PlanStep step : call.steps()) {
      steps.merge(registry.pipeline(step.pipeline()).orElseThrow(), 1L, Long::sum);
    }
    return restricted(steps.keySet().iterator().next())
        .or(() -> first(steps, (pipeline, count) -> order(pipeline)))
        .or(() -> first(steps, (pipeline, count) -> trust(pipeline)))
        .or(() -> reads(call))
        .or(() -> first(steps, this::limit));
  }

  private interface Judge {
    Optional<Refusal> refusal(Pipeline pipeline, long steps);
  }

  private static Optional<Refusal> first(Map<Pipeline, Long> steps, Judge judge) {
    return steps.entrySet().stream()
        .flatMap(each -> judge.refusal(each.getKey(), each.getValue()).stream())
        .findFirst();
  }

  private Optional<Refusal> restricted(Pipeline pipeline) {
    String institution = pipeline.source().institution();
    return registry.restricted(institution)
        ? Optional.of(
            Refusal.of(
                IntakeError.INSTITUTION_RESTRICTED,
                "payload.from",
                "an institution whose credit lets it open transactions",
                registry.institution(institution).map(Institution::code).orElse(institution)
                    + ", restricted until a work order restores it"))
        : Optional.empty();
  }

  private Optional<Refusal> order(Pipeline pipeline) {
    return registry.opens(pipeline.number())
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                IntakeError.PIPELINE_OUT_OF_ORDER,
                "pipeline " + pipeline.path(),
                "subchains, proxies, application and contracts that are active, their owner's, and of"
                    + " no higher data class than was agreed",
                "something else at one of its ends"));
  }

  private Optional<Refusal> trust(Pipeline pipeline) {
    return registry.trustHolds(pipeline.number())
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                IntakeError.TRUST_CHANGED,
                "pipeline " + pipeline.path(),
                "subchains that are verified as it was agreed",
                "other trust anchors since; both sides have to amend the pipeline"));
  }

  /** What no verifier can accept would be disputed, and cost the honest institution its credit. */
  private Optional<Refusal> reads(SignedCall call) {
    for (int i = 0; i < call.steps().size(); i++) {
      PlanStep step = call.steps().get(i);
      if (step.kind() == StepKind.READ && isSealed(step)) {
        return Optional.of(
            Refusal.of(
                IntakeError.READ_UNVERIFIABLE,
                "steps[%d].contract".formatted(i),
                "for a read a contract of a subchain that is verified by agreeing nodes",
                step.contract() + ", verified by commit seals, which prove writes only"));
      }
    }
    return Optional.empty();
  }

  private boolean isSealed(PlanStep step) {
    Pipeline pipeline = registry.pipeline(step.pipeline()).orElseThrow();
    Side side = step.side() == StepSide.SOURCE ? Side.SOURCE : Side.TARGET;
    return registry
        .agreedAnchors(pipeline.side(side).subchain(), pipeline.trust(side))
        .filter(TrustAnchors.QbftSeals.class::isInstance)
        .isPresent();
  }

  private Optional<Refusal> limit(Pipeline pipeline, long steps) {
    if (!pipeline.terms().limited()) {
      return Optional.empty();
    }
    return callsLeft
        .apply(pipeline.number())
        .filter(left -> left < steps)
        .map(
            left ->
                Refusal.of(
                    IntakeError.LIMIT_REACHED,
                    "pipeline " + pipeline.path(),
                    "at most %d calls within %d seconds"
                        .formatted(
                            pipeline.terms().callsPerWindow(), pipeline.terms().windowSeconds()),
                    "%d left, %d asked for".formatted(left, steps)));
  }
}
