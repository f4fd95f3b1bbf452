package io.govchain.evm.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A contract function as its canonical text: {@code store(bytes32,string)}, or with results {@code
 * find(bytes32)(string,address,uint64,bool)}.
 *
 * @param text the whole text
 * @param name the function's name
 */
public record FunctionSignature(
    String text, String name, List<AbiType> parameters, List<AbiType> results) {
  private static final int MAX_CALLDATA = 1 << 20;

  public FunctionSignature {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  /**
   * Reads the text; names of parameters, spaces and short forms such as {@code uint} are refused.
   *
   * @throws AbiException saying where it goes wrong
   */
  public static FunctionSignature parse(String text) {
    int open = text.indexOf('(');
    if (open < 1 || !text.substring(0, open).matches("[a-zA-Z_$][a-zA-Z0-9_$]{0,255}")) {
      throw new AbiException(
          "function signature",
          "name(type,...) or name(type,...)(result,...)",
          "'" + AbiException.brief(text) + "'");
    }
    List<AbiType> parameters = new ArrayList<>();
    List<AbiType> results = new ArrayList<>();
    int end = AbiTypeParser.list(text, open, parameters);
    if (end < text.length()) {
      end = AbiTypeParser.list(text, end, results);
    }
    if (end != text.length()) {
      throw new AbiException(
          "function signature", "the end at offset " + end, "'" + AbiException.brief(text) + "'");
    }
    return new FunctionSignature(text, text.substring(0, open), parameters, results);
  }

  /** Keccak-256 of the text: the function's id in the registry. */
  public String id() {
    return Keccak.ofText(text);
  }

  /** The first four bytes of every call of this function. */
  public String selector() {
    String call = name + new AbiType.Tuple(parameters).canonical();
    byte[] hash = Keccak.hash(call.getBytes(StandardCharsets.UTF_8));
    return Hex.of(Arrays.copyOf(hash, 4));
  }

  /**
   * The calldata for these arguments. Integers are whole JSON numbers, decimal or 0x text; bytes
   * and addresses 0x text; arrays and tuples lists.
   *
   * @throws AbiException naming the argument, the expected type and what came
   */
  public String encode(JsonNode arguments) {
    if (!arguments.isArray() || arguments.size() != parameters.size()) {
      throw new AbiException(
          "arguments of " + text,
          "a list of " + parameters.size(),
          arguments.isArray()
              ? "a list of " + arguments.size()
              : AbiException.brief(arguments.toString()));
    }
    List<JsonNode> values = new ArrayList<>();
    arguments.forEach(values::add);
    List<String> places =
        IntStream.rangeClosed(1, parameters.size())
            .mapToObj(i -> "argument " + i + " of " + text)
            .toList();
    byte[] encoded = AbiEncoder.encode(parameters, values, places);
    if (encoded.length > MAX_CALLDATA) {
      throw new AbiException(
          "arguments of " + text,
          "at most " + MAX_CALLDATA + " bytes encoded",
          encoded.length + " bytes");
    }
    return selector() + Hex.of(encoded).substring(2);
  }

  /**
   * The arguments inside calldata of this function, in the same JSON form; bytes after them are
   * ignored.
   *
   * @throws AbiException if the selector is another or the data malformed
   */
  public ArrayNode decodeArguments(String calldata) {
    byte[] bytes = Hex.bytes(calldata);
    String selector = bytes.length < 4 ? Hex.of(bytes) : Hex.of(Arrays.copyOf(bytes, 4));
    if (!selector.equals(selector())) {
      throw new AbiException("calldata of " + text, "selector " + selector(), selector);
    }
    byte[] body = Arrays.copyOfRange(bytes, 4, bytes.length);
    return new AbiDecoder(body, "calldata of " + text).decode(parameters);
  }

  /**
   * The results inside returned data, as a list.
   *
   * @throws AbiException if the data is malformed, also if it is empty because no contract is there
   */
  public ArrayNode decodeResult(byte[] data) {
    return new AbiDecoder(data, "result of " + text).decode(results);
  }

  /** The results inside returned data given as hex. */
  public ArrayNode decodeResult(String data) {
    return decodeResult(Hex.bytes(data));
  }

  @Override
  public String toString() {
    return text;
  }
}
