package io.govchain.governance;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.GatheredCalls;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.Contract;

/** Sends the calls that the wrappers encode, and has the wrappers decode the answers. */
final class ContractReader {

  private final EvmClient client;
  private final Calls calls;
  private final Optional<Long> block;

  ContractReader(EvmClient client, Calls calls, Optional<Long> block) {
    this.client = client;
    this.calls = calls;
    this.block = block;
  }

  /** How calls reach the node. */
  interface Calls {
    String call(String to, String data, Optional<Long> block);
  }

  /** One page of a list. */
  interface Page<R> {
    List<R> read(long offset, int limit);
  }

  /** The only value of an answer: a struct, or what a simple type holds. */
  @SuppressWarnings("unchecked")
  <T> T value(Contract contract, RemoteFunctionCall<T> call) {
    Type<?> output = outputs(contract, call).get(0);
    return (T) (output instanceof org.web3j.abi.datatypes.StructType ? output : output.getValue());
  }

  /** All values of an answer with several. */
  List<Object> values(Contract contract, RemoteFunctionCall<?> call) {
    return held(outputs(contract, call));
  }

  /** All values of the answers of several calls, which go to the node together. */
  List<List<Object>> valuesOfAll(Contract contract, List<? extends RemoteFunctionCall<?>> calls) {
    String address = contract.getContractAddress();
    List<String> data = calls.stream().map(RemoteFunctionCall::encodeFunctionCall).toList();
    List<String> answers = new GatheredCalls(client).callAll(address, data, block);
    List<List<Object>> all = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      all.add(held(outputs(address, calls.get(i), answers.get(i))));
    }
    return List.copyOf(all);
  }

  /** The elements of an answer that is an array; the wrappers leave these raw. */
  <E> List<E> elements(Contract contract, RemoteFunctionCall<?> call, Class<E> type) {
    List<?> elements = (List<?>) outputs(contract, call).get(0).getValue();
    return elements.stream().map(type::cast).toList();
  }

  /** The values of an answer that has several, all of them counts. */
  List<Long> numbers(Contract contract, RemoteFunctionCall<?> call) {
    return values(contract, call).stream()
        .map(value -> ((BigInteger) value).longValueExact())
        .toList();
  }

  /**
   * Reads page after page to the end. A page of large records can take more gas than a node grants
   * a call, and anybody may register large ones: such a page is asked for in smaller parts.
   */
  static <R> List<R> all(Page<R> page) {
    return upTo(Integer.MAX_VALUE, page);
  }

  /** The same, but not the pages that follow once there are so many. */
  static <R> List<R> upTo(int most, Page<R> page) {
    List<R> all = new ArrayList<>();
    int limit = GovernanceChain.PAGE;
    while (true) {
      try {
        List<R> next = page.read(all.size(), limit);
        all.addAll(next);
        if (next.size() < limit || all.size() >= most) {
          return List.copyOf(all);
        }
      } catch (EvmException.CallReverted | EvmException.RpcError | EvmException.ResponseRefused e) {
        if (limit == 1) {
          throw e;
        }
        limit = Math.max(1, limit / 4);
      }
    }
  }

  static BigInteger offset(long offset) {
    return BigInteger.valueOf(offset);
  }

  static BigInteger limit(int limit) {
    if (limit < 1 || limit > GovernanceChain.PAGE) {
      throw new IllegalArgumentException(
          "page length: expected 1.." + GovernanceChain.PAGE + ", was " + limit);
    }
    return BigInteger.valueOf(limit);
  }

  @SuppressWarnings("rawtypes")
  private List<Type> outputs(Contract contract, RemoteFunctionCall<?> call) {
    String address = contract.getContractAddress();
    return outputs(address, call, calls.call(address, call.encodeFunctionCall(), block));
  }

  @SuppressWarnings("rawtypes")
  private List<Type> outputs(String address, RemoteFunctionCall<?> call, String answer) {
    List<Type> outputs = decode(address, call, answer);
    if (outputs.isEmpty()) {
      throw mismatch(address, "an empty answer", null);
    }
    return outputs;
  }

  @SuppressWarnings("rawtypes")
  private static List<Object> held(List<Type> outputs) {
    List<Object> values = new ArrayList<>();
    for (Type<?> output : outputs) {
      values.add(output.getValue());
    }
    return List.copyOf(values);
  }

  @SuppressWarnings("rawtypes")
  private List<Type> decode(String address, RemoteFunctionCall<?> call, String answer) {
    try {
      return call.decodeFunctionResponse(answer);
    } catch (RuntimeException malformed) {
      throw mismatch(address, answer.length() / 2 - 1 + " bytes of another shape", malformed);
    }
  }

  private GovernanceMismatchException mismatch(String address, String actual, Throwable cause) {
    return new GovernanceMismatchException(
        "expected a governance contract at %s of chain %d (%s), found %s"
            .formatted(address, client.chainId(), client.endpoint().display(), actual),
        cause);
  }
}
