package io.govchain.console.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.web3j.crypto.StructuredDataEncoder;

/** What a wallet does with its key and its node; everything else it hands on to the node. */
final class WalletAccount {
  /** A wallet asks its owner before it does one of these. */
  static final Set<String> NEEDS_CONSENT =
      Set.of("eth_requestAccounts", "eth_sendTransaction", "eth_signTypedData_v4");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SigningKey key;
  private final URI node;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  WalletAccount(SigningKey key, URI node) {
    this.key = key;
    this.node = node;
  }

  /** An object with a {@code result} or an {@code error}. */
  ObjectNode answer(String method, JsonNode params) {
    return switch (method) {
      case "eth_requestAccounts", "eth_accounts" ->
          result(JsonNodeFactory.instance.arrayNode().add(key.address()));
      case "wallet_switchEthereumChain", "wallet_addEthereumChain" ->
          result(JsonNodeFactory.instance.nullNode());
      case "eth_sendTransaction" -> send(params.path(0));
      case "eth_signTypedData_v4" -> result(sign(params.path(1)));
      default -> ask(method, params);
    };
  }

  private ObjectNode send(JsonNode wanted) {
    ObjectNode estimate = ask("eth_estimateGas", list(wanted));
    if (!wanted.hasNonNull("gas") && estimate.has("error")) {
      return estimate;
    }
    UnsignedTransaction transaction =
        new UnsignedTransaction(
            quantity(ask("eth_chainId", list()).path("result")).longValueExact(),
            quantity(
                    ask("eth_getTransactionCount", list().add(key.address()).add("pending"))
                        .path("result"))
                .longValueExact(),
            Optional.ofNullable(wanted.path("to").textValue()),
            wanted.hasNonNull("value") ? quantity(wanted.path("value")) : BigInteger.ZERO,
            wanted.path(wanted.hasNonNull("input") ? "input" : "data").asText("0x"),
            quantity(wanted.hasNonNull("gas") ? wanted.path("gas") : estimate.path("result"))
                .longValueExact(),
            UnsignedTransaction.GasPrice.zero());
    return ask("eth_sendRawTransaction", list().add(key.signTransaction(transaction).raw()));
  }

  private JsonNode sign(JsonNode typedData) {
    try {
      String text = typedData.isTextual() ? typedData.asText() : typedData.toString();
      byte[] digest = new StructuredDataEncoder(text).hashStructuredData();
      return JsonNodeFactory.instance.textNode(Hex.of(key.signDigest(digest).withRecovery()));
    } catch (IOException e) {
      throw new UncheckedIOException("typed data that a wallet cannot read: " + typedData, e);
    }
  }

  private ObjectNode ask(String method, JsonNode params) {
    ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    request.put("method", method).set("params", params);
    try {
      String body =
          http.send(
                  HttpRequest.newBuilder(node)
                      .timeout(TIMEOUT)
                      .header("content-type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return (ObjectNode) JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a wallet asked its node", e);
    }
  }

  private static ArrayNode list(JsonNode... items) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : items) {
      list.add(item);
    }
    return list;
  }

  private static BigInteger quantity(JsonNode hex) {
    return new BigInteger(hex.asText().substring(2), 16);
  }

  private static ObjectNode result(JsonNode value) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("result", value);
    return answer;
  }
}
