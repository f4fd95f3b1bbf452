package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A business application's way to its subchain proxy. Thread-safe; methods block.
 *
 * <p>Submitting is idempotent: the same signed call always leads to the same transaction, so after
 * a {@link ProxyUnreachableException} the caller sends the same bytes again.
 */
public final class GovchainClient implements AutoCloseable {
  /** Statuses after which a transaction never changes by itself. */
  public static final Set<String> FINAL_STATUSES =
      Set.of("settled", "compensated", "resolved", "rejected");

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Exchange exchange;

  /**
   * @throws IOException if the certificate or key cannot be read
   */
  public GovchainClient(ClientSettings settings) throws IOException {
    this.exchange = new Exchange(settings);
  }

  /** What the proxy offers to this application: pipelines, contracts, governance block time. */
  public JsonNode info() throws ProxyUnreachableException {
    return exchange.send(exchange.request("/v1/info").GET().build());
  }

  /**
   * Hands a signed call in.
   *
   * @param body the JSON body that {@code ApplicationCall} made
   * @return the proxy's answer: {@code transaction}, {@code status}
   * @throws ProxyRefusedException with the stable code of the refusal
   */
  public JsonNode submit(String body) throws ProxyUnreachableException {
    return exchange.send(
        exchange
            .request("/v1/calls")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** The proxy's view of one transaction: status in words, steps, hashes, values read. */
  public JsonNode transaction(String id) throws ProxyUnreachableException {
    return exchange.send(exchange.request("/v1/transactions/" + encode(id)).GET().build());
  }

  /** Transactions of this application, newest first; filter keys: status, limit, cursor. */
  public JsonNode transactions(Map<String, String> filter) throws ProxyUnreachableException {
    StringJoiner query = new StringJoiner("&");
    filter.forEach((name, value) -> query.add(encode(name) + "=" + encode(value)));
    return exchange.send(exchange.request("/v1/transactions?" + query).GET().build());
  }

  /** {@link #await(String, Duration, Duration)}, looking ten times a second. */
  public JsonNode await(String id, Duration patience)
      throws ProxyUnreachableException, InterruptedException {
    return await(id, patience, BETWEEN_LOOKS);
  }

  /**
   * Looks until the transaction has ended or is escalated, also through restarts of the proxy.
   *
   * @param betweenLooks longer for many transactions at once: each look is a request
   * @return the last view; its status is not final if {@code patience} ran out first
   * @throws ProxyUnreachableException if the proxy did not answer once within {@code patience}
   */
  public JsonNode await(String id, Duration patience, Duration betweenLooks)
      throws ProxyUnreachableException, InterruptedException {
    Instant end = Instant.now().plus(patience);
    JsonNode last = null;
    ProxyUnreachableException silence = null;
    while (true) {
      try {
        last = transaction(id);
        String status = last.path("status").asText();
        if (FINAL_STATUSES.contains(status) || status.equals("escalated")) {
          return last;
        }
      } catch (ProxyUnreachableException e) {
        silence = e;
      }
      if (Instant.now().isAfter(end)) {
        if (last == null && silence != null) {
          throw silence;
        }
        return last;
      }
      Thread.sleep(betweenLooks);
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    exchange.close();
  }
}
