package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.contracts.ContractArtifacts;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.BinaryLog;
import io.govchain.evm.Log;
import io.govchain.evm.encoding.Keccak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;

@SuppressWarnings("rawtypes") // web3j's Type in lists
final class GovernanceEventsTest {

  private static final String TRANSACTION = "0x" + "a1".repeat(32);
  private static final String ACCOUNT = "0x" + "c3".repeat(20);
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
          "Upgraded");

  @Test
  void shouldDecodeEveryEntry_whenABatchWasRecorded() {
    List<StepDescriptor> steps =
        List.of(new StepDescriptor(7, true, Side.SOURCE), new StepDescriptor(7, true, Side.TARGET));
    byte[] entries =
        PackedEntries.encode(
            List.of(new Opening(TRANSACTION, 1_700_000_000, steps)),
            List.of(
                new Report(TRANSACTION, 0, Entry.FAILED, INSTITUTION),
                Report.whole(TRANSACTION, Entry.ABORTED, INSTITUTION)));

    assertThat(GovernanceEvents.decode(recorded(entries, 0x01, 0x14, 0x80 | 14)))
        .containsExactly(
            new GovernanceEvent.TransactionOpened(TRANSACTION, INSTITUTION, 1_700_000_000, steps),
            new GovernanceEvent.StepReported(
                TRANSACTION, INSTITUTION, 0, Entry.FAILED, INSTITUTION),
            new GovernanceEvent.TransactionStatusChanged(
                TRANSACTION, TransactionRecord.Status.COMPENSATING),
            new GovernanceEvent.TransactionStatusChanged(
                TRANSACTION, TransactionRecord.Status.COMPENSATED),
            new GovernanceEvent.EntryRejected(
                TRANSACTION, ACCOUNT, 255, Entry.ABORTED, Rejection.TOO_EARLY));
  }

  @Test
  void shouldReadTheSameBatchFromBytes_andNoOtherLog() {
    List<StepDescriptor> steps = List.of(new StepDescriptor(7, true, Side.SOURCE));
    byte[] entries =
        PackedEntries.encode(
            List.of(new Opening(TRANSACTION, 1_700_000_000, steps)),
            List.of(
                new Report(TRANSACTION, 0, Entry.FAILED, INSTITUTION),
                Report.whole(TRANSACTION, Entry.ABORTED, INSTITUTION)));
    Log log = recorded(entries, 0x01, 0x14, 0x80 | 14);

    LedgerBatch batch = LedgerBatch.of(BinaryLog.of(log)).orElseThrow();

    assertThat(BatchEvents.of(batch)).hasSize(5).isEqualTo(GovernanceEvents.decode(log));
    assertThat(batch.institution()).isEqualTo(INSTITUTION);
    assertThat(batch.account()).isEqualTo(ACCOUNT);
    assertThat(batch.entries()).isEqualTo(3);
    Log resolved =
        ledgerLog("TransactionResolved(bytes32,string)", List.of(TRANSACTION), new Utf8String("x"));
    assertThat(LedgerBatch.of(BinaryLog.of(resolved))).isEmpty();
    for (Log either : List.of(log, resolved)) {
      assertThat(GovernanceEvents.decode(BinaryLog.of(either)))
          .isNotEmpty()
          .isEqualTo(GovernanceEvents.decode(either));
    }
  }

  @Test
  void shouldRefuseABatch_whenItsFieldsPointOutside() {
    Log whole = recorded(new byte[40], 1);
    byte[] data = BinaryLog.of(whole).data();
    for (int length = 0; length < data.length; length += 16) {
      byte[] cut = Arrays.copyOf(data, length);
      // What is cut off at the end may be padding alone.
      if (length < data.length - 31) {
        refused(withData(whole, cut));
      }
    }
    for (int word = 0; word < 3; word++) {
      byte[] outside = data.clone();
      Arrays.fill(outside, 32 * word, 32 * word + 32, (byte) 0xff);
      refused(withData(whole, outside));
    }
  }

  private static void refused(BinaryLog log) {
    assertThatThrownBy(() -> LedgerBatch.of(log))
        .isInstanceOf(GovernanceMismatchException.class)
        .hasMessageContaining(log.transactionHash());
  }

  private static BinaryLog withData(Log log, byte[] data) {
    return new BinaryLog(
        log.address(), log.topics(), data, 5, log.blockHash(), log.transactionHash(), 0, 0);
  }

  @Test
  void shouldTellWhoRecordedABatch_andOfOtherLogsNothing() {
    assertThat(GovernanceEvents.sender(BinaryLog.of(recorded(new byte[0])))).contains(ACCOUNT);
    assertThat(
            GovernanceEvents.sender(
                BinaryLog.of(
                    ledgerLog(
                        "TransactionResolved(bytes32,string)",
                        List.of(TRANSACTION),
                        new Utf8String("x")))))
        .isEmpty();
    assertThat(GovernanceEvents.contracts())
        .hasSize(13)
        .contains(GovernanceAddresses.TRANSACTIONS, GovernanceAddresses.PROTOCOL_KEYS);
  }

  @Test
  void shouldBeEmpty_whenLogIsNotOfThatContract() {
    Log genuine =
        ledgerLog("TransactionResolved(bytes32,string)", List.of(TRANSACTION), new Utf8String("x"));
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
        .containsExactly(
            new GovernanceEvent.TransactionResolved(TRANSACTION, "x"),
            new GovernanceEvent.TransactionStatusChanged(
                TRANSACTION, TransactionRecord.Status.RESOLVED));
    assertThat(GovernanceEvents.decode(forged)).isEmpty();
  }

  @Test
  void shouldSayThatTheContractsAreNewer_whenAnEnumValueIsUnknown() {
    byte[] entries =
        PackedEntries.encode(
            List.of(), List.of(new Report(TRANSACTION, 0, Entry.FAILED, INSTITUTION)));

    assertThatThrownBy(() -> GovernanceEvents.decode(recorded(entries, 0x17)))
        .isInstanceOf(GovernanceMismatchException.class)
        .hasMessageContaining("expected 0..6, was 7");
  }

  @Test
  void shouldSayWhere_whenABatchCannotBeRead() {
    byte[] entries =
        PackedEntries.encode(
            List.of(), List.of(new Report(TRANSACTION, 0, Entry.FAILED, INSTITUTION)));

    assertThatThrownBy(() -> GovernanceEvents.decode(recorded(entries)))
        .isInstanceOf(GovernanceMismatchException.class)
        .hasMessageContaining("entry")
        .hasMessageContaining("of 67");
    assertThatThrownBy(() -> GovernanceEvents.decode(recorded(Arrays.copyOf(entries, 40), 0x11)))
        .isInstanceOf(GovernanceMismatchException.class)
        .hasMessageContaining("of 40");
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
            Map.entry("Credit", GovernanceAddresses.CREDIT),
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

  private static Log recorded(byte[] entries, int... results) {
    byte[] bytes = new byte[results.length];
    for (int i = 0; i < results.length; i++) {
      bytes[i] = (byte) results[i];
    }
    return ledgerLog(
        "Recorded(bytes32,address,bytes,bytes)",
        List.of(INSTITUTION, "0x" + "0".repeat(24) + ACCOUNT.substring(2)),
        new DynamicBytes(entries),
        new DynamicBytes(bytes));
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
}
