package io.govchain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.EchoContract;
import io.govchain.evm.testchain.TerseNode;
import io.govchain.evm.testchain.Waiting;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of many threads share exchanges with the node, and nothing else. */
@Timeout(60)
class GatheredCallsTest {
  private static final int CALLS = 250;
  private static Anvil anvil;
  private static String contract;

  @BeforeAll
  static void start() {
    anvil = Anvil.start();
    try (EvmClient client = client(anvil.port());
        TransactionSender sender =
            new TransactionSender(
                client, Anvil.key(0), PreparedTransactions.inMemory(), SenderSettings.zeroFee())) {
      contract =
          Waiting.result(sender.submit("create", Call.create(EchoContract.CREATION, 200_000)))
              .contractAddress()
              .orElseThrow();
    }
  }

  @AfterAll
  static void stop() {
    anvil.close();
  }

  private static EvmClient client(int port) {
    return EvmClient.connect(EvmEndpoint.of(URI.create("http://127.0.0.1:" + port)));
  }

  /** Every tenth is refused by the contract. */
  private static List<CompletableFuture<String>> callAll(EvmClient client) {
    GatheredCalls calls = new GatheredCalls(client);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return IntStream.range(0, CALLS)
          .mapToObj(
              i ->
                  CompletableFuture.supplyAsync(
                      () -> calls.call(contract, data(i), Optional.empty()), threads))
          .toList();
    }
  }

  private static String data(int call) {
    return (call % 10 == 9 ? "0xff" : "0xee") + "%064x".formatted(call);
  }

  private static void hasItsOwnAnswers(List<CompletableFuture<String>> answers) {
    for (int i = 0; i < CALLS; i++) {
      CompletableFuture<String> answer = answers.get(i);
      if (i % 10 == 9) {
        assertThatThrownBy(answer::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(EvmException.CallReverted.class)
            .hasMessageContaining("%064x".formatted(i));
      } else {
        assertThat(answer.join()).isEqualTo("0x%064x".formatted(i));
      }
    }
  }

  @Test
  void shouldGiveEachItsOwnAnswerInFewExchanges_whenManyCallAtOnce() {
    try (TerseNode node = new TerseNode(anvil.port(), CALLS);
        EvmClient client = client(node.port())) {
      hasItsOwnAnswers(callAll(client));

      assertThat(node.exchanges()).isBetween(3, CALLS / 2);
    }
  }

  @Test
  void shouldAskForEachAlone_whenTheNodeTakesNoBatches() {
    try (TerseNode node = new TerseNode(anvil.port(), 0);
        EvmClient client = client(node.port())) {
      hasItsOwnAnswers(callAll(client));

      assertThat(node.exchanges()).isGreaterThan(CALLS);
    }
  }

  @Test
  void shouldTellEveryCaller_whenNobodyAnswers() {
    int port;
    try (TerseNode gone = new TerseNode(anvil.port(), CALLS)) {
      port = gone.port();
    }
    try (EvmClient client = client(port)) {
      for (CompletableFuture<String> answer : callAll(client)) {
        assertThatThrownBy(answer::join).hasCauseInstanceOf(EvmException.ChainUnreachable.class);
      }
      GatheredCalls calls = new GatheredCalls(client);
      assertThatThrownBy(() -> calls.call(contract, data(0), Optional.empty()))
          .isInstanceOf(EvmException.ChainUnreachable.class);
    }
  }
}
