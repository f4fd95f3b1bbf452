package io.govchain.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractArtifactsTest {
  private static final List<String> PROXIES =
      List.of(
          GovernanceAddresses.INSTITUTIONS,
          GovernanceAddresses.ACCOUNTS,
          GovernanceAddresses.WORK_ORDERS,
          GovernanceAddresses.NODES,
          GovernanceAddresses.SERVICES,
          GovernanceAddresses.SUBCHAINS,
          GovernanceAddresses.PIPELINES,
          GovernanceAddresses.TRANSACTIONS,
          GovernanceAddresses.CREDIT,
          GovernanceAddresses.CONTRACTS,
          GovernanceAddresses.PROTOCOL_KEYS,
          GovernanceAddresses.ALLIANCES,
          GovernanceAddresses.DATA_LEDGER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Institutions",
        "Accounts",
        "WorkOrders",
        "Nodes",
        "Services",
        "Subchains",
        "Pipelines",
        "Transactions",
        "Credit",
        "Contracts",
        "ProtocolKeys",
        "Alliances",
        "DataLedger",
        "ValidatorShield",
        "RecoveryValidators",
        "GovernanceProxy",
        "EvidenceStore",
        "Gateway",
        "HashTimeLock",
        "PegVault",
        "PeggedToken",
        "EvidenceSharing",
        "EvidenceArchive",
        "TravelBooking",
        "AssetExchange",
        "CityPoints",
        "PeggedPoints"
      })
  void shouldCarryAbiAndCreationCode_ofEveryContract(String name) {
    assertThat(ContractArtifacts.abi(name)).startsWith("[").contains("\"type\"");
    assertThat(ContractArtifacts.creationCode(name)).matches("0x([0-9a-f]{2})+");
  }

  @Test
  void shouldCarryTheStorageLayout_ofUpgradeableContracts() {
    assertThat(ContractArtifacts.layout("Nodes"))
        .contains("govchain.storage.Nodes", "\"validators\"");
  }

  @Test
  void shouldNameWhatIsMissing_whenContractIsUnknown() {
    assertThatThrownBy(() -> ContractArtifacts.abi("Nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("io/govchain/contracts/abi/Nothing.json");
  }

  @Test
  void shouldAllocateEveryContract_atItsFixedAddress() {
    String template = ContractArtifacts.genesisTemplate();
    for (String proxy : PROXIES) {
      assertThat(template)
          .containsSubsequence(
              "\"" + proxy + "\": {", "\"code\": \"0x60", implementationWord(proxy), "}");
      assertThat(template).contains("\"" + implementation(proxy) + "\": {");
    }
    assertThat(template)
        .contains("\"" + GovernanceAddresses.VALIDATOR_SHIELD + "\": {")
        .contains("\"" + GovernanceAddresses.RECOVERY_VALIDATORS + "\": {");
    assertThat(Pattern.compile("\"nonce\"").matcher(template).results().count())
        .isEqualTo(2 * PROXIES.size() + 2);
  }

  private static String implementation(String proxy) {
    return "0x00000000000000000000000000000000000020" + proxy.substring(proxy.length() - 2);
  }

  private static String implementationWord(String proxy) {
    return "0".repeat(60) + "20" + proxy.substring(proxy.length() - 2);
  }
}
