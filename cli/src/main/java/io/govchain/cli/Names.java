package io.govchain.cli;

import io.govchain.governance.GovernanceChain;
import java.util.HashMap;
import java.util.Map;

/** Codes and paths of everything that is registered, by identifier. */
final class Names {
  private Names() {}

  /** All names. */
  static Map<String, String> of(GovernanceChain chain) {
    Map<String, String> names = institutions(chain);
    chain.services().forEach(service -> names.put(service.id(), service.path()));
    chain.subchains().forEach(subchain -> names.put(subchain.id(), subchain.path()));
    chain.applications().forEach(application -> names.put(application.id(), application.path()));
    chain
        .businessContracts()
        .forEach(
            contract -> {
              names.put(contract.id(), contract.path());
              contract
                  .functions()
                  .forEach(function -> names.put(function.id(), function.signature()));
            });
    return names;
  }

  /** Codes of institutions alone. */
  static Map<String, String> institutions(GovernanceChain chain) {
    Map<String, String> names = new HashMap<>();
    chain.institutions().forEach(institution -> names.put(institution.id(), institution.code()));
    return names;
  }
}
