package io.govchain.cli;

import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Paths;
import java.util.HashMap;
import java.util.Map;

/**
 * Codes and paths of everything that is registered, by identifier. Identifiers are hashes of names:
 * what has another one (it changed hands, or the node lies) is shown with it.
 */
final class Names {
  private Names() {}

  /** All names. */
  static Map<String, String> of(GovernanceChain chain) {
    Map<String, String> names = institutions(chain);
    chain.services().forEach(service -> put(names, service.id(), service.path()));
    chain.subchains().forEach(subchain -> put(names, subchain.id(), subchain.path()));
    chain.applications().forEach(application -> put(names, application.id(), application.path()));
    chain
        .businessContracts()
        .forEach(
            contract -> {
              put(names, contract.id(), contract.path());
              contract
                  .functions()
                  .forEach(function -> put(names, function.id(), function.signature()));
            });
    return names;
  }

  /** Codes of institutions alone. */
  static Map<String, String> institutions(GovernanceChain chain) {
    Map<String, String> names = new HashMap<>();
    chain.institutions().forEach(institution -> put(names, institution.id(), institution.code()));
    return names;
  }

  private static void put(Map<String, String> names, String id, String name) {
    names.put(id, Paths.id(name).equals(id) ? name : name + " [" + id + "]");
  }
}
