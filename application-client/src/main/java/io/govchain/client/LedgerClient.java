package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * An operator's way to its cross-chain proxy: what people must look at, and what they order.
 * Methods block.
 */
public final class LedgerClient implements AutoCloseable {
  private final Exchange exchange;

  /**
   * @throws IOException if the certificate or key cannot be read
   */
  public LedgerClient(ClientSettings settings) throws IOException {
    this.exchange = new Exchange(settings);
  }

  /** Transactions that are overdue, stuck, contradictory or set aside. */
  public JsonNode findings() throws ProxyUnreachableException {
    return get("/v1/findings");
  }

  /**
   * A page of escalations with everything that is needed to decide, newest first.
   *
   * @param cursor the cursor of the page before
   */
  public JsonNode escalations(int limit, Optional<String> cursor) throws ProxyUnreachableException {
    String query = "?limit=" + limit + cursor.map(text -> "&cursor=" + text).orElse("");
    return get("/v1/escalations" + query);
  }

  /** One escalation. */
  public JsonNode escalation(String transaction) throws ProxyUnreachableException {
    return get("/v1/escalations/" + transaction);
  }

  /**
   * The evidence of a step or of its compensation, as this proxy holds it.
   *
   * @param digest as it stands on the governance chain
   */
  public JsonNode evidence(String transaction, String digest) throws ProxyUnreachableException {
    return get("/v1/transactions/" + transaction + "/evidence/" + digest);
  }

  /**
   * The same, demanded by an auditor who is no operator of that proxy.
   *
   * @param credential that vouches for the certificate of this client
   */
  public JsonNode evidence(String transaction, String digest, String credential)
      throws ProxyUnreachableException {
    return exchange.send(
        exchange
            .request("/v1/transactions/" + transaction + "/evidence/" + digest)
            .header("x-govchain-credential", credential)
            .GET()
            .build());
  }

  /** Orders one more attempt to undo this side's steps. */
  public JsonNode retry(String transaction) throws ProxyUnreachableException {
    return exchange.send(
        exchange
            .request("/v1/escalations/" + transaction + "/retry")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /** Agrees, for this institution, to a settlement in the very words that all parties use. */
  public JsonNode agree(String transaction, String settlement) throws ProxyUnreachableException {
    String body = JsonNodeFactory.instance.objectNode().put("settlement", settlement).toString();
    return exchange.send(
        exchange
            .request("/v1/escalations/" + transaction + "/agree")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private JsonNode get(String path) throws ProxyUnreachableException {
    return exchange.send(exchange.request(path).GET().build());
  }

  @Override
  public void close() {
    exchange.close();
  }
}
