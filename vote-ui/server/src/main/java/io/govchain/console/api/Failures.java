package io.govchain.console.api;

import io.govchain.console.store.CursorException;
import io.govchain.evm.EvmException;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;

/** Failures that are nobody's defect, as problems. */
final class Failures {
  private Failures() {}

  static RuntimeException known(RuntimeException failed) {
    return switch (failed) {
      case CursorException unknown ->
          new ProblemException(
              Problem.of("cursor-refused", 400, "this list gave no such cursor")
                  .expected("the cursor of the page before")
                  .actual(String.valueOf(unknown.getMessage())));
      case EvmException.ChainUnreachable silent -> unavailable(silent);
      case EvmException.ResponseRefused wrong -> unavailable(wrong);
      case EvmException.RpcError refused -> unavailable(refused);
      default -> failed;
    };
  }

  private static ProblemException unavailable(EvmException silent) {
    return new ProblemException(
        Problem.of("chain-unreachable", 503, "the governance chain does not answer")
            .expected("an answer of its node; try again when the chain is well")
            .actual(String.valueOf(silent.getMessage())));
  }
}
