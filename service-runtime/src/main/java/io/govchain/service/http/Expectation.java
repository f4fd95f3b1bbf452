package io.govchain.service.http;

import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an operation of the contract expects, where the validator's message does not say it.
 *
 * @param contract the whole of it, to which references lead
 */
record Expectation(Operation operation, JsonObject contract) {
  private static final String SCHEMAS = "#/components/schemas/";

  /** What a parameter has to be; empty where its schema has no words for it here. */
  Optional<String> parameter(String where, String name) {
    return operation.getParameters().stream()
        .filter(parameter -> parameter.getName().equals(name))
        .filter(parameter -> parameter.getIn().toString().equalsIgnoreCase(where))
        .findFirst()
        .map(this::schema)
        .flatMap(Expectation::words);
  }

  private static Optional<String> words(JsonObject schema) {
    if (schema.containsKey("enum")) {
      return Optional.of(
          schema.getJsonArray("enum").stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ", "one of ", "")));
    }
    if (schema.containsKey("pattern")) {
      return Optional.of("text that matches " + schema.getString("pattern"));
    }
    return switch (schema.getString("type", "")) {
      case "integer" -> Optional.of("a whole number" + range(schema));
      case "boolean" -> Optional.of("true or false");
      default -> Optional.empty();
    };
  }

  private static String range(JsonObject schema) {
    Number least = schema.getNumber("minimum");
    Number most = schema.getNumber("maximum");
    if (least == null) {
      return most == null ? "" : " up to " + most;
    }
    return most == null ? " from " + least + " on" : " from " + least + " to " + most;
  }

  /** The content types of a body, one at least. */
  Optional<String> contentTypes() {
    return Optional.ofNullable(operation.getRequestBody())
        .map(RequestBody::getContent)
        .filter(content -> !content.isEmpty())
        .map(content -> String.join(" or ", content.keySet()));
  }

  private JsonObject schema(Parameter parameter) {
    JsonObject schema = parameter.getOpenAPIModel().getJsonObject("schema", new JsonObject());
    String reference = schema.getString("$ref", "");
    return reference.startsWith(SCHEMAS)
        ? contract
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject(reference.substring(SCHEMAS.length()))
        : schema;
  }
}
