package io.govchain.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a handler answers. */
public record Response(int status, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Response json(int status, JsonNode body) {
    return of(status, "application/json", bytes(body));
  }

  public static Response problem(Problem problem) {
    return of(problem.status(), Problem.MEDIA_TYPE, bytes(problem.json()));
  }

  public static Response text(int status, String mediaType, String body) {
    return of(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
  }

  public Response header(String name, String value) {
    Map<String, String> extended = new HashMap<>(headers);
    extended.put(name, value);
    return new Response(status, Map.copyOf(extended), body);
  }

  private static Response of(int status, String mediaType, byte[] body) {
    return new Response(status, Map.of("content-type", mediaType), body);
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree cannot be written", impossible);
    }
  }
}
