package io.govchain.subchain.governance;

import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import io.govchain.evm.EvmException;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Registry;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.TransactionRecord;
import java.util.Optional;

/**
 * What the governance chain has under a call's id. Any institution may open any id with a plan of
 * its own, and be faster than the call's initiator: a record is a call's only if it has the call's
 * steps. One that has not stands in the call's way for ever, so the call can never be opened.
 */
public sealed interface CallRecord {

  /** Why a call ends whose id stands on the record with another plan. */
  String OTHER_PLAN =
      "record-mismatch: others opened the transaction's id with another plan, so the call never can be";

  /** Nothing was opened by that id. */
  record Missing() implements CallRecord {}

  /** The call's own record. */
  record Own(TransactionRecord record) implements CallRecord {}

  /** A record of somebody's other plan. */
  record Foreign() implements CallRecord {}

  /**
   * Asks the governance chain.
   *
   * @throws EvmException where it does not answer, or does not know what the record names
   */
  static CallRecord of(SignedCall call, Governance governance) {
    Optional<TransactionRecord> found = governance.transaction(call.transaction());
    if (found.isEmpty()) {
      return new Missing();
    }
    return isOf(call, found.get(), governance.registry()) ? new Own(found.get()) : new Foreign();
  }

  private static boolean isOf(SignedCall call, TransactionRecord record, Registry registry) {
    if (call.steps().size() != record.steps().size()) {
      return false;
    }
    for (int i = 0; i < call.steps().size(); i++) {
      StepDescriptor descriptor = record.steps().get(i).descriptor();
      if (!isOf(call.steps().get(i), descriptor, version(record, descriptor, registry))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(PlanStep step, StepDescriptor descriptor, Pipeline version) {
    return (step.kind() == StepKind.WRITE) == descriptor.write()
        && (step.side() == StepSide.SOURCE) == (descriptor.side() == Side.SOURCE)
        && step.pipeline().equals(version.path())
        && step.constraint().equals(version.constraintHash());
  }

  /** The record names only what is registered: who does not know it sees an older state. */
  private static Pipeline version(
      TransactionRecord record, StepDescriptor descriptor, Registry registry) {
    return registry
        .pipeline(descriptor.pipeline())
        .orElseThrow(
            () ->
                new EvmException.ResponseRefused(
                    "pipeline version %d: expected to be registered, as the record of transaction %s names it, but the node does not know it"
                        .formatted(descriptor.pipeline(), record.id()),
                    null));
  }
}
