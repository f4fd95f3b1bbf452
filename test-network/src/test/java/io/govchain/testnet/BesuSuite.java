package io.govchain.testnet;

import static io.govchain.testnet.acceptance.ChainConditions.agreesOnBlock;
import static io.govchain.testnet.acceptance.ChainConditions.grows;
import static io.govchain.testnet.acceptance.Condition.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.testnet.acceptance.Conditions;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a QBFT governance chain of four validators and an audit node has to do, however it is run.
 * The suites of this kind are skipped, and say so in one line, where no Besu can be had.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
abstract class BesuSuite {
  static final Conditions WITHIN_A_MINUTE = Conditions.within(Duration.ofMinutes(1));
  private static final long CHAIN_ID = 7500;

  @TempDir Path directory;
  ChainNetwork chain;
  Founding founding;

  /** Why this suite cannot run here, in one line; empty when it can. */
  abstract Optional<String> missing();

  abstract ChainNetwork start(ChainSpec spec);

  @BeforeAll
  void found() {
    missing()
        .ifPresent(
            why -> {
              String line = getClass().getSimpleName() + " skipped: " + why;
              System.out.println(line);
              assumeTrue(false, line);
            });
    List<NodeKey> validators = Stream.generate(NodeKey::generate).limit(4).toList();
    NodeKey audit = NodeKey.generate();
    founding = founding(validators, audit);
    Path genesis = GenesisGenerator.generate(founding, directory.resolve("genesis.json"));
    chain =
        start(
            ChainSpec.of("gov", CHAIN_ID, genesis, directory)
                .withNodes(validators, List.of(audit)));
  }

  @AfterAll
  void end() {
    if (chain != null) {
      chain.close();
    }
  }

  @Test
  void shouldLetTheNodesContractNameTheValidators_whenFounded() {
    try (EvmClient client = client()) {
      List<String> validators = new ArrayList<>();
      client
          .rpc("qbft_getValidatorsByBlockNumber", "latest")
          .forEach(validator -> validators.add(validator.asText()));
      assertThat(validators).containsExactlyInAnyOrderElementsOf(founding.validators());
    }
  }

  @Test
  void shouldAgreeOnBlocks_whenAllNodesRun() {
    WITHIN_A_MINUTE.eventually(grows(chain, 3), agreesOnBlock(chain, 2));
  }

  @Test
  void shouldTakeAnybodysFreeTransaction_whenTheAccountHasNoFunds() {
    try (EvmClient client = client()) {
      SigningKey nobody = SigningKey.random();
      RawTransaction transaction =
          nobody.signTransaction(
              new UnsignedTransaction(
                  CHAIN_ID,
                  0,
                  Optional.of(GovernanceAddresses.INSTITUTIONS),
                  BigInteger.ZERO,
                  "0x",
                  100_000,
                  UnsignedTransaction.GasPrice.zero()));
      String hash = client.sendRaw(transaction.raw());
      WITHIN_A_MINUTE.eventually(
          that("the receipt of " + hash, () -> client.receipt(hash))
              .satisfies("is there", Optional::isPresent));
    }
  }

  @Test
  void shouldGoOn_whenPausedAndResumed() {
    chain.pause();
    assertThat(chain.isRunning()).isTrue();
    chain.resume();
    Conditions.within(Duration.ofMinutes(3)).eventually(grows(chain, 2));
  }

  @Test
  void shouldHaveItsBlocksBack_whenRestarted() {
    String before;
    try (EvmClient client = client()) {
      before = client.header(1).orElseThrow().hash();
    }
    chain.restart();
    try (EvmClient client = client()) {
      assertThat(client.header(1).orElseThrow().hash()).isEqualTo(before);
    }
    Conditions.within(Duration.ofMinutes(3)).eventually(grows(chain, 2));
  }

  private EvmClient client() {
    return EvmClient.connect(EvmEndpoint.of(chain.rpc()));
  }

  private static Founding founding(List<NodeKey> validators, NodeKey audit) {
    List<Founding.Institution> institutions = new ArrayList<>();
    List<Founding.Account> accounts = new ArrayList<>();
    List<Founding.Node> nodes = new ArrayList<>();
    for (NodeKey validator : validators) {
      String code = "member-" + institutions.size();
      institutions.add(
          new Founding.Institution(code, "Member", Keccak.ofText(code), "{}", validator.address()));
      accounts.add(
          new Founding.Account(code, Founding.Role.GOVERNOR, SigningKey.random().publicKey()));
      nodes.add(
          new Founding.Node(code, Founding.NodeKind.GENESIS, validator.publicKey(), "127.0.0.1"));
    }
    nodes.add(
        new Founding.Node("member-0", Founding.NodeKind.AUDIT, audit.publicKey(), "127.0.0.1"));
    return Founding.of(CHAIN_ID, institutions, accounts, nodes);
  }
}
