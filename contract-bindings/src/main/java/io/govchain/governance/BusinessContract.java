package io.govchain.governance;

import java.util.List;
import java.util.Optional;

/**
 * A contract on a subchain that pipelines may call.
 *
 * @param id keccak-256 of the path
 * @param contractAddress its address in the subchain's own notation
 */
public record BusinessContract(
    String id,
    String path,
    String institution,
    String subchain,
    String contractAddress,
    Subchain.Status status,
    List<ContractFunction> functions) {

  /** Keeps its own copy of the list. */
  public BusinessContract {
    functions = List.copyOf(functions);
  }

  /** The part of the path after the institution's code. */
  public String code() {
    return Paths.localCode(path);
  }

  /** Whether the record itself is active. */
  public boolean active() {
    return status == Subchain.Status.ACTIVE;
  }

  /** The function with this signature or function id. */
  public Optional<ContractFunction> function(String signatureOrId) {
    String id = Paths.id(signatureOrId);
    return functions.stream().filter(function -> function.id().equals(id)).findFirst();
  }
}
