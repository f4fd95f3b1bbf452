package io.govchain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.abi.NamedValue;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.EchoContract;
import io.govchain.evm.testchain.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EvmClientTest {
  private static final String ERRORS =
      """
      [{"type":"error","name":"AlreadyStored","inputs":[
         {"name":"digest","type":"bytes32"},{"name":"by","type":"address"},{"name":"at","type":"uint64"}]},
       {"type":"function","name":"ignored","inputs":[]}]""";
  private static final String DIGEST = "0x" + "ab".repeat(32);
  private static final String NOBODY = "0x00000000000000000000000000000000000000aa";

  private final Anvil anvil = Anvil.start();
  private final EvmClient client =
      EvmClient.connect(
          EvmEndpoint.of(URI.create("http://127.0.0.1:" + anvil.port())),
          CustomErrors.ofAbis(List.of(ERRORS)));

  @AfterEach
  void stopChain() {
    client.close();
    anvil.close();
  }

  private String deployed() {
    try (TransactionSender sender =
        new TransactionSender(
            client, Anvil.key(0), PreparedTransactions.inMemory(), SenderSettings.zeroFee())) {
      return Waiting.result(sender.submit("create", Call.create(EchoContract.CREATION, 200_000)))
          .contractAddress()
          .orElseThrow();
    }
  }

  @Test
  void shouldNameErrorAndArguments_whenContractReverts() {
    String contract = deployed();
    String selector = Keccak.ofText("AlreadyStored(bytes32,address,uint64)").substring(2, 10);
    String revert =
        "0xff"
            + selector
            + DIGEST.substring(2)
            + "0".repeat(24)
            + NOBODY.substring(2)
            + "%064x".formatted(17);
    EvmException.CallReverted failure =
        catchThrowableOfType(EvmException.CallReverted.class, () -> client.call(contract, revert));
    assertThat(failure.reason().text())
        .isEqualTo("AlreadyStored(digest=" + DIGEST + ", by=" + NOBODY + ", at=17)");
    assertThat(failure.reason().arguments()).contains(new NamedValue("at", "uint64", "17"));
    assertThat(failure.reason().raw()).isEqualTo("0x" + revert.substring(4));
    assertThat(failure.code()).isEqualTo("call-reverted");
    assertThat(failure).hasMessageContaining(contract);
    assertThatThrownBy(() -> client.estimateGas(Optional.empty(), contract, revert))
        .isInstanceOf(EvmException.CallReverted.class)
        .hasMessageContaining("AlreadyStored");
  }

  @Test
  void shouldStayTruthful_whenRevertDataIsUnknownPlainOrEmpty() {
    String contract = deployed();
    assertThatThrownBy(() -> client.call(contract, "0xffdeadbeef01"))
        .isInstanceOf(EvmException.CallReverted.class)
        .hasMessageContaining("unknown error 0xdeadbeef");
    String text =
        "0xff08c379a0" + "%064x".formatted(32) + "%064x".formatted(3) + "6e6f21" + "0".repeat(58);
    assertThatThrownBy(() -> client.call(contract, text)).hasMessageContaining("reverted: no!");
    assertThatThrownBy(() -> client.call(contract, "0xff4e487b71" + "%064x".formatted(17)))
        .hasMessageContaining("Panic(code=17)");
    assertThatThrownBy(() -> client.call(contract, "0xff"))
        .isInstanceOf(EvmException.CallReverted.class)
        .hasMessageContaining("without a reason");
  }

  @Test
  void shouldTellWhetherACallIsTaken() {
    String contract = deployed();
    assertThat(client.isTaken(NOBODY, contract, "0xee0102")).isTrue();
    assertThat(client.isTaken(NOBODY, contract, "0xff")).as("it reverts").isFalse();
    assertThat(client.isTaken(NOBODY, NOBODY, "0xee")).as("nothing stands there").isFalse();
  }

  @Test
  void shouldReadChain() {
    String contract = deployed();
    assertThat(client.chainId()).isPositive();
    assertThat(client.call(contract, "0xee0102")).isEqualTo("0x0102");
    assertThat(client.call(NOBODY, "0x01")).isEqualTo("0x");
    assertThat(client.code(contract)).startsWith("0x3660");
    assertThat(client.code(NOBODY)).isEqualTo("0x");
    assertThat(client.block(1_000_000)).isEmpty();
    assertThat(client.header(1_000_000)).isEmpty();
    assertThat(client.blockReceipts(1_000_000)).isEmpty();
    assertThat(client.receipt(DIGEST)).isEmpty();
    assertThat(client.transaction(DIGEST)).isEmpty();
    assertThat(client.latestBlock().number()).isPositive();
    assertThat(client.transactionCount(Anvil.key(0).address())).isEqualTo(1);
    long before = client.latestHeader().number();
    assertThat(client.call(contract, "0xee07", Optional.of(before))).isEqualTo("0x07");
  }

  @Test
  void shouldFindLogs_whenFilteredByContractAndTopic() {
    String contract = deployed();
    String topic = "0x%064x".formatted(1);
    try (TransactionSender sender =
        new TransactionSender(
            client, Anvil.key(1), PreparedTransactions.inMemory(), SenderSettings.zeroFee())) {
      Waiting.result(sender.submit("log", new Call(contract, "0x0203", 60_000)));
    }
    LogFilter all = LogFilter.blocks(0, client.latestHeader().number());
    assertThat(client.logs(all.from(contract).topic(topic)))
        .singleElement()
        .satisfies(
            log -> {
              assertThat(log.data()).isEqualTo("0x0203");
              assertThat(log.topics()).containsExactly(topic);
              assertThat(log.address()).isEqualTo(contract);
            });
    assertThat(client.logs(all.from(NOBODY))).isEmpty();
    long holding = client.logs(all.from(contract)).getFirst().blockNumber();
    List<CountedHeader> headers = client.headers(0, (int) all.toBlock() + 1);
    assertThat(client.headers(1_000_000, 3)).isEmpty();
    assertThat(headers).hasSize((int) all.toBlock() + 1);
    assertThat(headers.get((int) holding).transactions()).isEqualTo(1);
    assertThat(headers)
        .filteredOn(each -> LogsBloom.of(List.of(NOBODY, contract)).allows(each.header()))
        .extracting(CountedHeader::number)
        .containsExactly(holding);
    assertThat(headers).noneMatch(each -> LogsBloom.of(List.of(NOBODY)).allows(each.header()));
    assertThat(client.logs(all.topic().topic(topic))).isEmpty();
  }

  @Test
  void shouldSayWhatTheNodeSaid_whenItRefuses() {
    EvmException.RpcError failure =
        catchThrowableOfType(EvmException.RpcError.class, () -> client.sendRaw("0x1234"));
    assertThat(failure)
        .hasMessageContaining("eth_sendRawTransaction")
        .hasMessageContaining("decode");
    assertThat(failure.rpcCode()).isEqualTo(-32602);
    assertThatThrownBy(() -> client.rpc("no_such_method"))
        .isInstanceOf(EvmException.RpcError.class);
    List<BroadcastAnswer> answers = client.sendRaw(List.of("0x12", "0x34"));
    assertThat(answers).hasSize(2).noneMatch(BroadcastAnswer::accepted);
  }

  @Test
  void shouldSayWhere_whenNobodyAnswers() {
    anvil.close();
    assertThatThrownBy(client::latestHeader)
        .isInstanceOf(EvmException.ChainUnreachable.class)
        .hasMessageContaining("127.0.0.1:" + anvil.port())
        .hasMessageContaining("eth_getBlockByNumber");
  }

  @Test
  @Timeout(60)
  void shouldGiveUp_whenNodeStandsStill() {
    EvmEndpoint endpoint =
        new EvmEndpoint(client.endpoint().http(), Optional.empty(), Duration.ofMillis(300));
    try (EvmClient impatient = EvmClient.connect(endpoint)) {
      anvil.pause();
      assertThatThrownBy(impatient::latestHeader)
          .isInstanceOf(EvmException.ChainUnreachable.class)
          .hasMessageContaining("300 ms");
    } finally {
      anvil.unpause();
    }
  }

  @Test
  void shouldRefuseBadAddresses() {
    assertThatThrownBy(() -> client.call("0x12", "0x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EvmEndpoint.of(URI.create("ftp://host")))
        .hasMessageContaining("expected http");
    assertThat(Hex.address("0xAB" + "0".repeat(38))).startsWith("0xab");
  }
}
