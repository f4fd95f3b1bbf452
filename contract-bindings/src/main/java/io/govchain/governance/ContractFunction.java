package io.govchain.governance;

import java.util.Optional;

/**
 * A function of a business contract that pipelines may allow.
 *
 * @param signature {@code store(bytes32,string)}, or with results {@code
 *     find(bytes32)(string,address,uint64,bool)}
 * @param compensator id of the function on the same contract that undoes this one, called with the
 *     same arguments
 */
public record ContractFunction(String signature, Kind kind, Optional<String> compensator) {

  /** Whether the function changes state. */
  public enum Kind implements Worded {
    NONE,
    READ,
    WRITE
  }

  /** keccak-256 of the signature's text. */
  public String id() {
    return Paths.id(signature);
  }
}
