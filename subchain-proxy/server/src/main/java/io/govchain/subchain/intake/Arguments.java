package io.govchain.subchain.intake;

import io.govchain.adapter.ArgumentProblem;
import java.util.Optional;

/** What an adapter knows about arguments, without asking its chain. */
@FunctionalInterface
public interface Arguments {

  /**
   * Judges arguments by the function's signature.
   *
   * @param chainKind kind of the chain that the contract is on
   * @return what is wrong; empty when all is well or the kind is another one than the adapter's, in
   *     which case the other side judges
   */
  Optional<ArgumentProblem> check(
      String chainKind, String contractAddress, String function, String argumentsJson);
}
