package io.govchain.governance;

import java.util.List;
import java.util.Optional;

/**
 * What a pipeline allows at one of its ends; all fields but {@code functions} are ids of registered
 * records.
 *
 * @param service its cross-chain proxy
 * @param application who may call; a target may have none
 * @param functions ids of the allowed functions of the business contract
 */
public record PipelineSide(
    String institution,
    String subchain,
    String service,
    Optional<String> application,
    String businessContract,
    List<String> functions) {

  /** Keeps its own copy of the list. */
  public PipelineSide {
    functions = List.copyOf(functions);
  }

  /** Whether the function with this signature or id may be called at this end. */
  public boolean allows(String signatureOrId) {
    return functions.contains(Paths.id(signatureOrId));
  }
}
