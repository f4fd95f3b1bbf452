package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that die, or nearly, between the head of an answer and its end. */
@Timeout(120)
class StalledAnswersTest {
  private static final String ID = "0x" + "3c".repeat(32);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Executor THREADS = work -> Thread.ofVirtual().start(work);

  @TempDir Path folder;
  private StallingProxy proxy;
  private GovchainClient client;

  private void start(String status, StallingProxy.Body body, Duration timeout) throws Exception {
    proxy = StallingProxy.start(folder, status, body);
    client = new GovchainClient(proxy.settings(timeout));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    proxy.close();
  }

  @Test
  void shouldSayThatItIsUnknown_whenNothingComesAfterTheHead() throws Exception {
    start("202 Accepted", StallingProxy.Body.NOTHING, Duration.ofSeconds(1));

    assertThat(CompletableFuture.supplyAsync(() -> submitted(), THREADS))
        .succeedsWithin(PATIENCE)
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .isInstanceOf(ProxyUnreachableException.class)
        .hasMessageContaining("PT1S");
  }

  @Test
  void shouldSayThatItIsUnknown_whenTheAnswerDrips() throws Exception {
    start("202 Accepted", StallingProxy.Body.DRIPS, Duration.ofSeconds(1));

    assertThat(CompletableFuture.supplyAsync(() -> submitted(), THREADS))
        .succeedsWithin(PATIENCE)
        .isInstanceOf(ProxyUnreachableException.class);
  }

  /** Callers find what the proxy said in the cause. */
  @Test
  void shouldSayWhatTheProxySaid_whenItsAnswerCameAndTheOutcomeIsUnknown() throws Exception {
    start("503 Service Unavailable", StallingProxy.Body.DATABASE_FAILED, PATIENCE);

    assertThatThrownBy(() -> client.submit("{}"))
        .isInstanceOf(ProxyUnreachableException.class)
        .hasMessageStartingWith("POST: what became of it is unknown: database-unwritable")
        .cause()
        .isInstanceOf(ProxyRefusedException.class);
  }

  @Test
  void shouldWaitNoLongerThanThePatience_whenALookDoesNotEnd() throws Exception {
    start("200 OK", StallingProxy.Body.NOTHING, Duration.ofMinutes(5));

    assertThat(CompletableFuture.supplyAsync(() -> awaited(), THREADS))
        .succeedsWithin(PATIENCE)
        .isInstanceOf(ProxyUnreachableException.class);
  }

  @Test
  void shouldEndTheStream_whenTheReasonOfARefusalDoesNotCome() throws Exception {
    start("403 Forbidden", StallingProxy.Body.NOTHING, Duration.ofSeconds(1));

    try (EventStream stream = client.events()) {
      assertThatThrownBy(() -> stream.next(PATIENCE)).isInstanceOf(ProxyRefusedException.class);
      assertThat(stream.isOver()).isTrue();
    }
  }

  private Throwable submitted() {
    try {
      return new AssertionError("answered: " + client.submit("{}"));
    } catch (ProxyUnreachableException unknown) {
      return unknown;
    }
  }

  private Throwable awaited() {
    try {
      return new AssertionError("answered: " + client.await(ID, Duration.ofSeconds(2)));
    } catch (ProxyUnreachableException | InterruptedException unknown) {
      return unknown;
    }
  }
}
