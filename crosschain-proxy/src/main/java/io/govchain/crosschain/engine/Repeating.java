package io.govchain.crosschain.engine;

import java.util.Optional;

/**
 * Answers a call that is handed in although a record stands under its id. Others may have opened
 * that with a plan of their own before the call was here: then what the record says is not of the
 * call, and its application is told that the call never can be opened.
 */
final class Repeating {
  private Repeating() {}

  /**
   * @param view how the transaction of the record stands
   */
  static void called(Draft draft, Input.CallForwarded in, Optional<TransactionView> view) {
    Optional<TransactionView> told =
        draft.plan().agreesWith(in.plan())
            ? view
            : Rejected.forAnotherPlan(Progress.of(in.plan(), in.blockTime())).view();
    told.map(Effect.NotifyApplication::new).ifPresent(draft::emit);
  }
}
