package io.govchain.console.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Holds answers to what the OpenAPI contract says of them. */
public final class Contract {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String BASE = "https://console.test/openapi";

  private final JsonNode tree;
  private final SchemaRepository schemas;

  public Contract() {
    try (InputStream in = Contract.class.getResourceAsStream("/io/govchain/console/openapi.yaml")) {
      this.tree = YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setBaseUri("https://console.test/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    this.schemas = SchemaRepository.create(options);
    schemas.dereference(BASE, JsonSchema.of(new JsonObject(tree.toString())));
  }

  /** What is wrong with an answer; empty when nothing is. */
  public String complaint(String path, String method, Answer answer) {
    JsonNode operation = tree.at("/paths").path(path).path(method);
    if (operation.isMissingNode()) {
      return "no operation " + method + " " + path;
    }
    String status = Integer.toString(answer.status());
    boolean named = operation.path("responses").has(status);
    JsonNode response = operation.path("responses").path(named ? status : "default");
    String at =
        response.has("$ref")
            ? response.path("$ref").asText().substring(1)
            : "/paths/%s/%s/responses/%s"
                .formatted(path.replace("/", "~1"), method, named ? status : "default");
    String type = answer.header("content-type").replaceAll(";.*", "");
    if (!type.endsWith("json")) {
      return "expected JSON, got " + type;
    }
    String pointer =
        BASE
            + "#"
            + (at + "/content/" + type.replace("/", "~1") + "/schema")
                .replace("{", "%7B")
                .replace("}", "%7D");
    if (tree.at(at + "/content/" + type.replace("/", "~1") + "/schema").isMissingNode()) {
      return "the contract has no content " + type + " for status " + status;
    }
    String text = answer.text().strip();
    Object value = text.startsWith("[") ? new JsonArray(text) : new JsonObject(text);
    OutputUnit found =
        schemas.validator(JsonSchema.of(new JsonObject().put("$ref", pointer))).validate(value);
    return Boolean.TRUE.equals(found.getValid())
        ? ""
        : found.getErrors().stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getError())
            .limit(5)
            .toList()
            .toString();
  }
}
