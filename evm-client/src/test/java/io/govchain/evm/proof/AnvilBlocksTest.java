package io.govchain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.Block;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Receipt;
import io.govchain.evm.TransactionInfo;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.Fees;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.EchoContract;
import io.govchain.evm.testchain.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Headers, transactions and receipts of a live chain, fetched, re-encoded and proved. */
class AnvilBlocksTest {
  private final Anvil anvil = Anvil.start("--gas-limit", "300000000");
  private final EvmClient client = anvil.client();

  @AfterEach
  void stopChain() {
    client.close();
    anvil.close();
  }

  @Test
  void shouldHashEveryHeader_genesisIncluded() {
    Waiting.until("some blocks", () -> client.latestHeader().number() >= 3);
    for (long number = 0; number <= 3; number++) {
      BlockHeader header = client.header(number).orElseThrow();
      assertThat(HeaderRlp.requireHash(header)).isEqualTo(HeaderRlp.HashRule.PLAIN);
      assertThat(HeaderRlp.decode(header.rlp(), header.hash())).isEqualTo(header);
      BlockHeader forged = header.withExtraData("0x01");
      assertThatThrownBy(() -> HeaderRlp.requireHash(forged)).isInstanceOf(ProofException.class);
    }
  }

  @Test
  void shouldProveTransactionsAndReceipts_whenBlocksAreFull() {
    List<Receipt> landed = new ArrayList<>();
    try (TransactionSender dynamic = sender(0, Fees.zero());
        TransactionSender legacy = sender(1, Fees.zeroLegacy())) {
      String contract =
          Waiting.result(dynamic.submit("create", Call.create(EchoContract.CREATION, 200_000)))
              .contractAddress()
              .orElseThrow();
      client.rpc("anvil_setIntervalMining", 0);
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        String data = (i % 7 == 0 ? "0xff" : "0x01") + "%08x".formatted(i).repeat(i % 40);
        receipts.add(dynamic.submit("dynamic-" + i, new Call(contract, data, 80_000)));
        receipts.add(legacy.submit("legacy-" + i, new Call(contract, data, 80_000)));
      }
      Waiting.until(
          "all in the pool",
          () ->
              client.pendingTransactionCount(Anvil.key(0).address()) == 151
                  && client.pendingTransactionCount(Anvil.key(1).address()) == 150);
      String other = Anvil.key(2).address();
      client.rpc(
          "eth_sendTransaction",
          Map.of(
              "from",
              other,
              "to",
              contract,
              "data",
              "0x02",
              "accessList",
              List.of(
                  Map.of(
                      "address", contract, "storageKeys", List.of("0x" + "00".repeat(31) + "07"))),
              "gasPrice",
              "0x0",
              "type",
              "0x1"));
      client.rpc("anvil_mine", "0x1");
      receipts.forEach(receipt -> landed.add(Waiting.result(receipt)));
    }
    assertThat(landed.stream().map(Receipt::blockNumber).distinct()).hasSize(1);
    Block block = client.block(landed.get(0).blockNumber()).orElseThrow();
    List<Receipt> receipts = client.blockReceipts(block.number()).orElseThrow();
    assertThat(block.transactions()).hasSize(301);
    assertThat(block.transactions().stream().map(RawTransaction::type).distinct())
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(receipts.stream().map(Receipt::succeeded).distinct()).hasSize(2);

    BlockProofs proofs = new BlockProofs(block, receipts);
    BlockHeader header = HeaderRlp.decode(block.header().rlp(), block.hash());
    for (int i = 0; i < receipts.size(); i++) {
      InclusionProof transaction = proofs.transaction(i);
      InclusionProof receipt = proofs.receipt(i);
      RawTransaction proved =
          RawTransaction.parse(
              InclusionProof.verify(header.transactionsRoot(), i, transaction.nodes()));
      assertThat(proved).isEqualTo(block.transactions().get(i));
      assertThat(proved.hash()).isEqualTo(receipts.get(i).transactionHash());
      assertThat(proved.from()).isEqualTo(receipts.get(i).from());
      ProvenReceipt provenReceipt =
          ProvenReceipt.parse(InclusionProof.verify(header.receiptsRoot(), i, receipt.nodes()));
      assertThat(provenReceipt.succeeded()).isEqualTo(receipts.get(i).succeeded());
      String wrongRoot = header.transactionsRoot();
      assertThatThrownBy(() -> InclusionProof.verify(wrongRoot, 0, receipt.nodes()))
          .isInstanceOf(ProofException.class);
    }
    assertThat(InclusionProof.transaction(block, 5)).isEqualTo(proofs.transaction(5));
    assertThat(InclusionProof.receipt(receipts, 5)).isEqualTo(proofs.receipt(5));
    List<Receipt> incomplete = receipts.subList(0, 300);
    assertThatThrownBy(() -> new BlockProofs(block, incomplete))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("receipts root");
    TransactionInfo info = client.transaction(landed.get(0).transactionHash()).orElseThrow();
    assertThat(info.inclusion().orElseThrow().blockHash()).isEqualTo(block.hash());
  }

  @Test
  void shouldProveAccounts_whenNodeGivesStateProofs() {
    String address = Anvil.key(0).address();
    var proof = client.rpc("eth_getProof", address, List.of(), "0x0");
    List<String> nodes = new ArrayList<>();
    proof.get("accountProof").forEach(node -> nodes.add(node.asText()));
    String root = stateRootOf(nodes);
    StateProof.AccountState account = StateProof.account(root, address, nodes).orElseThrow();
    assertThat(account.balance()).isEqualTo(Hex.number(proof.get("balance").asText()));
    String missing = "0x00000000000000000000000000000000000000ab";
    var absence = client.rpc("eth_getProof", missing, List.of(), "0x0");
    List<String> absent = new ArrayList<>();
    absence.get("accountProof").forEach(node -> absent.add(node.asText()));
    assertThat(StateProof.account(root, missing, absent)).isEmpty();
  }

  /**
   * Anvil's genesis header does not state the root of its allocation, so the proof's own first node
   * names it.
   */
  private static String stateRootOf(List<String> nodes) {
    return Keccak.ofHex(nodes.get(0));
  }

  private TransactionSender sender(int key, Fees fees) {
    return new TransactionSender(
        client, Anvil.key(key), PreparedTransactions.inMemory(), SenderSettings.with(fees));
  }
}
