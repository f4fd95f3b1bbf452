package io.govchain.subchain.gateway;

import static io.govchain.subchain.world.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.GatewayStatus;
import io.govchain.amdp.Disclosure;
import io.govchain.governance.Pipeline;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.continuity.Continuity;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.world.CarryingProxy;
import io.govchain.subchain.world.ValueGateway;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was put back from an old copy does not know what was done since. */
@Timeout(180)
class RestoredCopyTest {

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private final ValueGateway gateway = subchain.gateway;
  private CarryingProxy proxy;

  @AfterEach
  void stop() {
    proxy.close();
  }

  private void start() {
    proxy = new CarryingProxy(folder, governance, subchain, Death.NEVER);
    await("the first look", proxy::hasLooked);
  }

  private Path database() {
    return folder.resolve("proxy.db");
  }

  /** Between two lives of the proxy. */
  private void copy() throws IOException {
    proxy.close();
    Files.copy(database(), folder.resolve("copy.db"));
    start();
  }

  private void stopAndRestore() throws IOException {
    proxy.close();
    Files.deleteIfExists(folder.resolve("proxy.db-wal"));
    Files.deleteIfExists(folder.resolve("proxy.db-shm"));
    Files.delete(database());
    Files.copy(folder.resolve("copy.db"), database());
  }

  @Test
  void shouldGoOnWithTheCall_whenItWasCarriedAfterTheCopyWasMade() throws Exception {
    start();
    String known = whileSuspended();
    copy();
    governance.world.become(Pipeline.Status.ACTIVE);
    String unknown = gateway.ask();
    await("both to be carried", () -> passed() && proxy.forwarded().size() == 2);
    proxy.forwarded().forEach(this::open);
    stopAndRestore();
    gateway.time(World.NOW + 101);

    start();

    await("some looks", () -> passed(40));
    assertThat(gateway.answer(known)).isEmpty();
    assertThat(gateway.answer(unknown)).isEmpty();
    assertThat(gateway.asked()).isZero();
  }

  @Test
  void shouldWait_whileACallThatTheCopyDoesNotKnowMayStillBeOpened() throws Exception {
    start();
    copy();
    String id = gateway.ask();
    String transaction = proxy.theForwarded();
    stopAndRestore();
    gateway.time(World.NOW + 101);

    start();

    await("some looks", () -> passed(40));
    assertThat(gateway.asked()).isZero();
    governance.put(
        transaction,
        TransactionRecord.Status.SETTLED,
        true,
        StepRecord.Outcome.SUCCEEDED,
        StepRecord.Verdict.ACCEPTED,
        StepRecord.Compensation.NONE);
    await("the answer", () -> passed() && gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
    assertThat(gateway.answer(id).get().transaction()).contains(transaction);
  }

  @Test
  void shouldStillKnowThatItIsACopy_whenTheFirstStartEndedEarly() throws Exception {
    start();
    copy();
    gateway.ask();
    proxy.theForwarded();
    stopAndRestore();
    gateway.time(World.NOW + 101);
    try (Database early =
        Database.open(
            database(),
            "classpath:io/govchain/subchain/migrations",
            DatabaseSettings.standard(),
            new SimpleMeterRegistry())) {
      Loops loops = new Loops(new SimpleMeterRegistry());
      assertThat(Continuity.begin(early, database(), loops, GatewayCalls::doubt).continued())
          .isFalse();
    }

    start();

    await("some looks", () -> passed(40));
    assertThat(gateway.asked()).as("it may be opened still").isZero();
  }

  @Test
  void shouldAskPeople_whenTheCopyDoesNotKnowTheArguments() throws Exception {
    start();
    Disclosure hidden = Disclosure.parse("[\"AAAAAAAAAAAAAAAAAAAAAA\",[\"0x01\",\"deed\"]]");
    String id = gateway.askHidden(hidden.digest());
    await("the request", () -> passed() && isWaiting(id));
    copy();
    proxy.disclose(id, hidden.text());
    open(proxy.theForwarded());
    stopAndRestore();
    gateway.time(World.NOW + 101);

    start();

    await("the request to be held", () -> passed() && proxy.held() == 1);
    assertThat(gateway.asked()).isZero();
  }

  @Test
  void shouldSayExpiredAtOnce_whenTheJournalIsNoCopy() throws Exception {
    start();
    String id = whileSuspended();
    Disclosure hidden = Disclosure.parse("[\"AAAAAAAAAAAAAAAAAAAAAA\",[\"0x01\",\"deed\"]]");
    String hiddenId = gateway.askHidden(hidden.digest());
    await("the request", () -> passed() && isWaiting(hiddenId));
    proxy.close();
    gateway.time(World.NOW + 101);

    start();

    await(
        "the answers",
        () -> passed() && gateway.answer(id).isPresent() && gateway.answer(hiddenId).isPresent());
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.EXPIRED);
    assertThat(gateway.answer(hiddenId).get().outcome()).isEqualTo(GatewayStatus.EXPIRED);
    assertThat(proxy.held()).isZero();
  }

  private String whileSuspended() {
    governance.world.become(Pipeline.Status.SUSPENDED);
    String id = gateway.ask();
    await("the request", () -> passed() && isWaiting(id));
    return id;
  }

  private boolean isWaiting(String id) {
    return proxy
        .proxy
        .database
        .read(handle -> GatewayCalls.byId(handle, id))
        .filter(call -> !call.detail().isEmpty())
        .isPresent();
  }

  private void open(String transaction) {
    governance.put(
        transaction,
        TransactionRecord.Status.OPEN,
        true,
        StepRecord.Outcome.PENDING,
        StepRecord.Verdict.NONE,
        StepRecord.Compensation.NONE);
  }

  private int blocks;

  private boolean passed() {
    governance.nextBlock(1);
    return true;
  }

  private boolean passed(int times) {
    return passed() && ++blocks % times == 0;
  }
}
