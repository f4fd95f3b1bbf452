package io.govchain.adapter.evm;

import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.ReadRequest;
import io.govchain.adapter.Reason;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.AbiException;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Reads at the newest block that is not undone any more, named in the evidence, so that anybody can
 * repeat them: in nobody's name, since what an answer depends on must be in the evidence.
 */
final class EvmReads {

  private final EvmClient client;
  private final IntSupplier confirmations;
  private final NewestShown shown;

  /**
   * @param confirmations blocks that must follow the one that is read at; may grow
   * @param shown below this no state is read
   */
  EvmReads(EvmClient client, IntSupplier confirmations, NewestShown shown) {
    this.client = client;
    this.confirmations = confirmations;
    this.shown = shown;
  }

  ReadOutcome read(ReadRequest request) {
    EncodedCall call;
    try {
      call = EncodedCall.of(request.contractAddress(), request.function(), request.argumentsJson());
    } catch (EncodedCall.Unencodable problem) {
      return refused(
          request.contractAddress(), "0x", 0, "0x", "arguments-invalid", problem.getMessage());
    }
    BlockHeader block = confirmed();
    try {
      String result = client.call(call.to(), call.data(), Optional.of(block.number()));
      String value = call.function().decodeResult(result).toString();
      shown.note(block.number());
      return new ReadOutcome.Value(
          value,
          block.number(),
          EvidenceJson.call(
              client.chainId(), block.number(), block.hash(), call.to(), call.data(), result));
    } catch (EvmException.CallReverted reverted) {
      return refused(
          call.to(),
          call.data(),
          block.number(),
          reverted.reason().raw(),
          "read-refused",
          reverted.reason().text());
    } catch (AbiException unreadable) {
      return refused(
          call.to(),
          call.data(),
          block.number(),
          "0x",
          "result-unreadable",
          unreadable.getMessage());
    }
  }

  private BlockHeader confirmed() {
    BlockHeader newest = client.latestHeader();
    long number = shown.orLater(Math.max(0, newest.number() - confirmations.getAsInt()));
    if (number == newest.number()) {
      return newest;
    }
    return client
        .header(number)
        .orElseThrow(
            () ->
                new EvmException.ResponseRefused(
                    "expected block %d to read at, which must be shown, actual: none; the newest is %d"
                        .formatted(number, newest.number()),
                    null));
  }

  private ReadOutcome refused(
      String to, String data, long block, String revert, String code, String text) {
    return new ReadOutcome.Refused(
        new Reason(code, text),
        EvidenceJson.refusal(client.chainId(), block, to, data, revert, text));
  }
}
