package io.govchain.service.messaging;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.service.TestIdentity;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.Problem;
import io.govchain.service.http.TestService;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final String TO = "registry/receiver";
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private TestIdentity own;
  private TestIdentity theirs;

  @BeforeEach
  void identities() {
    own = TestIdentity.create(folder, "sender");
    theirs = TestIdentity.create(folder, "receiver");
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    TestService.close(vertx);
  }

  private Sender sender() {
    return opened(new Sender(vertx, folder, own).started());
  }

  private Receiver receiver(int port, DatabaseSettings settings) {
    Receiver receiver = new Receiver(vertx, folder, theirs, port, settings);
    receiver.trust(own);
    return opened(receiver);
  }

  private Receiver receiver() {
    return receiver(0, DatabaseSettings.standard());
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private void close(AutoCloseable one) throws Exception {
    opened.remove(one);
    one.close();
  }

  private static List<String> inOrder(String transaction, int count) {
    return IntStream.range(0, count).mapToObj(i -> transaction + " " + i).toList();
  }

  private static List<String> of(String transaction, List<String> notes) {
    return notes.stream().filter(note -> note.startsWith(transaction + " ")).toList();
  }

  @Test
  void shouldDeliverEachTransactionInOrder_whenManyAreUnderWay() {
    Receiver receiver = receiver();
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    for (int i = 0; i < 40; i++) {
      for (String transaction : List.of("a", "b", "c", "")) {
        sender.send(TO, transaction, Integer.toString(i));
      }
    }
    eventually("all are delivered", () -> sender.delivered().size() == 160);
    for (String transaction : List.of("a", "b", "c", "")) {
      assertThat(of(transaction, receiver.notes())).isEqualTo(inOrder(transaction, 40));
    }
    assertThat(sender.outbox().backlog()).isZero();
    assertThat(sender.outbox().oldestAge()).isEqualTo(Duration.ZERO);
    assertThat(sender.setAside).isEmpty();
  }

  @Test
  void shouldNotSend_whenTheCallersWriteIsUndone() {
    Receiver receiver = receiver();
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    assertThatThrownBy(
            () ->
                sender
                    .database()
                    .writeAndWait(
                        handle -> {
                          sender.outbox().enqueue(handle, Sender.message(TO, "t", "undone", 1000));
                          throw new IllegalStateException("undone");
                        }))
        .hasMessage("undone");
    sender.send(TO, "t", "kept");
    eventually("the other is delivered", () -> sender.delivered().size() == 1);
    assertThat(receiver.seen).containsExactly("t kept");
  }

  @Test
  void shouldDeliver_whenStartedAgainAfterTheReceiverWasDown() throws Exception {
    Receiver first = receiver();
    Peer peer = first.peer();
    int port = first.port();
    close(first);
    Sender before = sender();
    before.directory.put(TO, peer);
    for (int i = 0; i < 5; i++) {
      before.send(TO, "t", Integer.toString(i));
    }
    eventually(
        "an attempt failed",
        () -> before.metrics.get("govchain.outbox.unreachable").gauge().value() == 1);
    assertThat(before.outbox().backlog()).isEqualTo(5);
    assertThat(before.outbox().oldestAge()).isPositive();
    Unreached unreached = before.outbox().unreached(TO).orElseThrow();
    assertThat(unreached.lasting()).isPositive();
    assertThat(unreached.why()).contains("Connection refused");
    assertThat(before.outbox().unreached("nobody/asked")).isEmpty();
    close(before);

    Receiver receiver = receiver(port, DatabaseSettings.standard());
    Sender after = opened(new Sender(vertx, folder, own));
    after.directory.put(TO, peer);
    after.send(TO, "t", "5");
    after.started();
    eventually("all are delivered", () -> after.delivered().size() == 6);
    assertThat(receiver.notes()).isEqualTo(inOrder("t", 6));
  }

  @Test
  void shouldApplyEachOnce_whenTheReceiverIsKilledInTheMiddle() throws Exception {
    int count = 60;
    ReceiverProcess process = opened(ReceiverProcess.start(folder, 0, "sender"));
    int port = process.port();
    Sender sender = sender();
    sender.directory.put(
        TO, new Peer(URI.create("https://127.0.0.1:" + port), theirs.fingerprint()));
    for (int i = 0; i < count; i++) {
      for (String transaction : List.of("a", "b", "c")) {
        sender.send(TO, transaction, Integer.toString(i));
      }
    }
    eventually("some are delivered", () -> sender.delivered().size() > count / 2);
    close(process);
    process = opened(ReceiverProcess.start(folder, port, "sender"));
    eventually("all are delivered", () -> sender.delivered().size() == 3 * count);
    close(process);
    Receiver reader = receiver();
    for (String transaction : List.of("a", "b", "c")) {
      assertThat(of(transaction, reader.notes())).isEqualTo(inOrder(transaction, count));
    }
  }

  @Test
  void shouldSetAsideAndGoOn_whenAMessageExpires() {
    Sender sender = sender();
    sender.send(TO, "t", "early", 200);
    sender.send(TO, "t", "late", 5000);
    sender.clock.set(199);
    eventually(
        "it was tried", () -> sender.metrics.find("govchain.outbox.attempts").counter() != null);
    assertThat(sender.setAside).isEmpty();
    sender.clock.set(200);
    eventually("the first is set aside", () -> sender.setAside.size() == 1);
    assertThat(sender.setAside.getFirst())
        .startsWith("t-early message-expired expected delivery before 200, now 200");
    Receiver receiver = receiver();
    sender.directory.put(TO, receiver.peer());
    eventually("the second is delivered", () -> sender.delivered().contains("t-late"));
    assertThat(receiver.notes()).containsExactly("t late");
    int kept =
        sender
            .database()
            .read(h -> h.select("SELECT count(*) FROM outbox_set_aside").mapTo(int.class).one());
    assertThat(kept).isEqualTo(1);
  }

  @Test
  void shouldReportTheCodeAndGoOn_whenTheReceiverRefusesForGood() {
    Receiver receiver = receiver();
    Problem problem = Problem.of("signature-invalid", 422, "not signed").expected("x").actual("y");
    receiver.judgeBy((text, intake) -> text.equals("t bad") ? new Intake.Reject(problem) : intake);
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    sender.send(TO, "t", "bad");
    sender.send(TO, "t", "good");
    eventually("the good one is delivered", () -> sender.delivered().contains("t-good"));
    assertThat(sender.setAside)
        .singleElement()
        .asString()
        .startsWith("t-bad signature-invalid status 422")
        .contains("expected: x, actual: y")
        .doesNotContain("may be taken");
    assertThat(receiver.notes()).containsExactly("t good");
  }

  @Test
  void shouldNotTakeARefusalForNo_whenAnAcknowledgementWasLostBefore() {
    Receiver receiver = receiver();
    CountDownLatch refused = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    receiver.judgeBy(
        (text, intake) -> {
          if (attempts.incrementAndGet() == 1) {
            awaitQuietly(refused); // Longer than the sender waits for an answer.
            return intake;
          }
          refused.countDown();
          return new Intake.Reject(Problem.of("sender-not-active", 422, "suspended meanwhile"));
        });
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    sender.send(TO, "t", "taken");
    eventually("it is given up", () -> !sender.setAside.isEmpty());
    assertThat(sender.setAside)
        .singleElement()
        .asString()
        .startsWith("t-taken sender-not-active")
        .endsWith("(may be taken)");
    eventually("the receiver has it", () -> receiver.notes().equals(List.of("t taken")));
  }

  /** The handler's time runs out before the sender's patience. */
  @Test
  void shouldNotTakeARefusalForNo_whenTheReceiverGoesOnAfterItsOwnTimeout() {
    Receiver receiver =
        opened(
            new Receiver(
                vertx, folder, theirs, 0, DatabaseSettings.standard(), Duration.ofMillis(200)));
    receiver.trust(own);
    CountDownLatch refused = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    receiver.judgeBy(
        (text, intake) -> {
          if (attempts.incrementAndGet() == 1) {
            awaitQuietly(refused);
            return intake;
          }
          refused.countDown();
          return new Intake.Reject(Problem.of("sender-not-active", 422, "suspended meanwhile"));
        });
    Sender sender = opened(new Sender(vertx, folder, own, Sender.PATIENT).started());
    sender.directory.put(TO, receiver.peer());
    sender.send(TO, "t", "taken");

    eventually("it is given up", () -> !sender.setAside.isEmpty());
    assertThat(sender.setAside)
        .singleElement()
        .asString()
        .startsWith("t-taken sender-not-active")
        .endsWith("(may be taken)");
    assertThat(sender.metrics.counter("govchain.outbox.attempts", "result", "deferred").count())
        .as("answers of the receiver that it took too long")
        .isEqualTo(1);
    eventually("the receiver has it", () -> receiver.notes().equals(List.of("t taken")));
  }

  @Test
  void shouldTakeARefusalForNo_whenTheReceiverOnlyPutTheMessageOffBefore() {
    Receiver receiver = receiver();
    AtomicInteger attempts = new AtomicInteger();
    receiver.judgeBy(
        (text, intake) ->
            attempts.incrementAndGet() == 1
                ? new Intake.Defer(
                    Problem.of("transaction-unknown", 425, "not seen yet"), Duration.ZERO)
                : new Intake.Reject(Problem.of("sender-not-active", 422, "suspended")));
    Sender sender = opened(new Sender(vertx, folder, own, Sender.PATIENT).started());
    sender.directory.put(TO, receiver.peer());
    sender.send(TO, "t", "refused");

    eventually("it is given up", () -> !sender.setAside.isEmpty());
    assertThat(sender.setAside.getFirst())
        .startsWith("t-refused sender-not-active")
        .doesNotContain("may be taken");
  }

  /** What the receiver answers ends in logs, in the database and at the application. */
  @Test
  void shouldKeepOneShortLine_whenTheReceiverAnswersWithALongCodeOfManyLines() {
    Receiver receiver = receiver();
    String code = "refused\n2027-01-01 INFO forged\u2028\u0085" + "x".repeat(20_000);
    receiver.judgeBy((text, intake) -> new Intake.Reject(Problem.of(code, 422, "no")));
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    sender.send(TO, "t", "refused");

    eventually("it is given up", () -> !sender.setAside.isEmpty());
    assertThat(sender.setAside.getFirst())
        .startsWith("t-refused refused?2027-01-01 INFO forged??xx")
        .hasSizeLessThan(500)
        .matches("[\\p{Print}]*");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldDelayNoOtherTransaction_whenOneIsDeferred() {
    Receiver receiver = receiver();
    Problem early = Problem.of("transaction-unknown", 425, "the record is not seen yet");
    receiver.judgeBy(
        (text, intake) ->
            text.startsWith("poisoned") ? new Intake.Defer(early, Duration.ZERO) : intake);
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    sender.send(TO, "poisoned", "0");
    sender.send(TO, "poisoned", "1");
    eventually("it is deferred", () -> receiver.seen.contains("poisoned 0"));
    for (int i = 0; i < 20; i++) {
      sender.send(TO, "healthy", Integer.toString(i));
    }
    eventually("the others pass", () -> sender.delivered().size() == 20);
    assertThat(receiver.seen).doesNotContain("poisoned 1");
    receiver.judgeBy((text, intake) -> intake);
    eventually("it passes later", () -> sender.delivered().size() == 22);
    assertThat(of("poisoned", receiver.notes())).isEqualTo(inOrder("poisoned", 2));
  }

  @Test
  void shouldDelayNoOtherDestination_whenOneHangs() throws Exception {
    Receiver receiver = receiver();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Sender sender = sender();
      sender.directory.put(TO, receiver.peer());
      URI hanging = URI.create("https://127.0.0.1:" + silent.getLocalPort());
      sender.directory.put("other/silent", new Peer(hanging, theirs.fingerprint()));
      for (int i = 0; i < 20; i++) {
        sender.send("other/silent", "s" + i, "lost");
        sender.send(TO, "t" + i, "passes");
      }
      eventually("the others pass", () -> sender.delivered().size() == 20);
      assertThat(sender.outbox().backlog()).isEqualTo(20);
      close(sender);
    }
  }

  @Test
  void shouldFollowTheDirectoryAtOnce_whenTheCertificateIsRotated() throws Exception {
    Receiver receiver = receiver();
    Peer old = receiver.peer();
    Sender sender = sender();
    sender.directory.put(TO, old);
    sender.send(TO, "t", "0");
    eventually("the first is delivered", () -> sender.delivered().size() == 1);

    // The receiver is still there and the connection open, but it is no longer the registered one.
    TestIdentity rotated = TestIdentity.create(folder, "rotated");
    sender.directory.put(TO, new Peer(old.endpoint(), rotated.fingerprint()));
    sender.send(TO, "t", "1");
    eventually(
        "it is unreachable",
        () -> sender.metrics.get("govchain.outbox.unreachable").gauge().value() == 1);
    assertThat(receiver.seen).containsExactly("t 0");

    close(receiver);
    theirs = rotated;
    Receiver renewed = receiver(old.endpoint().getPort(), DatabaseSettings.standard());
    eventually("it is delivered to the new one", () -> sender.delivered().size() == 2);
    assertThat(renewed.notes()).isEqualTo(inOrder("t", 2));
  }

  @Test
  void shouldDeliverToWhicheverIsShown_whenBothCertificatesCount() throws Exception {
    Receiver former = receiver();
    Peer old = former.peer();
    TestIdentity next = TestIdentity.create(folder, "next");
    Peer either = new Peer(old.endpoint(), Set.of(theirs.fingerprint(), next.fingerprint()));
    Sender sender = sender();
    sender.directory.put(TO, either);
    sender.send(TO, "t", "0");
    eventually("the former certificate will do", () -> sender.delivered().size() == 1);

    close(former);
    theirs = next;
    Receiver renewed = receiver(old.endpoint().getPort(), DatabaseSettings.standard());
    sender.send(TO, "t", "1");
    eventually("so will the new one", () -> sender.delivered().size() == 2);

    sender.directory.put(TO, old);
    sender.send(TO, "t", "2");
    eventually(
        "and not where it does not count",
        () -> sender.metrics.get("govchain.outbox.unreachable").gauge().value() == 1);
    assertThat(renewed.notes()).isEqualTo(inOrder("t", 2));
  }

  @Test
  void shouldWait_whenTheReceiverDoesNotKnowOurCertificateYet() {
    Receiver receiver = receiver();
    receiver.distrust(own);
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    sender.send(TO, "t", "0");
    eventually(
        "it is refused",
        () -> sender.metrics.get("govchain.outbox.unreachable").gauge().value() == 1);
    receiver.trust(own);
    eventually("it is delivered", () -> sender.delivered().size() == 1);
    assertThat(sender.setAside).isEmpty();
  }

  @Test
  void shouldDeliverLater_whenTheReceiversDiskWasFull() {
    Receiver receiver = receiver(0, DatabaseSettings.standard().withMaxPages(110));
    String large = "x".repeat(60_000);
    Sender sender = sender();
    sender.directory.put(TO, receiver.peer());
    for (int i = 0; i < 6; i++) {
      sender.send(TO, "t", i + large);
    }
    eventually("the receiver is full", () -> receiver.database().failure().isPresent());
    int before = receiver.notes().size();
    assertThat(before).isLessThan(6);
    assertThat(sender.delivered().size()).isLessThanOrEqualTo(before);
    assertThat(sender.setAside).isEmpty();
    eventually("space is made", () -> makesSpace(receiver));
    eventually("the rest comes", () -> makesSpace(receiver) && sender.delivered().size() == 6);
  }

  @Test
  void shouldTakeThemOffTogether_whenManyAreAcknowledged() {
    Receiver receiver = receiver();
    Sender sender = sender();
    for (int i = 0; i < 200; i++) {
      sender.send(TO, "t" + i, "passes");
    }
    double enqueued = sender.writes();
    long began = System.nanoTime();
    sender.directory.put(TO, receiver.peer());
    eventually("all are delivered", () -> sender.delivered().size() == 200);
    long gatherings = (System.nanoTime() - began) / Duration.ofMillis(200).toNanos();
    assertThat(sender.writes() - enqueued).isBetween(1.0, gatherings + 1.0);
  }

  @Test
  void shouldApplyEachOnce_whenAcknowledgedMessagesAreStillOnTheOutbox() throws Exception {
    Receiver receiver = receiver();
    Sender before = sender();
    before.directory.put(TO, receiver.peer());
    before.execute(
        "CREATE TRIGGER stays BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'stays'); END");
    for (int i = 0; i < 5; i++) {
      before.send(TO, "t", Integer.toString(i));
    }
    // That none can be taken off holds up no lane.
    eventually("all are taken", () -> receiver.notes().equals(inOrder("t", 5)));
    eventually("none waits", () -> before.outbox().backlog() == 0);
    close(before);

    Sender after = opened(new Sender(vertx, folder, own));
    assertThat(after.delivered()).isEmpty();
    after.execute("DROP TRIGGER stays");
    after.directory.put(TO, receiver.peer());
    after.started();
    after.send(TO, "t", "5");
    eventually("all are off the outbox", () -> after.delivered().size() == 6);
    assertThat(receiver.notes()).isEqualTo(inOrder("t", 6));
    assertThat(after.setAside).isEmpty();
  }

  @Test
  void shouldLeaveNothingToSendAgain_whenClosed() throws Exception {
    Receiver receiver = receiver();
    Sender before = sender();
    before.directory.put(TO, receiver.peer());
    for (int i = 0; i < 5; i++) {
      before.send(TO, "t" + i, "once");
    }
    eventually("none waits", () -> before.outbox().backlog() == 0);
    close(before);
    Sender after = opened(new Sender(vertx, folder, own));
    assertThat(after.delivered()).hasSize(5);
  }

  private static boolean makesSpace(Receiver receiver) {
    try {
      receiver.database().writeAndWait(h -> h.execute("DELETE FROM note"));
      return true;
    } catch (RuntimeException stillFull) {
      return false;
    }
  }
}
