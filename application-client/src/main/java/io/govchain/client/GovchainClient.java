package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A business application's way to its subchain proxy. Thread-safe; methods block.
 *
 * <p>Submitting is idempotent: the same signed call always leads to the same transaction, so after
 * a {@link ProxyUnreachableException} the caller sends the same bytes again. What a later attempt
 * is refused for says nothing of the first.
 */
public final class GovchainClient implements AutoCloseable {
  /** Statuses after which a transaction never changes by itself. */
  public static final Set<String> FINAL_STATUSES =
      Set.of("settled", "compensated", "resolved", "rejected");

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration BETWEEN_LOOKS_WHILE_TOLD = Duration.ofSeconds(15);

  /** Whoever has no patience left gets an answer that is there. */
  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);

  private final Exchange exchange;
  private final EventHub hub;

  /**
   * @throws IOException if the certificate or key cannot be read
   */
  public GovchainClient(ClientSettings settings) throws IOException {
    this.exchange = new Exchange(settings);
    this.hub =
        new EventHub(
            listener -> exchange.reader("/v1/events", OptionalLong.empty(), false, listener));
  }

  /** What the proxy offers to this application: pipelines, contracts, governance block time. */
  public JsonNode info() throws ProxyUnreachableException {
    return exchange.send(exchange.request("/v1/info").GET().build());
  }

  /**
   * Hands a signed call in, once.
   *
   * @param body the JSON body that {@code ApplicationCall} made
   * @return the proxy's answer: {@code transaction}, {@code status}
   * @throws ProxyRefusedException with the stable code of the refusal: this request began nothing.
   *     Of an earlier one with the same body, whose answer was lost, it says nothing
   */
  public JsonNode submit(String body) throws ProxyUnreachableException {
    return exchange.send(
        exchange
            .request("/v1/calls")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /**
   * Hands a signed call in, the same body again and again until the proxy says what became of it.
   *
   * @param attempts how often at most, at least 1
   * @param pause between two of them
   * @throws ProxyRefusedException where the first attempt was refused: nothing was begun, by this
   *     method
   * @throws ProxyUnreachableException where that stayed unknown, whatever the later attempts were
   *     refused for
   */
  public JsonNode submit(String body, int attempts, Duration pause)
      throws ProxyUnreachableException, InterruptedException {
    return new Repetition(attempts, pause).until(() -> submit(body));
  }

  /** The proxy's view of one transaction: status in words, steps, hashes, values read. */
  public JsonNode transaction(String id) throws ProxyUnreachableException {
    return exchange.send(lookAt(id));
  }

  private HttpRequest lookAt(String id) {
    return exchange.request("/v1/transactions/" + encode(id)).GET().build();
  }

  /**
   * Transactions of this application, newest first; filter keys: status, application, pipeline,
   * request, since, until, limit, cursor.
   */
  public JsonNode transactions(Map<String, String> filter) throws ProxyUnreachableException {
    StringJoiner query = new StringJoiner("&");
    filter.forEach((name, value) -> query.add(encode(name) + "=" + encode(value)));
    return exchange.send(exchange.request("/v1/transactions?" + query).GET().build());
  }

  /** What a contract asked for through a gateway, and how far the proxy has carried it. */
  public JsonNode gatewayCall(String id) throws ProxyUnreachableException {
    return exchange.send(exchange.request("/v1/gateway-calls/" + encode(id)).GET().build());
  }

  /**
   * Hands in the arguments of a contract's request that shows only their digest.
   *
   * @param id of the request at its gateway
   * @param disclosure the exact text of that digest
   */
  public JsonNode disclose(String id, String disclosure) throws ProxyUnreachableException {
    return exchange.send(
        exchange
            .request("/v1/gateway-calls/" + encode(id) + "/disclosure")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JsonNodeFactory.instance.objectNode().put("disclosure", disclosure).toString()))
            .build());
  }

  /** Status changes of all transactions of this application, from now on. */
  public EventStream events() {
    return new EventStream(
        listener -> exchange.reader("/v1/events", OptionalLong.empty(), true, listener));
  }

  /**
   * Status changes of all transactions of this application.
   *
   * @param after number of the last event that was dealt with; 0 for everything since the proxy's
   *     log began
   */
  public EventStream events(long after) {
    return new EventStream(
        listener ->
            exchange.reader("/v1/events?after=" + after, OptionalLong.of(after), true, listener));
  }

  /** Status changes of one transaction, from its beginning to its end. */
  public EventStream events(String id) {
    return new EventStream(
        listener ->
            exchange.reader(
                "/v1/transactions/" + encode(id) + "/events",
                OptionalLong.empty(),
                true,
                listener));
  }

  /** {@link #await(String, Duration, Duration)}, looking ten times a second while not told. */
  public JsonNode await(String id, Duration patience)
      throws ProxyUnreachableException, InterruptedException {
    return await(id, patience, BETWEEN_LOOKS);
  }

  /**
   * Waits until a transaction that was handed in has ended or is escalated, also through restarts
   * of the proxy and while it answers nobody, or has not got the call (again). All who wait share
   * one stream of events.
   *
   * @param betweenLooks how long to wait before asking again while there is no stream
   * @param patience for everything; the last look may take a second more
   * @return the last view; its status is not final if {@code patience} ran out first
   * @throws ProxyUnreachableException if the proxy did not tell anything within {@code patience},
   *     or will not tell this caller. Never a {@link ProxyRefusedException}: that a proxy does not
   *     tell what became of a call is no word on the call
   */
  public JsonNode await(String id, Duration patience, Duration betweenLooks)
      throws ProxyUnreachableException, InterruptedException {
    long began = System.nanoTime();
    Looks looks = new Looks(id);
    try (EventHub.Waiter waiter = hub.join(id)) {
      while (true) {
        Duration bound = longer(left(patience, began), SHORTEST_LOOK);
        boolean told = looks.look(() -> exchange.send(lookAt(id), bound));
        Duration left = left(patience, began);
        if (looks.areOver() || !left.isPositive()) {
          return looks.last();
        }
        Duration pause = told ? pause(betweenLooks) : Looks.AFTER_A_FAILURE;
        waiter.await(pause.compareTo(left) < 0 ? pause : left);
      }
    }
  }

  /** By a clock that nobody sets. */
  private static Duration left(Duration patience, long began) {
    return patience.minusNanos(System.nanoTime() - began);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Duration pause(Duration betweenLooks) {
    return hub.connected() ? BETWEEN_LOOKS_WHILE_TOLD : betweenLooks;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Also ends the streams of events that are open. */
  @Override
  public void close() {
    hub.close();
    exchange.close();
  }
}
