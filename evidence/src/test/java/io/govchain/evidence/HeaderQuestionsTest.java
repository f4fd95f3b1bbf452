package io.govchain.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that answers when it is told to, and counts how often it is asked. */
class HeaderQuestionsTest {
  private static final int ASKING = 8;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final HeaderQuestions questions = new HeaderQuestions();
  private HttpServer server;
  private EvmClient node;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          asked.incrementAndGet();
          await(answer);
          byte[] none =
              "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":null}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, none.length);
          exchange.getResponseBody().write(none);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    node = EvmClient.connect(new EvmEndpoint(url, Optional.empty(), Duration.ofSeconds(30)));
  }

  @AfterEach
  void stop() {
    node.close();
    server.stop(0);
  }

  @Test
  void shouldAskOnce_forAllWhoWantTheSameAtOnce() throws Exception {
    Queue<Object> answers = askFromAll(number -> 7L);

    assertThat(asked).hasValue(1);
    assertThat(answers).hasSize(ASKING).containsOnly(Optional.empty());
  }

  @Test
  void shouldAskAnew_onceTheAnswerIsThere() {
    answer.countDown();

    questions.header(node, 7);
    questions.header(node, 7);

    assertThat(asked).hasValue(2);
  }

  @Test
  void shouldAskForEachBlock_whenTheyDiffer() throws Exception {
    askFromAll(number -> (long) number);

    assertThat(asked).hasValue(ASKING);
  }

  @Test
  void shouldTellAllOfAFailure_andKeepNone() throws Exception {
    status = 503;
    Queue<Object> answers = askFromAll(number -> 7L);

    assertThat(answers).hasSize(ASKING).allMatch(EvmException.ChainUnreachable.class::isInstance);
    assertThatThrownBy(() -> questions.header(node, 7))
        .isInstanceOf(EvmException.ChainUnreachable.class);
    assertThat(asked).hasValue(2);
  }

  private interface Block {
    long of(int asking);
  }

  /** Lets the node answer once all are waiting. */
  private Queue<Object> askFromAll(Block block) throws InterruptedException {
    Queue<Object> answers = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < ASKING; i++) {
      long number = block.of(i);
      threads.add(Thread.ofPlatform().start(() -> answers.add(asked(number))));
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!(asked.get() > 0 && threads.stream().allMatch(HeaderQuestionsTest::waits))) {
      assertThat(System.nanoTime()).as("all wait for an answer").isLessThan(end);
      Thread.onSpinWait();
    }
    answer.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return answers;
  }

  private Object asked(long number) {
    try {
      return questions.header(node, number);
    } catch (EvmException failed) {
      return failed;
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("nobody let the node answer");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
