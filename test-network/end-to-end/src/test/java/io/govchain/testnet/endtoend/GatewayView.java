package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;

import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Keccak;
import io.govchain.testnet.acceptance.Condition;
import java.util.List;

/** A gateway as anybody on its chain sees it. */
record GatewayView(ChainUser city, String gateway) {
  static final int SUCCEEDED = 2;
  static final int FAILED = 3;
  static final int EXPIRED = 5;
  private static final String REQUESTED =
      Keccak.ofText(
          "CallRequested(bytes32,uint64,bytes32,address,bytes32,bytes32,bytes,uint40,uint24)");
  private static final String ANSWERED = Keccak.ofText("CallAnswered(bytes32,bytes32,uint8,bytes)");
  private static final String NOTHING = "0x" + "0".repeat(64);
  private static final FunctionSignature ANSWER = FunctionSignature.parse("answer()(uint8,bytes)");
  private static final FunctionSignature REASON = FunctionSignature.parse("reason()(string)");

  /** An allowed account asks without a contract, and without a callback; returns the call's id. */
  String asks(String pipeline, String function, String arguments, String digest, int seconds) {
    return idIn(
        city.calls(
            gateway,
            "request((bytes32,bytes32,bytes32,bytes,uint40,uint24))",
            List.of(
                Modes.id(pipeline),
                Keccak.ofText(function),
                digest,
                arguments,
                city.client().latestHeader().timestamp() + seconds,
                0)));
  }

  /** The same with arguments that anybody may read. */
  String asks(String pipeline, String function, String arguments, int seconds) {
    return asks(pipeline, function, arguments, NOTHING, seconds);
  }

  /** The call that was asked for in a transaction. */
  static String idIn(Receipt receipt) {
    return receipt.logs().stream()
        .filter(log -> log.topics().getFirst().equals(REQUESTED))
        .findFirst()
        .orElseThrow()
        .topics()
        .get(1);
  }

  int status(String id) {
    return city.reads(gateway, "callOf(bytes32)((address,uint40,uint24,uint8,bool))", id)
        .get(0)
        .get(3)
        .asInt();
  }

  Condition answers(String id, int status) {
    return that("the status of call " + id, () -> status(id))
        .satisfies("is " + status, seen -> seen == status);
  }

  /** The governed transaction that the answer names. */
  String transactionOf(String id) {
    return answer(id).topics().get(2);
  }

  /** Why the call did not succeed, as the gateway was told. */
  String reasonOf(String id) {
    return REASON.decodeResult(resultOf(id)).get(0).asText();
  }

  /** What the answer brought besides. */
  String resultOf(String id) {
    return ANSWER.decodeResult(answer(id).data()).get(1).asText();
  }

  /** How often the call was answered whose arguments have this word in them. */
  int answersOf(String word) {
    return city.client().logs(events().topic(REQUESTED)).stream()
        .filter(asked -> asked.data().contains(word.substring(2)))
        .mapToInt(asked -> answers(asked.topics().get(1)).size())
        .sum();
  }

  private LogFilter events() {
    return LogFilter.blocks(0, city.client().latestHeader().number()).from(gateway);
  }

  private List<Log> answers(String id) {
    return city.client().logs(events().topic(ANSWERED).topic(id));
  }

  private Log answer(String id) {
    List<Log> answers = answers(id);
    if (answers.size() != 1) {
      throw new AssertionError("call %s: expected one answer, found %s".formatted(id, answers));
    }
    return answers.getFirst();
  }
}
