package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.contracts.ContractArtifacts;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.Log;
import io.govchain.evm.encoding.Keccak;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

@SuppressWarnings("rawtypes") // web3j's Type in lists
final class GovernanceEventsTest {

  private static final String TRANSACTION = "0x" + "a1".repeat(32);
  private static final String INSTITUTION = "0x" + "b2".repeat(32);

  /**
   * Bookkeeping of the libraries below the contracts, and nothing else, is not an event of ours.
   */
  private static final Set<String> NOT_OURS =
      Set.of(
          "AuthorityUpdated",
          "EIP712DomainChanged",
          "Initialized",
          "OperationCanceled",
          "OperationExecuted",
          "OperationScheduled",
          "ProposalQueued",
          "RoleAdminChanged",
          "RoleGrantDelayChanged",
          "RoleGranted",
          "RoleGuardianChanged",
          "RoleLabel",
          "RoleRevoked",
          "TargetAdminDelayUpdated",
          "TargetClosed",
          "TargetFunctionRoleUpdated",
          "Upgraded");

  @Test
  void shouldDecodeSteps_whenTransactionOpened() {
    List<StepDescriptor> steps =
        List.of(new StepDescriptor(7, true, Side.SOURCE), new StepDescriptor(7, true, Side.TARGET));
    Log log =
        ledgerLog(
            "TransactionOpened(bytes32,bytes32,uint40,uint8,uint256)",
            List.of(TRANSACTION, INSTITUTION),
            number(1_700_000_000),
            number(2),
            new Uint256(Steps.pack(steps)));

    assertThat(GovernanceEvents.decode(log))
        .contains(
            new GovernanceEvent.TransactionOpened(TRANSACTION, INSTITUTION, 1_700_000_000, steps));
  }

  @Test
  void shouldDecodeTheReason_whenEntryRejected() {
    String account = "0x" + "c3".repeat(20);
    Log log =
        ledgerLog(
            "EntryRejected(bytes32,address,uint8,uint8,uint8)",
            List.of(TRANSACTION, "0x" + "0".repeat(24) + "c3".repeat(20)),
            new Uint8(255),
            new Uint8(Entry.ABORTED.ordinal()),
            new Uint8(Rejection.TOO_EARLY.ordinal()));

    assertThat(GovernanceEvents.decode(log))
        .contains(
            new GovernanceEvent.EntryRejected(
                TRANSACTION, account, 255, Entry.ABORTED, Rejection.TOO_EARLY));
  }

  @Test
  void shouldBeEmpty_whenLogIsNotOfThatContract() {
    Log genuine = ledgerLog("StatusChanged(bytes32,uint8)", List.of(TRANSACTION), new Uint8(3));
    Log forged =
        new Log(
            "0x" + "dd".repeat(20),
            genuine.topics(),
            genuine.data(),
            genuine.blockNumber(),
            genuine.blockHash(),
            genuine.transactionHash(),
            0,
            0);

    assertThat(GovernanceEvents.decode(genuine))
        .contains(
            new GovernanceEvent.TransactionStatusChanged(
                TRANSACTION, TransactionRecord.Status.SETTLED));
    assertThat(GovernanceEvents.decode(forged)).isEmpty();
  }

  @Test
  void shouldSayThatTheContractsAreNewer_whenAnEnumValueIsUnknown() {
    Log log = ledgerLog("StatusChanged(bytes32,uint8)", List.of(TRANSACTION), new Uint8(7));

    assertThatThrownBy(() -> GovernanceEvents.decode(log))
        .isInstanceOf(GovernanceMismatchException.class)
        .hasMessageContaining("expected 0..6, was 7");
  }

  @Test
  void shouldKnowEveryEvent_whenTheContractsDeclareIt() {
    Map<String, String> contracts =
        Map.ofEntries(
            Map.entry("Institutions", GovernanceAddresses.INSTITUTIONS),
            Map.entry("Accounts", GovernanceAddresses.ACCOUNTS),
            Map.entry("WorkOrders", GovernanceAddresses.WORK_ORDERS),
            Map.entry("Nodes", GovernanceAddresses.NODES),
            Map.entry("Services", GovernanceAddresses.SERVICES),
            Map.entry("Subchains", GovernanceAddresses.SUBCHAINS),
            Map.entry("Pipelines", GovernanceAddresses.PIPELINES),
            Map.entry("Transactions", GovernanceAddresses.TRANSACTIONS),
            Map.entry("Contracts", GovernanceAddresses.CONTRACTS),
            Map.entry("Alliances", GovernanceAddresses.ALLIANCES),
            Map.entry("DataLedger", GovernanceAddresses.DATA_LEDGER),
            Map.entry("ProtocolKeys", GovernanceAddresses.PROTOCOL_KEYS));

    Set<String> unknown = new TreeSet<>();
    contracts.forEach(
        (name, address) ->
            DeclaredInAbi.events(ContractArtifacts.abi(name)).stream()
                .filter(event -> !NOT_OURS.contains(event.name()))
                .filter(event -> !GovernanceEvents.knows(address, event.topic()))
                .forEach(event -> unknown.add(name + "." + event.signature())));

    assertThat(unknown).isEmpty();
  }

  private static Log ledgerLog(String signature, List<String> indexed, Type... data) {
    List<String> topics = new ArrayList<>(List.of(Keccak.ofText(signature)));
    topics.addAll(indexed);
    return new Log(
        GovernanceAddresses.TRANSACTIONS,
        topics,
        "0x" + FunctionEncoder.encodeConstructor(List.of(data)),
        5,
        "0x" + "0e".repeat(32),
        "0x" + "0f".repeat(32),
        0,
        0);
  }

  private static Uint256 number(long value) {
    return new Uint256(BigInteger.valueOf(value));
  }
}
