package io.govchain.adapter.evm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.govchain.adapter.ArgumentProblem;
import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayArgumentsException;
import io.govchain.adapter.GatewayRequest;
import io.govchain.adapter.GatewayStatus;
import io.govchain.evm.Log;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The gateway contract's functions and its event, as far as the proxy uses them. */
final class GatewayAbi {

  static final String CALL_REQUESTED =
      Keccak.ofText(
          "CallRequested(bytes32,uint64,bytes32,address,bytes32,bytes32,bytes,uint40,uint24)");
  static final String ANSWER = "answer(bytes32,uint8,bytes32,bytes)";
  static final FunctionSignature LAST_CALL = FunctionSignature.parse("lastCall()(uint64)");
  private static final FunctionSignature CALL_OF =
      FunctionSignature.parse("callOf(bytes32)((address,uint40,uint24,uint8,bool))");
  private static final FunctionSignature REQUEST_DATA =
      FunctionSignature.parse("requested()(address,bytes32,bytes32,bytes,uint40,uint24)");
  private static final FunctionSignature TEXT = FunctionSignature.parse("text(string)");
  private static final int LONGEST_RESULT = 4096;
  private static final int LONGEST_REASON = 1024;
  private static final String NOTHING = "0x";
  private static final String NO_TRANSACTION = "0x" + "0".repeat(64);
  private static final int STATUS = 3;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** In the order of the contract's own. */
  private static final List<GatewayStatus> STATUSES = List.of(GatewayStatus.values());

  private GatewayAbi() {}

  /**
   * A request as its event has it.
   *
   * @param time of its block
   */
  static GatewayRequest request(Log log, long time) {
    ArrayNode data = REQUEST_DATA.decodeResult(log.data());
    String arguments = data.get(3).asText();
    String digest = data.get(2).asText();
    // Without arguments in the open, the digest is either that of none or of hidden ones.
    boolean disclosed = !arguments.equals(NOTHING) || digest.equals(sha256(new byte[0]));
    return new GatewayRequest(
        number(log),
        log.topics().get(1),
        data.get(0).asText(),
        log.topics().get(3),
        data.get(1).asText(),
        digest,
        arguments,
        disclosed,
        data.get(4).asLong(),
        data.get(5).asLong(),
        log.blockNumber(),
        time);
  }

  static long number(Log log) {
    return Hex.number(log.topics().get(2)).longValueExact();
  }

  static String callOf(String id) {
    return CALL_OF.encode(JSON.createArrayNode().add(id));
  }

  static GatewayStatus status(String result) {
    return STATUSES.get(CALL_OF.decodeResult(result).get(0).get(STATUS).asInt());
  }

  /**
   * The arguments in an event, if they are the one encoding that the function's types have: others
   * of the same values would let two texts stand for one call.
   */
  static String arguments(String function, String encoded) throws GatewayArgumentsException {
    try {
      FunctionSignature signature = FunctionSignature.parse(function);
      String calldata = signature.selector() + encoded.substring(2);
      ArrayNode arguments = signature.decodeArguments(calldata);
      if (!signature.encode(arguments).equals(calldata)) {
        throw new GatewayArgumentsException(
            new ArgumentProblem(
                "arguments of " + function, "their ABI encoding", "one of another form"));
      }
      return arguments.toString();
    } catch (AbiException unreadable) {
      throw new GatewayArgumentsException(
          new ArgumentProblem(unreadable.where(), unreadable.expected(), unreadable.actual()));
    }
  }

  /** Arguments of {@link #ANSWER}. */
  static String answer(GatewayAnswer answer) {
    return JSON.createArrayNode()
        .add(answer.id())
        .add(STATUSES.indexOf(answer.outcome()))
        .add(answer.transaction().orElse(NO_TRANSACTION))
        .add(result(answer))
        .toString();
  }

  /**
   * What a function returned in its own encoding, else the reason as an encoded string. What the
   * gateway would not take for its length, or nobody could read, is left out.
   */
  private static String result(GatewayAnswer answer) {
    if (!answer.reason().isEmpty()) {
      String text = answer.reason();
      return encoded(
          TEXT,
          JSON.createArrayNode()
              .add(text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text));
    }
    return answer.value().map(GatewayAbi::returned).orElse(NOTHING);
  }

  private static String returned(GatewayAnswer.Returned value) {
    try {
      FunctionSignature function = FunctionSignature.parse(value.function());
      String results = value.function().substring(value.function().indexOf(')') + 1);
      JsonNode values = JSON.readTree(value.valueJson());
      return function.results().isEmpty()
          ? NOTHING
          : encoded(FunctionSignature.parse("returned" + results), values);
    } catch (AbiException | JsonProcessingException notOfAnEvmChain) {
      return NOTHING;
    }
  }

  private static String encoded(FunctionSignature types, JsonNode values) {
    String calldata = types.encode(values);
    String data = "0x" + calldata.substring(types.selector().length());
    return data.length() <= 2 + 2 * LONGEST_RESULT ? data : NOTHING;
  }

  static String sha256(byte[] bytes) {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** How many bytes a text takes; for the gas that its answer costs. */
  static int bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length / 2;
  }
}
