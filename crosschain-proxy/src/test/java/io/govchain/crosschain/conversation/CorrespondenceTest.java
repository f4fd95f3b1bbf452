package io.govchain.crosschain.conversation;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between the decision on a message and the message on the outbox: nothing lost, nothing twice. */
class CorrespondenceTest {
  private static final int LEAST = 10;
  private static final String SELF = "registry/crosschain";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk desk;
  private Author subchain;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    desk = new Desk(folder, consortium, SELF);
    subchain = Author.of(consortium.chain(), "registry/subchain");
    desk.silent = true;
  }

  @AfterEach
  void stop() {
    desk.close();
    consortium.close();
  }

  @Test
  void shouldSayWhatWasDecided_whenTheProcessDiedBeforeItCould() {
    ApplicationCall call = begin();
    assertThat(desk.sent).isEmpty();
    desk.close();

    desk = new Desk(folder, consortium, SELF);
    desk.correspondence.resume();

    eventually("the order is made", () -> sent(MessageType.EXECUTE).size() == 1);
    eventually("the news is told", () -> sent(MessageType.STATUS).size() == 1);
    eventually("nothing is left", () -> desk.rows("pending_messages") == 0);
    assertThat(desk.sent).allMatch(each -> each.claimed().transaction().equals(of(call)));
  }

  @Test
  void shouldSayEachMessageOnce_whenTheDiskIsFullAtFirst() {
    ApplicationCall call = begin();
    desk.refusal = Optional.of(new IllegalStateException("no room"));
    assertThatThrownBy(() -> desk.correspondence.make(call.transaction(), true))
        .hasMessage("no room");
    assertThat(desk.rows("sent_messages")).as("no place is taken").isZero();
    assertThat(desk.rows("pending_messages")).as("nothing is forgotten").isPositive();

    desk.correspondence.wake(call.transaction());
    desk.refusal = Optional.empty();

    eventually("the order is made", () -> sent(MessageType.EXECUTE).size() == 1);
    assertThat(desk.sent.getFirst().claimed().sequence()).isZero();
    assertThat(desk.sent).extracting(each -> each.claimed().id()).doesNotHaveDuplicates();
  }

  @Test
  void shouldHoldUpNoOtherTransaction_whenAMessageCannotBeMade() {
    ApplicationCall poisoned = begin();
    ApplicationCall sound = begin();
    desk.database.writeAndWait(
        handle ->
            handle.execute("DELETE FROM calls WHERE transaction_id = ?", poisoned.transaction()));
    desk.close(); // Whoever remembers the call could still speak.
    desk = new Desk(folder, consortium, SELF);

    desk.correspondence.wake(poisoned.transaction());
    desk.correspondence.wake(sound.transaction());

    eventually("the other is said", () -> sent(MessageType.EXECUTE).size() == 1);
    assertThat(desk.sent).allMatch(each -> each.claimed().transaction().equals(of(sound)));
  }

  @Test
  void shouldTellOnlyHowItStandsNow_whenViewsHaveFollowedEachOther() {
    ApplicationCall call = begin();

    desk.correspondence.make(call.transaction(), true);

    assertThat(sent(MessageType.STATUS))
        .singleElement()
        .satisfies(
            news -> {
              MessageData.Status status = (MessageData.Status) news.claimed().data();
              assertThat(status.status()).isEqualTo(CallStatus.EXECUTING);
            });
  }

  @Test
  void shouldLetNewsWait_unlessSomebodyWaitsForIt() {
    ApplicationCall call = begin();
    desk.correspondence.make(call.transaction(), false);
    assertThat(sent(MessageType.STATUS)).isEmpty();
    assertThat(sent(MessageType.EXECUTE)).hasSize(1);

    desk.apply(call.transaction(), new Input.StatusChangedOnChain(ChainStatus.Settled));
    desk.correspondence.make(call.transaction(), false);

    assertThat(sent(MessageType.STATUS)).hasSize(1);
    assertThat(desk.rows("pending_messages")).isZero();
  }

  @Test
  void shouldTellAllNewsWithinHalfAMinute_whenThousandsWait() {
    for (int underWay : new int[] {1, 10, 300, 301, 5_000, 100_000}) {
      // Each that was told of has news again at once, and waits behind the others.
      int before = underWay;
      int seconds = 0;
      while (before > 0) {
        before -= Correspondence.atOnce(underWay, LEAST);
        seconds++;
      }
      assertThat(seconds).as("%d under way", underWay).isLessThanOrEqualTo(30);
    }
    assertThat(Correspondence.atOnce(300, LEAST))
        .as("little is told where little waits")
        .isEqualTo(LEAST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 301, 1_000, 5_000, 100_000})
  void shouldTellTheLastOfABurstInHalfAMinute_whenNoOtherNewsComes(int burst) {
    int pace = LEAST;
    int seconds = 0;
    for (int left = burst; left > 0; left -= pace) {
      pace = Correspondence.atOnce(left, pace);
      seconds++;
    }
    assertThat(seconds).isLessThanOrEqualTo(30);
  }

  private ApplicationCall begin() {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    assertThat(desk.receive(subchain.forward(call, SELF)).status()).isEqualTo(202);
    Plan plan = desk.plans.of(call.call()).orElseThrow();
    desk.open(plan);
    return call;
  }

  private List<Envelope> sent(MessageType type) {
    return desk.sent.stream().filter(sent -> sent.claimed().type() == type).toList();
  }

  private static Optional<String> of(ApplicationCall call) {
    return Optional.of(call.transaction());
  }
}
