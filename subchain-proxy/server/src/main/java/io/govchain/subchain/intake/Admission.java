package io.govchain.subchain.intake;

import io.govchain.adapter.ArgumentProblem;
import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.Message;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.WireName;
import io.govchain.amdp.check.MessageCheck;
import io.govchain.amdp.check.PlanCheck;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Registry;
import io.govchain.governance.Subchain;
import io.govchain.subchain.intake.Identification.Identified;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Second half of the intake: may this new call run? */
public final class Admission {

  private final Registry registry;
  private final RegisteredPlan plan;
  private final Permits permits;
  private final Arguments arguments;

  /**
   * @param registry as the governance chain has it now
   * @param callsLeft what the limit of a pipeline's version still allows, empty for any number
   * @param arguments the adapter's judgement of arguments
   */
  public Admission(Registry registry, LongFunction<Optional<Long>> callsLeft, Arguments arguments) {
    this.registry = registry;
    this.plan = new RegisteredPlan(registry);
    this.permits = new Permits(registry, callsLeft);
    this.arguments = arguments;
  }

  /**
   * Judges a call of an identified application.
   *
   * @param now governance block time, the only clock for deadlines (invariant I6)
   * @return why not, or empty when the call may run
   */
  public Optional<Refusal> refusal(Identified identified, long now) {
    SignedCall call = identified.call();
    return time(call, now)
        .or(() -> PlanCheck.check(call, plan.facts(call, now)).map(Refusal::of))
        .or(() -> places(identified))
        .or(() -> arguments(identified))
        .or(() -> permits.refusal(call));
  }

  private static Optional<Refusal> time(SignedCall call, long now) {
    Message message = call.message();
    if (message.issued() > now + MessageCheck.AHEAD_SECONDS) {
      return refused(
          AmdpError.ENVELOPE_NOT_YET_VALID,
          "payload.issued",
          "governance block time %d or at most %d seconds later"
              .formatted(now, MessageCheck.AHEAD_SECONDS),
          Long.toString(message.issued()));
    }
    if (message.expires() < now) {
      return refused(
          AmdpError.ENVELOPE_EXPIRED,
          "payload.expires",
          "governance block time " + now + " or later",
          Long.toString(message.expires()));
    }
    if (call.deadline() <= now) {
      return refused(
          AmdpError.PLAN_INVALID,
          "payload.data.deadlineSeconds",
          "a deadline later than governance block time " + now,
          Long.toString(call.deadline()));
    }
    return Optional.empty();
  }

  /** Where the steps run: behind this proxy's partner, on contracts that are active. */
  private Optional<Refusal> places(Identified identified) {
    List<PlanStep> steps = identified.call().steps();
    for (int i = 0; i < steps.size(); i++) {
      PlanStep step = steps.get(i);
      Optional<String> partner = identified.service().pairedWith();
      String source = registry.pipeline(step.pipeline()).orElseThrow().source().service();
      if (!partner.equals(Optional.of(source))) {
        return refused(
            AmdpError.PLAN_INVALID,
            "steps[%d].pipeline".formatted(i),
            "a source behind this proxy's partner " + partner.orElse("none"),
            source);
      }
      String contract = plan.side(step).businessContract();
      if (registry.activeBusinessContract(contract).isEmpty()) {
        return refused(
            IntakeError.CONTRACT_NOT_ACTIVE,
            "steps[%d].contract".formatted(i),
            "an active contract of an active subchain and institution",
            registry.businessContract(contract).map(found -> found.status().word()).orElse("none"));
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> arguments(Identified identified) {
    SignedCall call = identified.call();
    List<Disclosure> disclosed;
    try {
      disclosed = call.disclosed(identified.arguments());
    } catch (AmdpException failure) {
      return Optional.of(Refusal.of(failure.problem()));
    }
    for (int i = 0; i < disclosed.size(); i++) {
      Optional<ArgumentProblem> problem = check(call.steps().get(i), disclosed.get(i));
      if (problem.isPresent()) {
        return refused(
            IntakeError.ARGUMENTS_INVALID,
            "steps[%d]: %s".formatted(i, problem.get().where()),
            problem.get().expected(),
            problem.get().actual());
      }
    }
    return Optional.empty();
  }

  private Optional<ArgumentProblem> check(PlanStep step, Disclosure disclosure) {
    PipelineSide side = plan.side(step);
    return arguments.check(
        registry.subchain(side.subchain()).map(Subchain::kind).orElse(""),
        registry
            .businessContract(side.businessContract())
            .map(BusinessContract::contractAddress)
            .orElse(""),
        step.function(),
        disclosure.argumentsJson());
  }

  private static Optional<Refusal> refused(
      WireName code, String where, String expected, String actual) {
    return Optional.of(Refusal.of(code, where, expected, actual));
  }
}
