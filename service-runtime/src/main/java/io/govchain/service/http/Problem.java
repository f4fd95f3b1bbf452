package io.govchain.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal as RFC 9457 problem details. The code is stable and kebab-case; its type is {@code
 * urn:govchain:error:<code>}.
 *
 * @param expected what would have been right; empty leaves it out
 * @param actual what came instead; empty leaves it out
 * @param transaction the transaction it concerns; empty for none
 */
public record Problem(
    String code, int status, String detail, String expected, String actual, String transaction) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(String code, int status, String detail) {
    return new Problem(code, status, detail, "", "", "");
  }

  public Problem status(int other) {
    return new Problem(code, other, detail, expected, actual, transaction);
  }

  public Problem expected(String what) {
    return new Problem(code, status, detail, what, actual, transaction);
  }

  public Problem actual(String what) {
    return new Problem(code, status, detail, expected, what, transaction);
  }

  public Problem transaction(String id) {
    return new Problem(code, status, detail, expected, actual, id);
  }

  /** The body of the response. */
  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "urn:govchain:error:" + code)
            .put("title", title())
            .put("status", status)
            .put("detail", detail)
            .put("code", code);
    putIfPresent(json, "expected", expected);
    putIfPresent(json, "actual", actual);
    putIfPresent(json, "transaction", transaction);
    return json;
  }

  /** The code in words: {@code envelope-too-large} is "Envelope too large". */
  private String title() {
    String words = code.replace('-', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static void putIfPresent(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }
}
