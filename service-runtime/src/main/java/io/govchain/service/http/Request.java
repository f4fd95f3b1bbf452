package io.govchain.service.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * A request that passed the certificate check, the size limit and the OpenAPI contract.
 *
 * @param path parameters of the path by name
 * @param query parameters of the query by name, without those that were not given
 * @param headers those that the contract names, by name in lower case, without those not given; and
 *     {@code host}, by which the caller calls the service
 * @param body empty when there is none
 */
public record Request(
    String operation,
    Map<String, String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    Caller caller) {
  private static final int MAX_DEPTH = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  /** A request without headers of its own. */
  public Request(
      String operation,
      Map<String, String> path,
      Map<String, String> query,
      byte[] body,
      Caller caller) {
    this(operation, path, query, Map.of(), body, caller);
  }

  public Optional<String> queryValue(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The body as JSON; a contract that demands JSON has made sure that it is. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException malformed) {
      throw new ProblemException(
          Problem.of("body-malformed", 400, "the body cannot be read as JSON")
              .expected("JSON without repeated keys, at most " + MAX_DEPTH + " levels deep")
              .actual(malformed.getOriginalMessage()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
