package io.govchain.service.http;

import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.util.Optional;

/**
 * What an operation of the contract expects, where the validator's message does not say it.
 *
 * @param contract the whole of it, to which references lead
 */
record Expectation(Operation operation, JsonObject contract) {
  private static final String SCHEMAS = "#/components/schemas/";

  /** The regular expression that a parameter's text has to match. */
  Optional<String> pattern(String where, String name) {
    return operation.getParameters().stream()
        .filter(parameter -> parameter.getName().equals(name))
        .filter(parameter -> parameter.getIn().toString().equalsIgnoreCase(where))
        .findFirst()
        .map(this::schema)
        .map(schema -> schema.getString("pattern"));
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
