package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class GenesisGeneratorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long CHAIN_ID = 7100;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldFoundTheChainAsTold_whenBooted(long seed) {
    Founding founding = Foundings.random(CHAIN_ID, seed);
    try (ChainNetwork chain = boot(founding);
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      assertInstitutions(client, founding);
      assertAccounts(client, founding);
      assertNodes(client, founding);
      for (String source :
          List.of(
              GovernanceAddresses.NODES,
              GovernanceAddresses.VALIDATOR_SHIELD,
              GovernanceAddresses.RECOVERY_VALIDATORS)) {
        assertThat(texts(ask(client, source, "getValidators()(address[])").get(0)))
            .as("validators named by %s", source)
            .containsExactlyElementsOf(founding.validators());
      }
    }
  }

  @Test
  void shouldFoundWorkOrdersAndDirectory_whenBooted() {
    try (ChainNetwork chain = boot(Foundings.random(CHAIN_ID, 6));
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      assertThat(number(client, GovernanceAddresses.WORK_ORDERS, "votingPeriod()(uint256)"))
          .isEqualTo(Duration.ofDays(7).toSeconds());
      FunctionSignature upgraded = FunctionSignature.parse("initialize(address)");
      String again = upgraded.encode(JSON.createArrayNode().add(GovernanceAddresses.ACCOUNTS));
      for (String contract :
          List.of(
              GovernanceAddresses.SERVICES,
              GovernanceAddresses.SUBCHAINS,
              GovernanceAddresses.PIPELINES,
              GovernanceAddresses.TRANSACTIONS,
              GovernanceAddresses.CONTRACTS,
              GovernanceAddresses.PROTOCOL_KEYS)) {
        assertThat(
                catchThrowableOfType(
                    EvmException.CallReverted.class, () -> client.call(contract, again)))
            .as("%s must be initialised already", contract)
            .isNotNull();
      }
    }
  }

  @Test
  void shouldGiveTheSameFile_whenTheFoundingIsTheSame() throws IOException {
    Path first = GenesisGenerator.generate(Foundings.random(CHAIN_ID, 7), directory.resolve("1"));
    Path second = GenesisGenerator.generate(Foundings.random(CHAIN_ID, 7), directory.resolve("2"));
    assertThat(first).hasSameTextualContentAs(second);
  }

  @Test
  void shouldAskTheShieldForValidators_whenBesuReadsTheFile() throws IOException {
    Path file = GenesisGenerator.generate(Foundings.random(CHAIN_ID, 8), directory.resolve("g"));
    JsonNode genesis = JSON.readTree(Files.readString(file));
    JsonNode qbft = genesis.at("/config/qbft");
    assertThat(qbft.get("validatorcontractaddress").asText())
        .isEqualTo(GovernanceAddresses.VALIDATOR_SHIELD);
    assertThat(qbft.get("blockperiodseconds").asInt()).isEqualTo(1);
    assertThat(genesis.at("/config/zeroBaseFee").asBoolean()).isTrue();
    assertThat(genesis.get("extraData").asText()).isEqualTo("0xe5a0" + "0".repeat(64) + "c0c080c0");
    assertThat(genesis.get("alloc"))
        .hasSameSizeAs(JSON.readTree(ContractArtifacts.genesisTemplate()));
  }

  @Test
  void shouldSayWhatIsWrong_whenAContractRefusesTheFounding() {
    Founding good = Foundings.random(CHAIN_ID, 9);
    Founding.Institution twice = good.institutions().getFirst();
    Founding founding = Founding.of(CHAIN_ID, List.of(twice, twice), good.accounts(), good.nodes());
    NetworkException refused =
        catchThrowableOfType(
            NetworkException.class,
            () -> GenesisGenerator.generate(founding, directory.resolve("refused.json")));
    assertThat(refused.error()).isEqualTo(NetworkError.GENESIS_UNUSABLE);
    assertThat(refused)
        .hasMessageContaining("Institutions refuses this founding")
        .hasMessageContaining("InstitutionCodeTaken(code=member-0)");
    assertThat(directory.resolve("refused.json")).doesNotExist();
  }

  @Test
  void shouldBootEmpty_whenPlain() throws IOException {
    Path file = GenesisGenerator.plain(7200, directory.resolve("plain.json"));
    try (ChainNetwork chain = Anvil.start(spec(7200, file));
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      assertThat(client.chainId()).isEqualTo(7200);
      assertThat(client.code(GovernanceAddresses.NODES)).isEqualTo("0x");
    }
  }

  @Test
  void shouldNameTheFirstValidatorsInTheHeader_whenPlainWithValidators() throws IOException {
    List<String> validators =
        List.of("0x" + "B".repeat(40), "0x" + "a".repeat(40)); // Besu sorts them
    Path file =
        GenesisGenerator.plain(
            7300, validators, BlockSettings.DEFAULT, directory.resolve("plain.json"));
    JsonNode genesis = JSON.readTree(Files.readString(file));
    assertThat(genesis.at("/config/qbft").has("validatorcontractaddress")).isFalse();
    assertThat(genesis.get("extraData").asText())
        .isEqualTo(
            "0xf84fa0"
                + "0".repeat(64)
                + "ea94"
                + "a".repeat(40)
                + "94"
                + "b".repeat(40)
                + "c080c0");
  }

  private static void assertInstitutions(EvmClient client, Founding founding) {
    List<List<String>> expected =
        founding.institutions().stream()
            .map(
                i ->
                    List.of(
                        Keccak.ofText(i.code()),
                        i.code(),
                        i.name(),
                        "1",
                        "1",
                        i.documentDigest(),
                        i.attributes(),
                        "did:govchain:" + CHAIN_ID + ":" + i.code(),
                        i.contact(),
                        "1"))
            .toList();
    assertThat(
            rows(
                client,
                GovernanceAddresses.INSTITUTIONS,
                "institutions(uint256,uint256)((bytes32,string,string,uint8,uint8,bytes32,string,string,address,uint48)[])"))
        .isEqualTo(expected);
    assertThat(
            number(client, GovernanceAddresses.INSTITUTIONS, "genesisCountAt(uint48)(uint256)", 1))
        .isEqualTo(expected.size());
  }

  private static void assertAccounts(EvmClient client, Founding founding) {
    List<List<String>> expected =
        founding.accounts().stream()
            .map(
                a ->
                    List.of(
                        Signature.addressOf(a.publicKey()),
                        Keccak.ofText(a.institution()),
                        Integer.toString(a.role().number()),
                        "2",
                        Hex.of(a.publicKey()),
                        "1"))
            .toList();
    assertThat(
            rows(
                client,
                GovernanceAddresses.ACCOUNTS,
                "accounts(uint256,uint256)((address,bytes32,uint8,uint8,bytes,uint48)[])"))
        .isEqualTo(expected);
  }

  private static void assertNodes(EvmClient client, Founding founding) {
    List<List<String>> expected =
        founding.nodes().stream()
            .map(
                n ->
                    List.of(
                        Keccak.ofHex(Hex.of(n.publicKey())),
                        Keccak.ofText(n.institution()),
                        Signature.addressOf(n.publicKey()),
                        Integer.toString(n.kind().number()),
                        "2",
                        Hex.of(n.publicKey()),
                        n.endpoint()))
            .toList();
    assertThat(
            rows(
                client,
                GovernanceAddresses.NODES,
                "nodes(uint256,uint256)((bytes32,bytes32,address,uint8,uint8,bytes,string)[])"))
        .isEqualTo(expected);
  }

  private ChainNetwork boot(Founding founding) {
    Path genesis = GenesisGenerator.generate(founding, directory.resolve("genesis.json"));
    return Anvil.start(spec(founding.chainId(), genesis));
  }

  private ChainSpec spec(long chainId, Path genesis) {
    return ChainSpec.of("test", chainId, genesis, directory).withBlockTime(Duration.ofMillis(200));
  }

  private static List<List<String>> rows(EvmClient client, String contract, String signature) {
    List<List<String>> rows = new ArrayList<>();
    ask(client, contract, signature, 0, 100).get(0).forEach(row -> rows.add(texts(row)));
    return rows;
  }

  private static long number(EvmClient client, String contract, String signature, long... with) {
    return ask(client, contract, signature, with).get(0).asLong();
  }

  private static ArrayNode ask(EvmClient client, String to, String signature, long... with) {
    FunctionSignature function = FunctionSignature.parse(signature);
    ArrayNode arguments = JSON.createArrayNode();
    for (long argument : with) {
      arguments.add(argument);
    }
    return function.decodeResult(client.call(to, function.encode(arguments)));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
