package io.govchain.subchain.gateway;

import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.governance.Registry;
import io.govchain.governance.Subchain;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.governance.Governance;
import java.util.Optional;

/**
 * By how many blocks the chain's registered rule calls one final. A gateway is not looked after
 * before that is known: a request from a block that is undone later would be carried, and its
 * transaction stand on the record, for a call that nobody made.
 */
final class RegisteredRule {

  private final Governance governance;
  private final LocalSubchain subchain;
  private final String application;
  private boolean known;

  /**
   * @param application path of the gateway's; its subchain is the gateway's
   */
  RegisteredRule(Governance governance, LocalSubchain subchain, String application) {
    this.governance = governance;
    this.subchain = subchain;
    this.application = application;
  }

  /**
   * Lets the adapter follow the rule as it is now; where that cannot be told for a while, as it
   * was.
   *
   * @throws SubchainUnavailableException while it has not been known yet
   */
  void apply() {
    Optional<String> unheard =
        governance.block() < 0
            ? Optional.of("the governance chain was not heard of yet")
            : governance.staleness();
    if (unheard.isEmpty()) {
      subchain.confirmAs(registered());
      known = true;
    } else if (!known) {
      throw unknown(unheard.get());
    }
  }

  private Subchain registered() {
    Registry registry = governance.registry();
    return registry
        .application(application)
        .flatMap(found -> registry.subchain(found.subchain()))
        .orElseThrow(
            () ->
                unknown(
                    "expected application %s and its subchain to be registered, they are not"
                        .formatted(application)));
  }

  private static SubchainUnavailableException unknown(String why) {
    String text = "it is not known when blocks are final: " + why;
    return new SubchainUnavailableException(text, new IllegalStateException(text));
  }
}
