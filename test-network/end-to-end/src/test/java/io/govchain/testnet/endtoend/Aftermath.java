package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.checker.Change;
import io.govchain.testnet.checker.Effect;
import io.govchain.testnet.checker.Tag;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.ProxyProcess;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What lies and honest calls left behind on the chains. */
record Aftermath(World world) {

  /** What a proxy keeps as evidence of a call's step. */
  String evidence(MemberServices services, GovernedCall call, int step) {
    return evidence(services, call.transaction(), step).getFirst();
  }

  /** All that a proxy keeps as evidence of a step. */
  List<String> evidence(MemberServices services, String transaction, int step) {
    return new JournalFile(services.crosschainProxy().database())
            .rows(
                "SELECT evidence FROM evidence WHERE transaction_id = ?1 AND step = ?2",
                transaction,
                Integer.toString(step))
            .stream()
            .map(List::getFirst)
            .toList();
  }

  /** Hash of the chain's transaction that did a call's step. */
  String writeOf(GovernedCall call, int step) {
    return effects(call.transaction(), step).getFirst().hash();
  }

  /** Effects of doing a step. */
  List<Effect> effects(String transaction, int step) {
    return world.facts().effects().stream()
        .filter(effect -> effect.tag().equals(Optional.of(new Tag(transaction, step, false))))
        .toList();
  }

  /** The record took an entry. */
  Condition isRecorded(ApplicationCall call, Change.Entry entry, int step) {
    return that("the record of " + call.transaction(), () -> world.facts().changes())
        .satisfies(
            "has " + entry + " for step " + step,
            changes ->
                changes.stream()
                    .anyMatch(
                        change ->
                            change.transaction().equals(call.transaction())
                                && change.entry() == entry
                                && change.step() == step));
  }

  /** Not settled, and without an effect on either chain. */
  void requireNothingDone(String transaction) {
    assertThat(world.facts().status(transaction)).isNotEqualTo(Change.Status.SETTLED);
    assertThat(effects(transaction, 0)).isEmpty();
    assertThat(effects(transaction, 1)).isEmpty();
  }

  /** Does something in the name of a proxy that does not run meanwhile. */
  static void whileAway(ProxyProcess proxy, Callable<?> deed) throws Exception {
    proxy.kill();
    try {
      deed.call();
    } finally {
      proxy.start();
      proxy.awaitReady();
    }
  }
}
