package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Evidence from a node that has lost its blocks. */
class ProofsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WRITES = 20;
  private static final int QUESTIONS = 100;

  private final List<ILoggingEvent> logged = new CopyOnWriteArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(QUESTIONS);
  private final Logger log = (Logger) LoggerFactory.getLogger(Proofs.class);
  private final AppenderBase<ILoggingEvent> reader =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          logged.add(event);
        }
      };
  private HttpServer node;

  @BeforeEach
  void start() throws IOException {
    reader.start();
    log.addAppender(reader);
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answerNothing);
    node.start();
  }

  @AfterEach
  void stop() {
    node.stop(0);
    log.detachAppender(reader);
  }

  private void answerNothing(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    byte[] answer =
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":null}".formatted(request.path("id")).getBytes();
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
    asked.countDown();
  }

  @Test
  void shouldSayItEverMoreSeldom_whenTheEvidenceOfManyWritesIsMissing() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    List<Thread> writes = new ArrayList<>();
    try (Proofs proofs = new Proofs(EvmClient.connect(EvmEndpoint.of(address)), Optional.empty())) {
      for (int block = 1; block <= WRITES; block++) {
        Receipt receipt = receipt(block);
        writes.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        proofs.evidence(receipt);
                      } catch (IllegalStateException closing) {
                        // How it ends when the adapter closes.
                      }
                    }));
      }
      assertThat(asked.await(60, TimeUnit.SECONDS)).as("it asks again and again").isTrue();
    }
    for (Thread write : writes) {
      write.join();
    }

    assertThat(logged).isNotEmpty();
    assertThat(logged).as("lines of at least %d failures", QUESTIONS).hasSizeLessThan(12);
    assertThat(logged).allMatch(line -> line.getThrowableProxy() == null);
    assertThat(logged.getLast().getFormattedMessage())
        .contains("block", "node's block", "failure", "writes");
  }

  private static Receipt receipt(long block) {
    return new Receipt(
        "0x" + "77".repeat(32),
        0,
        "0x" + "bb".repeat(32),
        block,
        0,
        "0x" + "aa".repeat(20),
        Optional.empty(),
        Optional.empty(),
        true,
        21_000,
        21_000,
        BigInteger.ZERO,
        "0x" + "00".repeat(256),
        List.of(),
        Optional.empty());
  }
}
