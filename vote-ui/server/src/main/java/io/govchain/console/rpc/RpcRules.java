package io.govchain.console.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.service.http.Problem;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/** Which calls of a node a page may make. */
final class RpcRules {
  /** Blocks of all questions for logs in a batch; a page that needs more asks again. */
  static final long MOST_BLOCKS = 50_000;

  /** More than any block holds: not every node bounds calls by itself. */
  private static final long MOST_GAS = 100_000_000;

  private static final int MOST_ADDRESSES = 32;
  private static final int MOST_KEYS = 64;
  private static final int MOST_FEES = 1_024;
  private static final int MOST_PERCENTILES = 100;
  private static final Set<String> PLAIN =
      Set.of(
          "eth_chainId",
          "eth_blockNumber",
          "eth_getBlockByNumber",
          "eth_getBlockByHash",
          "eth_getTransactionByHash",
          "eth_getTransactionReceipt",
          "eth_getTransactionCount",
          "eth_gasPrice",
          "eth_getCode",
          "eth_getBalance",
          "eth_getStorageAt",
          "net_version",
          "eth_maxPriorityFeePerGas");

  private final GovernanceContracts contracts;
  private final LongSupplier chainId;
  private final LongSupplier head;

  /**
   * @param head number of the newest block
   */
  RpcRules(GovernanceContracts contracts, LongSupplier chainId, LongSupplier head) {
    this.contracts = contracts;
    this.chainId = chainId;
    this.head = head;
  }

  /** What the calls of one batch ask for together. */
  static final class Batch {
    private long blocks;
  }

  /** Why the call is refused; empty lets it through. */
  Optional<Problem> refusal(String method, JsonNode params, Batch batch) {
    return switch (method) {
      case "eth_call", "eth_estimateGas" -> call(params);
      case "eth_getLogs" -> logs(params, batch);
      case "eth_feeHistory" ->
          count(params.path(0), MOST_FEES, "blocks of eth_feeHistory")
              .or(() -> size(params.path(2), MOST_PERCENTILES, "percentiles of eth_feeHistory"));
      case "eth_getProof" -> size(params.path(1), MOST_KEYS, "keys of eth_getProof");
      case "eth_sendRawTransaction" -> transaction(params.path(0).asText());
      default ->
          PLAIN.contains(method)
              ? Optional.empty()
              : refused(
                  "rpc-method-refused",
                  "this method is not offered",
                  "a reading method of" + " eth_ or eth_sendRawTransaction",
                  cut(method));
    };
  }

  /** Of governance contracts alone: code that a caller brings along could keep a node busy. */
  private Optional<Problem> call(JsonNode params) {
    boolean whole = params.path(0).isObject() && params.size() <= 2;
    String to = params.path(0).path("to").asText();
    if (whole && !contracts.contains(to)) {
      return refused(
          "rpc-parameters-refused",
          "a call of another contract",
          "one of a governance contract",
          to.isEmpty() ? "none" : cut(to));
    }
    return whole
        ? gas(params.path(0).path("gas")).or(() -> gas(params.path(0).path("gasLimit")))
        : refused(
            "rpc-parameters-refused",
            "the call's parameters",
            "a call and a block, without" + " changes to the state",
            params.size() + " parameters");
  }

  private Optional<Problem> logs(JsonNode params, Batch batch) {
    JsonNode filter = params.path(0);
    JsonNode address = filter.path("address");
    boolean ours =
        address.isTextual()
            ? contracts.contains(address.textValue())
            : address.isArray() && !address.isEmpty() && address.size() <= MOST_ADDRESSES;
    if (ours && address.isArray()) {
      for (JsonNode each : address) {
        ours &= contracts.contains(each.asText());
      }
    }
    if (!ours) {
      return refused(
          "rpc-logs-refused",
          "logs of which contracts",
          "address of one or more" + " governance contracts",
          cut(address.toString()));
    }
    return range(filter, batch);
  }

  private Optional<Problem> range(JsonNode filter, Batch batch) {
    boolean one = filter.has("blockHash");
    boolean both = one && (filter.has("fromBlock") || filter.has("toBlock"));
    OptionalLong from = one ? OptionalLong.of(0) : block(filter.path("fromBlock"), 0);
    OptionalLong to = one ? OptionalLong.of(0) : block(filter.path("toBlock"), head.getAsLong());
    if (both || from.isEmpty() || to.isEmpty()) {
      return refused(
          "rpc-logs-refused",
          "logs of which blocks",
          "fromBlock and toBlock, or" + " blockHash",
          cut(filter.path("fromBlock") + " to " + filter.path("toBlock")));
    }
    long blocks = to.getAsLong() - from.getAsLong() + 1;
    if (blocks < 1 || blocks > MOST_BLOCKS - batch.blocks) {
      return refused(
          "rpc-logs-refused",
          "logs of too many blocks",
          "1 to " + MOST_BLOCKS + " blocks in all questions of a batch",
          blocks + " blocks after " + batch.blocks);
    }
    batch.blocks += blocks;
    return Optional.empty();
  }

  /**
   * The block's number.
   *
   * @param somewhere what to take for a block that only the node knows
   */
  private OptionalLong block(JsonNode tag, long somewhere) {
    String text = tag.isMissingNode() || tag.isNull() ? "latest" : tag.asText();
    try {
      return switch (text) {
        case "earliest" -> OptionalLong.of(0);
        case "latest", "pending" -> OptionalLong.of(head.getAsLong());
        case "safe", "finalized" -> OptionalLong.of(somewhere);
        default -> OptionalLong.of(Hex.toLong(text));
      };
    } catch (IllegalArgumentException malformed) {
      return OptionalLong.empty();
    }
  }

  private static Optional<Problem> count(JsonNode quantity, long most, String what) {
    try {
      boolean number = quantity.isIntegralNumber() && quantity.canConvertToLong();
      long count = number ? quantity.asLong() : Hex.toLong(quantity.asText());
      if (count >= 0 && count <= most) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException malformed) {
      // Refused below, as too many are.
    }
    return refused("rpc-parameters-refused", what, "at most " + most, cut(quantity.toString()));
  }

  private static Optional<Problem> gas(JsonNode gas) {
    return gas.isMissingNode() || gas.isNull()
        ? Optional.empty()
        : count(gas, MOST_GAS, "gas of a call");
  }

  private static Optional<Problem> size(JsonNode list, int most, String what) {
    return list.size() <= most
        ? Optional.empty()
        : refused("rpc-parameters-refused", what, "at most " + most, Integer.toString(list.size()));
  }

  private Optional<Problem> transaction(String raw) {
    RawTransaction transaction;
    try {
      transaction = RawTransaction.parse(raw);
    } catch (IllegalArgumentException malformed) {
      return refused(
          "rpc-transaction-refused",
          "the transaction",
          "one signed transaction",
          cut(String.valueOf(malformed.getMessage())));
    }
    String to = transaction.to().orElse("a contract creation");
    if (!contracts.contains(to)) {
      return refused(
          "rpc-transaction-refused",
          "a transaction to another contract",
          "one to a governance contract",
          to);
    }
    if (transaction.chainId().orElse(-1) != chainId.getAsLong()) {
      return refused(
          "rpc-transaction-refused",
          "a transaction of another chain",
          "chain id " + chainId.getAsLong(),
          transaction.chainId().toString());
    }
    if (transaction.gasLimit() > MOST_GAS) {
      return refused(
          "rpc-transaction-refused",
          "a transaction that no block has room for",
          "at most " + MOST_GAS + " gas",
          Long.toString(transaction.gasLimit()));
    }
    return transaction.value().signum() == 0
        ? Optional.empty()
        : refused(
            "rpc-transaction-refused",
            "a transaction that moves money",
            "value 0",
            transaction.value().toString());
  }

  private static Optional<Problem> refused(
      String code, String what, String expected, String actual) {
    return Optional.of(Problem.of(code, 403, what).expected(expected).actual(actual));
  }

  private static String cut(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
