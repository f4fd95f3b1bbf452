package io.govchain.evm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON-RPC 2.0 over HTTP with bounded size and time of every answer. */
final class JsonRpc implements AutoCloseable {
  private static final int MAX_MESSAGE = 400;

  static final ObjectMapper JSON = within(AnswerBounds.OWN_NODE);

  private final EvmEndpoint endpoint;
  private final ObjectMapper answers;
  private final Transport transport;
  private final Runnable end;

  /** Over a connection of its own. */
  JsonRpc(EvmEndpoint endpoint) {
    HttpTransport own = new HttpTransport(endpoint.timeout());
    this.endpoint = endpoint;
    this.answers = answersOf(endpoint);
    this.transport = own;
    this.end = own::close;
  }

  /** Over somebody else's connections, which stay open at its end. */
  JsonRpc(EvmEndpoint endpoint, Transport transport) {
    this.endpoint = endpoint;
    this.answers = answersOf(endpoint);
    this.transport = transport;
    this.end = () -> {};
  }

  private static ObjectMapper answersOf(EvmEndpoint endpoint) {
    AnswerBounds bounds = endpoint.bounds();
    return bounds.equals(AnswerBounds.OWN_NODE) ? JSON : within(bounds);
  }

  private static ObjectMapper within(AnswerBounds bounds) {
    return new ObjectMapper(
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(bounds.bytes())
                    .maxTokenCount(bounds.tokens())
                    .build())
            .build());
  }

  RpcAnswer call(RpcRequest request) {
    byte[] body = body(List.of(request), request.method());
    JsonNode answer = parse(exchange(body, request.method()), request.method());
    return parseAnswer(request, answer, 0);
  }

  /** Answers in the order of the requests. */
  List<RpcAnswer> batch(List<RpcRequest> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    if (requests.size() == 1) {
      return List.of(call(requests.get(0)));
    }
    String what = "a batch of " + requests.size() + " " + requests.get(0).method();
    JsonNode answer = parse(exchange(body(requests, what), what), what);
    if (!answer.isArray()) {
      throw refused(what, "expected a list, got " + brief(answer.toString()), null);
    }
    RpcAnswer[] ordered = new RpcAnswer[requests.size()];
    for (JsonNode element : answer) {
      int id = element.path("id").asInt(-1);
      if (id < 0 || id >= ordered.length || ordered[id] != null) {
        throw refused(what, "unexpected id " + element.path("id"), null);
      }
      ordered[id] = parseAnswer(requests.get(id), element, id);
    }
    if (Arrays.asList(ordered).contains(null)) {
      throw refused(what, "only " + answer.size() + " answers", null);
    }
    return new ArrayList<>(Arrays.asList(ordered));
  }

  /**
   * Answers in the order of the requests, each read from the text as it comes.
   *
   * @param reader its {@link IllegalArgumentException}s refuse the answer
   */
  <T> List<StreamedAnswers.Answer<T>> stream(
      List<RpcRequest> requests, StreamedAnswers.Reader<T> reader) {
    if (requests.isEmpty()) {
      return List.of();
    }
    String method = requests.get(0).method();
    boolean one = requests.size() == 1;
    String what = one ? method : "a batch of " + requests.size() + " " + method;
    Transport.Answer response = exchange(body(requests, what), what);
    try {
      return StreamedAnswers.read(
          response.body(), requests.size(), reader, error -> failure(method, error).toException());
    } catch (StreamedAnswers.Unexpected unexpected) {
      throw refused(what, unexpected.getMessage(), unexpected);
    } catch (IOException e) {
      throw refused(what, "HTTP status " + response.status() + ", not JSON", e);
    } catch (IllegalArgumentException e) {
      throw refused(what, e.getMessage(), e);
    }
  }

  /** One request as an object, several as a list; written at once, since there may be hundreds. */
  private static byte[] body(List<RpcRequest> requests, String what) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      if (requests.size() > 1) {
        json.writeStartArray();
      }
      for (int id = 0; id < requests.size(); id++) {
        json.writeStartObject();
        json.writeStringField("jsonrpc", "2.0");
        json.writeNumberField("id", id);
        json.writeStringField("method", requests.get(id).method());
        json.writeArrayFieldStart("params");
        for (Object parameter : requests.get(id).params()) {
          json.writePOJO(parameter);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      if (requests.size() > 1) {
        json.writeEndArray();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot write the parameters of " + what, e);
    }
    return bytes.toByteArray();
  }

  private Transport.Answer exchange(byte[] body, String what) {
    Transport.Answer response = send(body, what, true);
    if (response.status() >= 500) {
      throw unreachable(what, "HTTP status " + response.status(), null);
    }
    return response;
  }

  /**
   * A server may close an idle connection in the moment it is used again: hence the second attempt.
   */
  private Transport.Answer send(byte[] body, String what, boolean again) {
    CompletableFuture<Transport.Answer> exchange =
        transport.post(endpoint.http(), body, endpoint.timeout(), endpoint.bounds().bytes());
    try {
      return exchange.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw unreachable(what, "interrupted", e);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw unreachable(what, late(), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Transport.TooLarge || cause.getCause() instanceof Transport.TooLarge) {
        throw refused(what, "larger than " + endpoint.bounds().bytes() + " bytes", cause);
      }
      if (again
          && cause instanceof IOException
          && !(cause instanceof ConnectException)
          && !(cause instanceof HttpTimeoutException)) {
        return send(body, what, false);
      }
      throw unreachable(what, reason(cause), cause);
    }
  }

  private String late() {
    return "no answer within " + endpoint.timeout().toMillis() + " ms";
  }

  private String reason(Throwable cause) {
    // Either of two clocks may be the first to tell that the time is over.
    if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
      return late();
    }
    if (cause.getMessage() != null) {
      return cause.getMessage();
    }
    if (!(cause instanceof ConnectException)) {
      return cause.toString();
    }
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnresolvedAddressException ? "unknown host" : "no connection";
  }

  private JsonNode parse(Transport.Answer response, String what) {
    JsonNode node;
    try {
      node = answers.readTree(response.body());
    } catch (IOException e) {
      throw refused(what, "HTTP status " + response.status() + ", not JSON", e);
    }
    if (node == null || !node.isContainerNode()) {
      throw refused(what, "HTTP status " + response.status() + ", not a JSON-RPC answer", null);
    }
    if (node.isObject() && node.path("error").isObject() && !node.path("id").isInt()) {
      throw failure(what, node.path("error")).toException();
    }
    return node;
  }

  private RpcAnswer parseAnswer(RpcRequest request, JsonNode node, int id) {
    if (node.path("id").asInt(-1) != id) {
      throw refused(request.method(), "expected id " + id + ", got " + node.path("id"), null);
    }
    if (node.path("error").isObject()) {
      return failure(request.method(), node.path("error"));
    }
    if (!node.has("result")) {
      throw refused(request.method(), "neither result nor error", null);
    }
    return new RpcAnswer.Result(node.get("result"));
  }

  private static RpcAnswer.Failure failure(String method, JsonNode error) {
    JsonNode data = error.path("data");
    JsonNode text = data.isObject() ? data.path("data") : data;
    Optional<String> revert =
        Optional.ofNullable(text.textValue())
            .map(value -> value.replace("\"", ""))
            .map(value -> value.startsWith("Reverted ") ? value.substring(9) : value)
            .filter(value -> value.matches("0x([0-9a-fA-F]{2})*"));
    return new RpcAnswer.Failure(
        method, error.path("code").asInt(), brief(error.path("message").asText()), revert);
  }

  private EvmException.ChainUnreachable unreachable(String what, String reason, Throwable cause) {
    return new EvmException.ChainUnreachable(
        "no answer from chain node " + endpoint.display() + " to " + what + ": " + reason, cause);
  }

  EvmException.ResponseRefused refused(String what, String reason, Throwable cause) {
    return new EvmException.ResponseRefused(
        "answer of chain node " + endpoint.display() + " to " + what + " refused: " + reason,
        cause);
  }

  private static String brief(String text) {
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
  }

  @Override
  public void close() {
    end.run();
  }
}
