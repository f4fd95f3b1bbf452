package io.govchain.testnet.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.SignedEvent;
import io.govchain.client.EventStream;
import io.govchain.client.GovchainClient;
import io.govchain.client.SignedEvents;
import io.govchain.client.TransactionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an application is told without asking: by a stream that it keeps open, and by a webhook.
 * Events in the order in which they came.
 */
final class Told implements AutoCloseable {
  private static final String PATH = "/told";

  private final String proxyPublicKey;
  private final String service;
  private final String application;
  private final HttpServer server;
  private final List<TransactionEvent> byWebhook = new CopyOnWriteArrayList<>();
  private final List<TransactionEvent> byStream = new CopyOnWriteArrayList<>();
  private EventStream stream;
  private Thread reader;

  Told(String proxyPublicKey, String service, String application) {
    this.proxyPublicKey = proxyPublicKey;
    this.service = service;
    this.application = application;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(PATH, this::receive);
    server.start();
  }

  /** Enters the webhook into a proxy's configuration, before that starts. */
  void configure(Path file) {
    String webhook =
        "webhooks: [{application: %s, url: \"http://127.0.0.1:%d%s\"}]\n"
            .formatted(application, server.getAddress().getPort(), PATH);
    try {
      Files.writeString(file, webhook, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Follows the proxy's log from its beginning, through all that happens to the proxy. */
  void follow(GovchainClient client) {
    stream = client.events(0);
    reader = Thread.ofVirtual().name("told").start(this::read);
  }

  private void read() {
    try {
      while (!stream.isOver()) {
        stream.next(Duration.ofSeconds(1)).ifPresent(byStream::add);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(SignedEvent.MAX_BYTES + 1);
    int status = 204;
    try {
      long last = byWebhook.isEmpty() ? 0 : byWebhook.getLast().number();
      SignedEvents.verifiedAfter(last, body, proxyPublicKey, service, application)
          .ifPresent(byWebhook::add);
    } catch (AmdpException | IllegalArgumentException notFromTheProxy) {
      status = 403;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Numbers of a transaction's events that came by the stream. */
  List<Long> byStream(String transaction) {
    return numbers(byStream, transaction);
  }

  /** Numbers of a transaction's events that came by the webhook. */
  List<Long> byWebhook(String transaction) {
    return numbers(byWebhook, transaction);
  }

  /** Whether the webhook has this event. */
  boolean hasByWebhook(long number) {
    return byWebhook.stream().anyMatch(event -> event.number() == number);
  }

  private static List<Long> numbers(List<TransactionEvent> events, String transaction) {
    return events.stream()
        .filter(event -> event.transaction().equals(transaction))
        .map(TransactionEvent::number)
        .toList();
  }

  @Override
  public void close() {
    if (stream != null) {
      reader.interrupt();
      stream.close();
    }
    server.stop(0);
  }
}
