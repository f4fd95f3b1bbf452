package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.contracts.GovernanceAddresses;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WorkOrderDescriptionTest {

  /** That the page is held to as well. */
  private static final Path VECTORS = Path.of("../vote-ui/vectors/calls.json");

  private static final String ADDRESS = "0x" + "ab".repeat(20);

  /** Actions whose words need nothing looked up. */
  private static final List<ProposedCall> ACTIONS =
      List.of(
          GovernanceActions.resolveTransaction("0x" + "12".repeat(32), "settled by letter"),
          GovernanceActions.setPeriods(3600, 7200),
          GovernanceActions.setCreditRules(
              new CreditRules(600, 300, 1000, 1, 5, 10, 20, 40, 10, 100, 86_400)),
          GovernanceActions.registerGovernedContract("Credit", ADDRESS),
          GovernanceActions.upgradeGovernedContract("Pipelines", ADDRESS, "0x"),
          GovernanceActions.freezeGovernedContract("Pipelines"),
          GovernanceActions.unfreezeGovernedContract("Pipelines"),
          GovernanceActions.retireGovernedContract("Pipelines"));

  @Test
  void shouldSayWhatTheCallDoes_whenActionIsKnown() {
    assertThat(english(GovernanceActions.freezeGovernedContract("Pipelines")))
        .isEqualTo("Freeze governance contract “Pipelines”");
    assertThat(english(GovernanceActions.setPeriods(3600, 7200)))
        .contains("3600 s")
        .contains("7200 s");
    assertThat(english(ACTIONS.get(2))).contains("threshold 300", "window 86400 s");
    assertThat(ACTIONS)
        .allSatisfy(action -> assertThat(english(action)).doesNotStartWith("UNKNOWN"));
  }

  @Test
  void shouldNameTheFunctionAndMajority_whenPolicyChanges() {
    ProposedCall call =
        GovernanceActions.setPolicy(
            GovernanceAddresses.PIPELINES,
            GovernanceActions.freezePipeline("a/b").selector(),
            WorkOrder.Policy.TWO_THIRDS);

    assertThat(english(call))
        .isEqualTo("Let Pipelines.freeze(bytes32) need this majority: two thirds");
    assertThat(sentence(call).chinese()).contains("三分之二");
  }

  @Test
  void shouldShowTheRawCall_whenItIsUnknownOrCutOff() {
    assertThat(english(new ProposedCall(ADDRESS, "0x12345678")))
        .isEqualTo("UNKNOWN CALL of " + ADDRESS + " with data 0x12345678");
    ProposedCall whole = GovernanceActions.freezeGovernedContract("Pipelines");
    assertThat(english(new ProposedCall(whole.to(), whole.selector())))
        .startsWith("UNKNOWN CALL of " + GovernanceAddresses.CONTRACTS);
  }

  @Test
  void shouldKnowTheCallsThatThePageKnows_whenDataAreNotExactlyTheArguments() throws IOException {
    JsonNode vectors = new ObjectMapper().readTree(Files.readString(VECTORS));
    assertThat(vectors).hasSizeGreaterThan(20);
    for (JsonNode vector : vectors) {
      String why = vector.path("why").asText();
      BigInteger value = new BigInteger(vector.path("value").asText());
      ProposedCall call =
          new ProposedCall(vector.path("to").asText(), vector.path("data").asText(), value);
      boolean known = vector.path("known").asBoolean();

      assertThat(WorkOrderDescription.function(call).isPresent()).as(why).isEqualTo(known);
      if (!vector.path("to").asText().equals(GovernanceAddresses.PIPELINES) || !known) {
        assertThat(sentence(call).english().contains("UNKNOWN CALL")).as(why).isNotEqualTo(known);
      }
    }
  }

  @Test
  void shouldLookIntoCallsWithinCalls_untilTheyGoTooDeep() {
    ProposedCall call = GovernanceActions.setPeriods(3600, 7200);
    for (int depth = 1; depth < 300; depth++) {
      call =
          GovernanceActions.upgradeGovernedContract(
              depth == 1 ? "WorkOrders" : "Contracts", ADDRESS, call.data());
      if (depth == 2) {
        assertThat(WorkOrderDescription.function(call)).hasValue("upgrade");
        assertThat(english(call))
            .contains("then call it with: Let votes last 3600 s")
            .endsWith("(by the functions that it has now; the new code decides)");
      }
    }
    assertThat(WorkOrderDescription.function(call)).isEmpty();
    assertThat(english(call)).contains("UNKNOWN CALL");
  }

  @Test
  void shouldSayThatItCannotBeCarriedOut_whenACallMovesMoney() {
    ProposedCall call = GovernanceActions.freezeGovernedContract("Pipelines");
    ProposedCall moving = new ProposedCall(call.to(), call.data(), BigInteger.TWO);
    assertThat(english(moving))
        .isEqualTo(
            "UNKNOWN CALL that moves 2 wei and can never be carried out, as governance contracts take"
                + " none: Freeze governance contract “Pipelines”");
    assertThat(sentence(moving).chinese()).contains("附带 2 wei");
    assertThat(new Proposal(List.of(moving), "x").workOrderId())
        .isNotEqualTo(new Proposal(List.of(call), "x").workOrderId());
  }

  @Test
  void shouldHaveWordsOnlyForFunctionsThatExist_whenComparedWithTheAbis() {
    List<String> contracts =
        List.of(
            "Institutions",
            "Accounts",
            "WorkOrders",
            "Nodes",
            "Pipelines",
            "Transactions",
            "Credit",
            "Contracts",
            "ProtocolKeys",
            "Services",
            "Subchains",
            "DataLedger");
    Set<String> declared =
        contracts.stream()
            .flatMap(name -> DeclaredInAbi.functions(ContractArtifacts.abi(name)).stream())
            .map(DeclaredInAbi.Declared::signature)
            .collect(Collectors.toSet());

    assertThat(declared).containsAll(ActionWords.signatures());
  }

  @Test
  void shouldNotObeyTheText_whenItHoldsControlCharacters() {
    String note = "fine\u001b[2J\r\nAdmit nobody\u202e";

    assertThat(english(GovernanceActions.resolveTransaction("0x" + "12".repeat(32), note)))
        .endsWith("(“fine [2J Admit nobody ”)");
  }

  @Test
  void shouldQuoteWhatOthersWrote_whenItWouldReadOnAsOurWords() {
    String name = "Credit” at 0x1, and retire “Pipelines\u3164";

    assertThat(english(GovernanceActions.registerGovernedContract(name, ADDRESS)))
        .isEqualTo(
            "Register governance contract “Credit' at 0x1, and retire 'Pipelines ” at " + ADDRESS);
  }

  @Test
  void shouldShowTheRawCall_whenItClaimsToBeEnormous() {
    String selector =
        GovernanceActions.setFunctionRole(ADDRESS, List.of(), Account.Role.OPERATOR).selector();
    String enormous =
        selector
            + "0".repeat(24)
            + ADDRESS.substring(2)
            + "0".repeat(62)
            + "60"
            + "0".repeat(63)
            + "2"
            + "0".repeat(56)
            + "7fffffff";

    assertThat(english(new ProposedCall(GovernanceAddresses.ACCOUNTS, enormous)))
        .startsWith("UNKNOWN CALL of " + GovernanceAddresses.ACCOUNTS)
        .endsWith("... (132 bytes)");
  }

  @Test
  void shouldNameEveryFunctionAndTheRole_whenPermissionsChange() {
    ProposedCall call =
        GovernanceActions.setFunctionRole(
            GovernanceAddresses.PIPELINES,
            List.of(GovernanceActions.freezePipeline("a/b").selector(), "0x01020304"),
            Account.Role.OPERATOR);

    assertThat(english(call))
        .isEqualTo(
            "Let only operator accounts call Pipelines.freeze(bytes32), Pipelines.0x01020304");
  }

  private static String english(ProposedCall call) {
    return sentence(call).english();
  }

  private static Sentence sentence(ProposedCall call) {
    return WorkOrderDescription.of(new Proposal(List.of(call), "text"), null).get(0);
  }
}
