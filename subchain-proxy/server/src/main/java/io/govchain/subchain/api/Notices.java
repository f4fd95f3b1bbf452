package io.govchain.subchain.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.EvmException;
import io.govchain.governance.Service;
import io.govchain.service.messaging.Unreached;
import io.govchain.subchain.governance.Governance;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Why what is told of transactions under way may be old: what this proxy has noticed to be out of
 * its reach. Nobody is asked for it. What exactly fails is told to operators, by health and the
 * log.
 */
public final class Notices {

  private final Governance governance;
  private final Supplier<Optional<Service>> partner;
  private final Function<String, Optional<Unreached>> unreached;

  /**
   * @param partner the paired cross-chain proxy
   * @param unreached whether messages get through to a service, by its path
   */
  public Notices(
      Governance governance,
      Supplier<Optional<Service>> partner,
      Function<String, Optional<Unreached>> unreached) {
    this.governance = governance;
    this.partner = partner;
    this.unreached = unreached;
  }

  /** As the API shows it; empty while nothing is out of reach. */
  Optional<ObjectNode> current() {
    Optional<String> stale = governance.knownStaleness();
    return stale.isPresent()
        ? stale.map(why -> json(Refusals.GOVERNANCE_UNAVAILABLE, why))
        : unreachedPartner();
  }

  private Optional<ObjectNode> unreachedPartner() {
    try {
      return partner.get().map(Service::path).flatMap(this::unreachedPartner);
    } catch (EvmException unreachable) {
      return Optional.of(json(Refusals.GOVERNANCE_UNAVAILABLE, unreachable.getMessage()));
    }
  }

  private Optional<ObjectNode> unreachedPartner(String path) {
    return unreached
        .apply(path)
        .map(
            found ->
                json(
                    "partner-unreachable",
                    "%s has not taken what waits for it for %d seconds"
                        .formatted(path, found.lasting().toSeconds())));
  }

  private static ObjectNode json(String code, String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", code)
        .put("text", "what is shown may be old: " + text);
  }
}
