package io.govchain.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** What came back for a request, and whether it tells what became of it. */
record Answer(String method, URI address, int status, byte[] body) {
  /**
   * Said before anything was begun, or after all of it was undone. Whatever else fails at the
   * proxy's side may fail while the request goes on there, or after it was carried out; so may what
   * stands between the two.
   */
  private static final Set<String> NOTHING_BEGUN =
      Set.of(
          "overloaded",
          "service-stopping",
          "registry-unavailable",
          "governance-unavailable",
          "proxy-not-active",
          "not-ready",
          "database-full",
          "database-overloaded");

  /**
   * The answer of a request that was carried out.
   *
   * @throws ProxyRefusedException where the request was not carried out and never will be
   * @throws ProxyUnreachableException where that is unknown
   */
  JsonNode json(ObjectMapper mapper) throws ProxyUnreachableException {
    JsonNode json;
    try {
      json = mapper.readTree(body);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory failed", e);
    }
    if (status < 400) {
      return json;
    }
    ProxyRefusedException refusal = refusal(address, status, json);
    if (status >= 500 && !NOTHING_BEGUN.contains(refusal.code())) {
      throw unknown(refusal.getMessage(), refusal);
    }
    throw refusal;
  }

  private ProxyRefusedException malformed(JsonProcessingException why)
      throws ProxyUnreachableException {
    String text =
        "%s: expected JSON, HTTP status %d came with %s"
            .formatted(address, status, why.getOriginalMessage());
    boolean refused = status >= 400 && status < 500;
    if (!refused && !method.equals("GET")) {
      throw unknown("answer-malformed: " + text, why);
    }
    return new ProxyRefusedException(status, "answer-malformed", text);
  }

  private ProxyUnreachableException unknown(String why, Exception cause) {
    return new ProxyUnreachableException(
        "%s: what became of it is unknown: %s".formatted(method, why), cause);
  }

  static ProxyRefusedException refusal(URI address, int status, JsonNode problem) {
    String code = problem.path("code").asText("http-" + status);
    StringBuilder text =
        new StringBuilder(code).append(": ").append(problem.path("detail").asText());
    for (String member : new String[] {"expected", "actual"}) {
      if (problem.hasNonNull(member)) {
        text.append("; ").append(member).append(' ').append(problem.get(member).asText());
      }
    }
    return new ProxyRefusedException(status, code, text + " (" + address + ")");
  }
}
