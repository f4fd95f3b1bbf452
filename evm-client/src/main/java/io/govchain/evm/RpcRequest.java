package io.govchain.evm;

import java.util.Arrays;
import java.util.List;

/** One JSON-RPC request; parameters are text, numbers, booleans, lists, maps or JSON nodes. */
record RpcRequest(String method, List<Object> params) {
  static RpcRequest of(String method, Object... params) {
    return new RpcRequest(method, Arrays.asList(params));
  }
}
