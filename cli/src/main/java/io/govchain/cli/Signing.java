package io.govchain.cli;

import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceChain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Sends one call, waits for its block, says what came of it. */
record Signing(GovernanceAccount account, GovernanceChain chain) {

  /**
   * What was done.
   *
   * @param more further members of the JSON answer
   */
  record Done(String text, Map<String, Object> more) {
    Done(String text) {
      this(text, Map.of());
    }
  }

  long chainId() {
    return chain.chainId();
  }

  void send(Output out, Call call, String done) {
    send(out, call, receipt -> new Done(done));
  }

  void send(Output out, Call call, Function<Receipt, Done> describe) {
    Receipt receipt = account.send(call);
    Done done = describe.apply(receipt);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("result", done.text());
    answer.putAll(done.more());
    answer.put("block", receipt.blockNumber());
    answer.put("governanceTransaction", receipt.transactionHash());
    out.result(
        answer,
        "%s%nblock %d, transaction %s"
            .formatted(done.text(), receipt.blockNumber(), receipt.transactionHash()));
  }
}
