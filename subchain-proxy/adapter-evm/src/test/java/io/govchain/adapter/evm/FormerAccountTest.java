package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One store, two keys: what the former one signed, and nobody knows the end of. */
@Timeout(180)
class FormerAccountTest {

  private static final String STORE = "store(bytes32,string)";
  private static final char[] PASSWORD = "a password".toCharArray();
  private static LocalChain chain;
  private static String contract;

  @TempDir Path directory;
  private final MemoryWrites store = new MemoryWrites();
  private final List<SubchainAdapter> opened = new ArrayList<>();
  private SigningKey former;
  private SigningKey present;

  @BeforeAll
  static void startChain() throws Exception {
    chain = LocalChain.start(4247);
    contract =
        sent(SigningKey.random(), Call.create(resource("bytecode/EvidenceStore.hex"), 3_000_000));
  }

  @AfterAll
  static void stopChain() {
    chain.close();
  }

  @BeforeEach
  void createKeys() throws IOException {
    Files.writeString(directory.resolve("password"), "a password\n");
    former = key("former.json");
    present = key("present.json");
    Files.createDirectory(directory.resolve("abis"));
    Files.writeString(
        directory.resolve("abis/EvidenceStore.json"), resource("abi/EvidenceStore.json"));
  }

  private SigningKey key(String file) {
    KeystoreFile.create(directory.resolve(file), PASSWORD, KeystoreFile.Strength.LIGHT);
    return KeystoreFile.open(directory.resolve(file), PASSWORD);
  }

  @AfterEach
  void closeAdapters() {
    opened.forEach(SubchainAdapter::close);
  }

  @Test
  void shouldTellThatItSucceeded_whenItWasMinedWhileTheProxyWasDown() throws Exception {
    PreparedWrite left = leave("left", 1);
    chain.client().sendRaw(Hex.of(left.signed()));
    LocalChain.await("the block", () -> chain.client().receipt(left.hash()).isPresent());
    SubchainAdapter adapter = open("present.json", store);
    // With this the present account has passed the nonce as well.
    assertThat(write(adapter, "own", 2)).isInstanceOf(WriteOutcome.Succeeded.class);

    assertSucceeded(write(adapter, "left", 1), left);
    assertThat(count(present)).isEqualTo(1);
    assertThat(store.result("left")).contains("finished");
  }

  @Test
  void shouldBroadcastTheSavedBytes_whenTheyWereNotMinedYet() throws Exception {
    PreparedWrite left = leave("left", 3);
    SubchainAdapter adapter = open("present.json", store);
    assertThat(write(adapter, "own", 4)).isInstanceOf(WriteOutcome.Succeeded.class);

    assertSucceeded(write(adapter, "left", 3), left);
    assertThat(count(former)).isEqualTo(1);
    assertThat(count(present)).isEqualTo(1);
  }

  @Test
  void shouldBroadcastThoseBelowToo_whenNobodyAsksForThem() throws Exception {
    leave("below", 5);
    PreparedWrite left = leave("left", 6);
    assertThat(left.nonce()).isEqualTo(1);

    assertSucceeded(write(open("present.json", store), "left", 6), left);
    LocalChain.await("the end of the other", () -> store.result("below").isPresent());
    assertThat(count(former)).isEqualTo(2);
    assertThat(count(present)).isZero();
  }

  @Test
  void shouldTellThatNothingHappened_whenItsOwnAccountUsedTheNonce() throws Exception {
    leave("left", 7);
    sent(former, new Call(former.address(), "0x", 21_000));
    SubchainAdapter adapter = open("present.json", store);

    WriteOutcome outcome = write(adapter, "left", 7);

    assertThat(outcome)
        .asInstanceOf(type(WriteOutcome.Refused.class))
        .extracting(refused -> refused.reason().code())
        .isEqualTo("transaction-displaced");
    assertThat(count(present)).isZero();
    assertThat(write(adapter, "again", 7)).isInstanceOf(WriteOutcome.Succeeded.class);
  }

  /** Saved by the former account's adapter, which died then. */
  private PreparedWrite leave(String reference, int number) {
    SubchainAdapter dying = open("former.json", new Dying(store));
    CompletableFuture<WriteOutcome> lost = dying.write(request(reference, number));
    LocalChain.await("the write to be saved", () -> store.byReference(reference).isPresent());
    dying.close();
    assertThat(lost).isNotDone();
    return store.byReference(reference).orElseThrow();
  }

  private static void assertSucceeded(WriteOutcome outcome, PreparedWrite saved) {
    assertThat(outcome)
        .asInstanceOf(type(WriteOutcome.Succeeded.class))
        .extracting(WriteOutcome.Succeeded::transactionHash)
        .isEqualTo(saved.hash());
  }

  private static long count(SigningKey key) {
    return chain.client().transactionCount(key.address());
  }

  private SubchainAdapter open(String keystore, MemoryWrites writes) {
    Map<String, String> settings =
        Map.of(
            "rpc",
            chain.http().toString(),
            "keystore",
            keystore,
            "passwordFile",
            "password",
            "abis",
            "abis");
    SubchainAdapter adapter =
        new EvmAdapterFactory().open(new AdapterSettings(directory, settings), writes);
    opened.add(adapter);
    return adapter;
  }

  private static WriteOutcome write(SubchainAdapter adapter, String reference, int number)
      throws Exception {
    return adapter.write(request(reference, number)).get(60, TimeUnit.SECONDS);
  }

  private static WriteRequest request(String reference, int number) {
    return new WriteRequest(
        reference, new byte[34], contract, STORE, "[\"0x%064x\",\"deed\"]".formatted(number));
  }

  /** The address of the contract that it made, if any. */
  private static String sent(SigningKey key, Call call) throws Exception {
    try (TransactionSender sender =
        new TransactionSender(
            chain.client(), key, PreparedTransactions.inMemory(), SenderSettings.zeroFee())) {
      return sender.submit("once", call).get(60, TimeUnit.SECONDS).contractAddress().orElse("");
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        FormerAccountTest.class.getResourceAsStream("/io/govchain/contracts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /** Saves, and then the process is gone as far as the adapter can tell. */
  private static final class Dying extends MemoryWrites {

    private final MemoryWrites disk;

    Dying(MemoryWrites disk) {
      this.disk = disk;
    }

    @Override
    public synchronized void save(List<PreparedWrite> prepared) {
      disk.save(prepared);
      throw new IllegalStateException("the process died here");
    }

    @Override
    public synchronized Optional<PreparedWrite> byReference(String reference) {
      return disk.byReference(reference);
    }

    /** Above what another left, as after the restart of a process that lives on. */
    @Override
    public synchronized OptionalLong highestNonce(String account) {
      return disk.highestNonce(account);
    }
  }
}
