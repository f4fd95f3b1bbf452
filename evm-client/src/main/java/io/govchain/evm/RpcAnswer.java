package io.govchain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A node's answer to one request. */
sealed interface RpcAnswer {
  /** The result, which may be JSON null. */
  record Result(JsonNode value) implements RpcAnswer {}

  /** An error; revert data where the node sent some. */
  record Failure(String method, int code, String message, Optional<String> data)
      implements RpcAnswer {
    EvmException.RpcError toException() {
      return new EvmException.RpcError(method, code, message);
    }
  }
}
