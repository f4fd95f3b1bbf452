package io.govchain.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.OptionalLong;

/** Requests to one proxy over mutually authenticated TLS, and what it answers. */
final class Exchange implements AutoCloseable {
  private static final int LARGEST_ANSWER = 4 << 20;

  /** No answer came: the refusal is this side's. */
  private static final int NO_STATUS = 0;

  private final ClientSettings settings;
  private final HttpClient http;
  private final ObjectMapper json =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
              .build());

  Exchange(ClientSettings settings) throws IOException {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .sslContext(
                PinnedTls.context(
                    settings.certificate(), settings.key(), settings.proxyFingerprints()))
            .connectTimeout(settings.timeout())
            .build();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path))
        .timeout(settings.timeout())
        .header("Accept", "application/json");
  }

  /** Reads a stream of events, over and over. */
  EventReader reader(
      String path, OptionalLong after, boolean resumes, EventReader.Listener listener) {
    return new EventReader(http, json, address(path), settings.timeout(), after, resumes, listener);
  }

  private URI address(String path) {
    return URI.create(stripSlash(settings.proxy()) + path);
  }

  JsonNode send(HttpRequest request) throws ProxyUnreachableException {
    return send(request, settings.timeout());
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @param atMost for all of it; never longer than the settings say
   */
  JsonNode send(HttpRequest request, Duration atMost) throws ProxyUnreachableException {
    // What an answer says is judged outside: it came, whatever it is.
    return answer(request, atMost).json(json);
  }

  private Answer answer(HttpRequest request, Duration atMost) throws ProxyUnreachableException {
    Duration bound = atMost.compareTo(settings.timeout()) < 0 ? atMost : settings.timeout();
    try {
      return Bounded.within(bound, request.uri(), () -> whole(request));
    } catch (IOException e) {
      if (root(e) instanceof PinnedTls.Mismatch other) {
        throw new ProxyRefusedException(
            NO_STATUS,
            "certificate-mismatch",
            "%s %s: nothing was sent: %s"
                .formatted(request.method(), request.uri(), other.getMessage()));
      }
      throw new ProxyUnreachableException(
          "%s %s: no answer (%s)".formatted(request.method(), request.uri(), reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProxyUnreachableException(request.uri() + ": interrupted", e);
    }
  }

  private Answer whole(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(LARGEST_ANSWER);
      return new Answer(request.method(), request.uri(), response.statusCode(), body);
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String reason(Throwable failure) {
    if (failure instanceof InterruptedIOException late && late.getMessage() != null) {
      return late.getMessage();
    }
    Throwable root = root(failure);
    if (root.getMessage() != null) {
      return root.getMessage();
    }
    if (root instanceof UnresolvedAddressException) {
      return "unknown host";
    }
    // The JDK's client does not say why: what lies below is a closed channel.
    return failure instanceof ConnectException ? "no connection" : root.getClass().getSimpleName();
  }

  private static String stripSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Also ends the streams of events that are open. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
