package io.govchain.subchain.execution;

import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepResult;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Registry;
import io.govchain.governance.Service;
import io.govchain.governance.StepRecord;
import io.govchain.governance.Subchain;
import io.govchain.governance.TransactionRecord;
import java.util.Optional;

/**
 * Whether an order may run. Pure. The proxy asks the governance chain itself and does not take its
 * cross-chain proxy's word for it: two services with different keys have to agree before a write.
 */
final class ExecutionRules {

  private final String servicePath;
  private final Registry registry;

  ExecutionRules(String servicePath, Registry registry) {
    this.servicePath = servicePath;
    this.registry = registry;
  }

  /**
   * Judges an order by the records of the latest block.
   *
   * @param known the transaction's record, if it was opened
   * @param succeededHere whether this proxy's journal has the step executed with success
   * @param now governance block time
   */
  Permission judge(
      Order order, Optional<TransactionRecord> known, boolean succeededHere, long now) {
    if (known.isEmpty()) {
      return order.expires() > now
          ? new Permission.NotYet("the transaction is not on the governance chain")
          : denied("transaction-unknown", "never opened on the governance chain");
    }
    TransactionRecord record = known.get();
    if (order.step() >= record.steps().size()) {
      return denied(
          "step-unknown",
          "expected a step below %d, got %d".formatted(record.steps().size(), order.step()));
    }
    StepRecord step = record.steps().get(order.step());
    return place(order, step)
        .or(() -> contract(order, step))
        .orElseGet(
            () ->
                switch (order.action()) {
                  case EXECUTE -> mayExecute(order, record, step, now);
                  case COMPENSATE -> mayCompensate(order, record, step, succeededHere, now);
                });
  }

  private Optional<Permission> place(Order order, StepRecord step) {
    Optional<Pipeline> pipeline = version(step);
    if (pipeline.filter(found -> isOf(order, found)).isEmpty()) {
      return Optional.of(
          denied(
              "step-mismatch",
              "the record runs step %d through version number %d (%s), the order through %s by constraint %s"
                  .formatted(
                      step.index(),
                      step.descriptor().pipeline(),
                      pipeline.map(f -> f.path() + " by " + f.constraintHash()).orElse("unknown"),
                      order.pipeline(),
                      order.constraint())));
    }
    String service =
        registry
            .subchain(side(pipeline.get(), step).subchain())
            .map(Subchain::service)
            .orElse("none");
    if (!service.equals(Paths.id(servicePath))) {
      return Optional.of(
          denied(
              "step-elsewhere",
              "step %d runs on a subchain of service %s, not of %s"
                  .formatted(step.index(), service, servicePath)));
    }
    return Optional.empty();
  }

  private Optional<Permission> contract(Order order, StepRecord step) {
    PipelineSide side = side(version(step).orElseThrow(), step);
    Optional<BusinessContract> contract = registry.businessContract(side.businessContract());
    boolean same =
        contract
            .filter(found -> found.path().equals(order.execute().contract()))
            .filter(found -> found.contractAddress().equals(order.execute().contractAddress()))
            .isPresent();
    if (!same) {
      return Optional.of(
          denied(
              "contract-mismatch",
              "expected %s, got %s at %s"
                  .formatted(
                      contract.map(f -> f.path() + " at " + f.contractAddress()).orElse("none"),
                      order.execute().contract(),
                      order.execute().contractAddress())));
    }
    if (!functionAllowed(order, side, contract.get(), step)) {
      return Optional.of(
          denied(
              "function-not-in-pipeline",
              "%s of %s as %s is not allowed for step %d by pipeline %s"
                  .formatted(
                      order.execute().function(),
                      order.execute().contract(),
                      order.action().wire(),
                      step.index(),
                      order.pipeline())));
    }
    return Optional.empty();
  }

  private static boolean functionAllowed(
      Order order, PipelineSide side, BusinessContract contract, StepRecord step) {
    String function = order.execute().function();
    boolean write = order.execute().kind() == StepKind.WRITE;
    if (order.action() == StepAction.EXECUTE) {
      return side.allows(function)
          && step.descriptor().write() == write
          && contract
              .function(function)
              .filter(found -> (found.kind() == ContractFunction.Kind.WRITE) == write)
              .isPresent();
    }
    return write
        && step.descriptor().write()
        && contract.functions().stream()
            .filter(found -> side.allows(found.id()))
            .anyMatch(found -> found.compensator().equals(Optional.of(Paths.id(function))));
  }

  private Permission mayExecute(Order order, TransactionRecord record, StepRecord step, long now) {
    if (step.outcome() == StepRecord.Outcome.SUCCEEDED) {
      return new Permission.Denied(
          StepResult.UNKNOWN,
          Reason.of("already-reported", "the governance chain has this step as succeeded"));
    }
    if (record.status() != TransactionRecord.Status.OPEN
        || step.outcome() != StepRecord.Outcome.PENDING) {
      return denied(
          "transaction-not-open",
          "expected an open transaction and a pending step, found %s and %s"
              .formatted(record.status().word(), step.outcome().word()));
    }
    if (now >= record.deadline()) {
      return denied(
          "deadline-passed",
          "deadline %d, governance block time %d".formatted(record.deadline(), now));
    }
    if (!registry.goesOn(version(step).orElseThrow(), now)) {
      return denied("pipeline-not-active", order.pipeline() + " is not usable at " + now);
    }
    if (registry.activeBusinessContract(order.execute().contract()).isEmpty()) {
      return denied("contract-not-active", order.execute().contract() + " is not active");
    }
    if (registry.activeService(servicePath).filter(Service::active).isEmpty()) {
      return denied("proxy-not-active", servicePath + " is not active");
    }
    return new Permission.Granted();
  }

  /** Undoing needs no usable pipeline: what a suspended institution did must still be undone. */
  private static Permission mayCompensate(
      Order order, TransactionRecord record, StepRecord step, boolean succeededHere, long now) {
    return switch (record.status()) {
      case COMPENSATING, ESCALATED -> undo(step, succeededHere);
      case OPEN ->
          order.expires() > now
              ? new Permission.NotYet("the transaction is open, not compensating")
              : denied("transaction-not-compensating", "the transaction is open");
      case NONE, SETTLED, COMPENSATED, RESOLVED ->
          denied("transaction-not-compensating", "found " + record.status().word());
    };
  }

  private static Permission undo(StepRecord step, boolean succeededHere) {
    boolean tookEffect =
        step.outcome() == StepRecord.Outcome.SUCCEEDED
            || step.outcome() == StepRecord.Outcome.PENDING && succeededHere;
    if (!tookEffect) {
      return denied("nothing-to-compensate", "the step is " + step.outcome().word());
    }
    return step.compensation() == StepRecord.Compensation.COMPENSATED
        ? new Permission.Denied(
            StepResult.UNKNOWN,
            Reason.of("already-reported", "the governance chain has this step as compensated"))
        : new Permission.Granted();
  }

  /** The version that the transaction was opened by: an amendment since then does not count. */
  private Optional<Pipeline> version(StepRecord step) {
    return registry.pipeline(step.descriptor().pipeline());
  }

  private static boolean isOf(Order order, Pipeline version) {
    return version.path().equals(order.pipeline())
        && version.constraintHash().equals(order.constraint());
  }

  private static PipelineSide side(Pipeline pipeline, StepRecord step) {
    return pipeline.side(step.descriptor().side());
  }

  private static Permission denied(String code, String text) {
    return new Permission.Denied(StepResult.NOT_EXECUTED, Reason.of(code, text));
  }
}
