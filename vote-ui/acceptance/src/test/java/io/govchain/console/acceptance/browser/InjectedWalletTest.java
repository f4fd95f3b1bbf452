package io.govchain.console.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Ballot;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkKind;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The wallet that other tests inject, in a blank page on a real chain. */
@ExtendWith(InChromium.class)
class InjectedWalletTest {
  private static final String ANYBODY = "0x00000000000000000000000000000000000000aa";

  @TempDir private Path directory;
  private final SigningKey key = SigningKey.random();
  private ChainNetwork chain;
  private InjectedWallet wallet;
  private Visitor visitor;

  @BeforeEach
  void start(Browsing browsing) {
    Path genesis = GenesisGenerator.plain(77, directory.resolve("genesis.json"));
    chain =
        ChainNetwork.start(
            NetworkKind.ANVIL,
            ChainSpec.of("wallet", 77, genesis, directory).withBlockTime(Duration.ofMillis(250)));
    wallet = InjectedWallet.holding(key, chain.rpc());
    visitor = browsing.visitor(URI.create("http://127.0.0.1/"), Look.USUAL);
    visitor.carry(wallet);
    visitor.open("data:text/html,<p>blank</p>");
    visitor
        .page()
        .evaluate(
            """
            () => {
              window.addEventListener('eip6963:announceProvider', e => { window.found = e.detail.provider; });
              window.dispatchEvent(new Event('eip6963:requestProvider'));
              window.ask = (method, ...params) =>
                window.found.request({method, params}).catch(e => 'refused ' + e.code + ' ' + e.message);
            }
            """);
  }

  @AfterEach
  void end() {
    visitor.close();
    chain.close();
  }

  @Test
  void shouldTellItsAccountAndChain_whenAsked() {
    assertThat(visitor.page().evaluate("ask('eth_requestAccounts')"))
        .isEqualTo(List.of(key.address()));
    assertThat(visitor.page().evaluate("ask('eth_chainId')")).isEqualTo("0x4d");
    assertThat(wallet.asked()).containsExactly("eth_requestAccounts");
  }

  @Test
  void shouldReachTheChain_whenItSendsATransaction() {
    Object hash =
        visitor
            .page()
            .evaluate("to => ask('eth_sendTransaction', {to, data: '0x', gas: '0x5208'})", ANYBODY);

    try (EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      visitor.page().waitForCondition(() -> client.receipt((String) hash).isPresent());
      assertThat(client.transactionCount(key.address())).isEqualTo(1);
    }
  }

  @Test
  void shouldSignAsTheChainUnderstandsIt_whenItSignsTypedData() {
    String order = "0x" + "5".repeat(64);
    String expected = Ballot.sign(key, 77, order, WorkOrder.Vote.FOR, BigInteger.TWO).signature();

    Object signature =
        visitor
            .page()
            .evaluate(
                "data => ask('eth_signTypedData_v4', '%s', data)".formatted(key.address()),
                ballot(order));

    assertThat(signature).isEqualTo(expected);
  }

  @Test
  void shouldRefuse_whenItsOwnerRejects() {
    wallet.rejectEverything();

    assertThat(visitor.page().evaluate("ask('eth_requestAccounts')"))
        .isEqualTo("refused 4001 User rejected the request.");

    wallet.confirmEverything();
    assertThat(visitor.page().evaluate("ask('eth_requestAccounts')"))
        .isEqualTo(List.of(key.address()));
  }

  private String ballot(String order) {
    return """
        {"types": {
           "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"},
             {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}],
           "Ballot": [{"name": "proposalId", "type": "uint256"}, {"name": "support", "type": "uint8"},
             {"name": "voter", "type": "address"}, {"name": "nonce", "type": "uint256"}]},
         "primaryType": "Ballot",
         "domain": {"name": "Govchain WorkOrders", "version": "1", "chainId": 77, "verifyingContract": "%s"},
         "message": {"proposalId": "%s", "support": %d, "voter": "%s", "nonce": "2"}}
        """
        .formatted(
            GovernanceAddresses.WORK_ORDERS,
            new BigInteger(order.substring(2), 16),
            WorkOrder.Vote.FOR.ordinal(),
            key.address());
  }
}
