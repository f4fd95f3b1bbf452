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
import java.util.Set;
import java.util.TreeSet;

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

  /**
   * Members of an answer that the contract does not name, by their places: who reads the contract
   * alone does not know of them. Where other members are meant to be there it says {@code
   * additionalProperties: true}.
   */
  public Set<String> unnamed(String path, String method, Answer answer) {
    Set<String> unnamed = new TreeSet<>();
    String type = answer.header("content-type").replaceAll(";.*", "");
    JsonNode schema =
        tree.at(response(path, method, answer)).path("content").path(type).path("schema");
    unnamed(schema, answer.json(), "", unnamed);
    return unnamed;
  }

  private void unnamed(JsonNode given, JsonNode value, String place, Set<String> unnamed) {
    JsonNode schema = given.has("$ref") ? tree.at(given.path("$ref").asText().substring(1)) : given;
    if (value.isArray()) {
      value.forEach(each -> unnamed(schema.path("items"), each, place + "[]", unnamed));
    }
    boolean told = schema.has("properties") || schema.has("required");
    if (!value.isObject() || !told || schema.path("additionalProperties").asBoolean()) {
      return;
    }
    Set<String> names = new TreeSet<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    value
        .properties()
        .forEach(
            member -> {
              String at = place + "." + member.getKey();
              if (!names.contains(member.getKey())) {
                unnamed.add(at);
              }
              unnamed(
                  schema.path("properties").path(member.getKey()), member.getValue(), at, unnamed);
            });
  }

  /** Where the contract speaks of this answer. */
  private String response(String path, String method, Answer answer) {
    JsonNode responses = tree.at("/paths").path(path).path(method).path("responses");
    String status = Integer.toString(answer.status());
    String named = responses.has(status) ? status : "default";
    JsonNode response = responses.path(named);
    return response.has("$ref")
        ? response.path("$ref").asText().substring(1)
        : "/paths/%s/%s/responses/%s".formatted(path.replace("/", "~1"), method, named);
  }

  /** What is wrong with an answer; empty when nothing is. */
  public String complaint(String path, String method, Answer answer) {
    if (tree.at("/paths").path(path).path(method).isMissingNode()) {
      return "no operation " + method + " " + path;
    }
    String status = Integer.toString(answer.status());
    String at = response(path, method, answer);
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
