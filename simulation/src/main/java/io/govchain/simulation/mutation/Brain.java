package io.govchain.simulation.mutation;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.evm.follow.FollowerStatus;
import io.govchain.evm.follow.Reliance;
import io.govchain.evm.send.SigningPermit;
import io.govchain.governance.TransactionRecord;
import java.util.Optional;

/** What decides for the parties: the engine, or a mutant wrapped around it. */
@FunctionalInterface
public interface Brain {
  /** Short enough for a simulated transaction to go all the way within some hundred blocks. */
  Policy POLICY = new Policy(10, 60, 3, 2, 16);

  /** The real engine. */
  Engine ENGINE = new Engine(POLICY);

  /** The engine as it is. */
  Brain HONEST = ENGINE::apply;

  /** What follows from something that happened. */
  Transition apply(TransactionState state, Input input);

  /** Whether what was decided is on disk before anybody sees it. */
  default boolean persistsFirst() {
    return true;
  }

  /** Whether the same order again is the same execution to a subchain proxy. */
  default boolean keepsOrders() {
    return true;
  }

  /** Whether a subchain proxy takes an order also where it will not execute it, to answer that. */
  default boolean takesEveryOrder() {
    return true;
  }

  /** Why a node that was not followed yet shows an old state. */
  default Optional<String> beforeFollowing(long newest, long seenBefore) {
    return Reliance.beforeFollowing(newest, seenBefore);
  }

  /** Why a node that is followed shows an old state. */
  default Optional<String> whileFollowing(FollowerStatus status) {
    return Reliance.whileFollowing(status);
  }

  /** What it means that a node says that it is catching up. */
  default Optional<String> catchingUp(long has, long knows) {
    return Reliance.catchingUp(has, knows);
  }

  /** The block that no state that is read may be older than; negative for none. */
  default long newestSeen(long seen) {
    return seen;
  }

  /** Whether nothing may be signed any more on a permission that was given before. */
  default boolean isOver(SigningPermit permit, long nanos) {
    return permit.isOver(nanos);
  }

  /** Whether a transaction has ended without what a write was to do. */
  default boolean endedWithout(TransactionRecord record, int step, boolean undoing) {
    return record.endedWithout(step, undoing);
  }

  /** Whether an order is judged after what was lost is known, and not before. */
  default boolean judgesLast() {
    return true;
  }

  /** Whether the chain alone tells what became of a withdrawn write. */
  default boolean waitsForTheChain() {
    return true;
  }

  /** Whether a restarted subchain proxy goes on with the writes that it had prepared. */
  default boolean keepsWrites() {
    return true;
  }
}
