package io.govchain.testnet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody with an account on a business chain, who knows nothing of the governance. */
record ChainUser(EvmClient client, TransactionSender sender) implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DEPLOYMENT_GAS = 8_000_000;
  private static final long CALL_GAS = 3_000_000;
  private static final long PATIENCE_SECONDS = 30;

  static ChainUser on(EvmClient client) {
    return new ChainUser(
        client,
        new TransactionSender(
            client,
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee()));
  }

  String address() {
    return sender.address();
  }

  /**
   * Puts a contract of this repository on the chain; {@code types} as {@code (address,bytes32)}.
   */
  String deploy(String contract, String types, Object... arguments) {
    String code = ContractArtifacts.creationCode(contract);
    String encoded = encode("constructed" + types, arguments).substring(10);
    return done(Call.create(code + encoded, DEPLOYMENT_GAS)).contractAddress().orElseThrow();
  }

  /** Calls a contract and expects that it succeeds. */
  Receipt calls(String contract, String function, Object... arguments) {
    Receipt receipt = done(new Call(contract, encode(function, arguments), CALL_GAS));
    if (!receipt.succeeded()) {
      throw new AssertionError("%s of %s: expected success".formatted(function, contract));
    }
    return receipt;
  }

  /** Tries a call and expects that the contract refuses it; says why. */
  String isRefused(String contract, String function, Object... arguments) {
    try {
      client.call(Optional.of(address()), contract, encode(function, arguments), Optional.empty());
    } catch (EvmException.CallReverted refused) {
      return refused.reason().text();
    }
    throw new AssertionError("%s of %s: expected a refusal".formatted(function, contract));
  }

  private Receipt done(Call call) {
    CompletableFuture<Receipt> receipt = sender.submit(UUID.randomUUID().toString(), call);
    try {
      return receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a call of " + address(), e);
    }
  }

  /** Reads from a contract; the function with its results. */
  JsonNode reads(String contract, String function, Object... arguments) {
    return read(client, contract, function, arguments);
  }

  static JsonNode read(EvmClient client, String contract, String function, Object... arguments) {
    return FunctionSignature.parse(function)
        .decodeResult(client.call(contract, encode(function, arguments)));
  }

  private static String encode(String function, Object... arguments) {
    return FunctionSignature.parse(function).encode(JSON.valueToTree(List.of(arguments)));
  }

  @Override
  public void close() {
    sender.close();
  }
}
