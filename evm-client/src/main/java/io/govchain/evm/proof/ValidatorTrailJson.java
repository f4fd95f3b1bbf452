package io.govchain.evm.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.BlockHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Trails of validators as evidence carries them; what is read comes from somebody who may lie. */
final class ValidatorTrailJson {
  private static final Set<String> LISTED = Set.of("header");
  private static final Set<String> PROVEN = Set.of("header", "account", "length", "entries");
  private static final Set<String> PROVEN_PROXY =
      Set.of("header", "account", "length", "entries", "implementation");

  /** Characters that may still come. */
  private int left = ValidatorTrail.MAX_CHARACTERS;

  private ValidatorTrailJson() {}

  static ValidatorTrail parse(JsonNode json) {
    ValidatorTrailJson reader = new ValidatorTrailJson();
    requireArray(json, "steps", ValidatorTrail.MAX_STEPS);
    List<ValidatorTrail.Step> steps = new ArrayList<>();
    for (JsonNode step : json) {
      steps.add(reader.step(step));
    }
    return new ValidatorTrail(steps);
  }

  private ValidatorTrail.Step step(JsonNode step) {
    Set<String> names = new HashSet<>();
    step.fieldNames().forEachRemaining(names::add);
    if (!names.equals(LISTED) && !names.equals(PROVEN) && !names.equals(PROVEN_PROXY)) {
      throw new ProofException(
          "validator trail: expected a step's header, with or without the proof of a list, got "
              + "the members "
              + names.stream().sorted().limit(8).toList());
    }
    BlockHeader header = HeaderRlp.decode(text(step.get("header")), HeaderRlp.HashRule.QBFT);
    if (names.equals(LISTED)) {
      return new ValidatorTrail.Listed(header);
    }
    JsonNode entries = step.get("entries");
    requireArray(entries, "entries", ValidatorListProof.MAX_VALIDATORS);
    List<List<String>> proofs = new ArrayList<>();
    entries.forEach(entry -> proofs.add(texts(entry)));
    return new ValidatorTrail.Proven(
        header,
        new ValidatorListProof(
            texts(step.get("account")),
            texts(step.get("length")),
            proofs,
            names.equals(PROVEN) ? List.of() : texts(step.get("implementation"))));
  }

  private List<String> texts(JsonNode json) {
    requireArray(json, "nodes", 128);
    List<String> texts = new ArrayList<>();
    json.forEach(each -> texts.add(text(each)));
    return texts;
  }

  private String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new ProofException("validator trail: expected hex, got a JSON " + json.getNodeType());
    }
    left -= json.textValue().length();
    if (left < 0) {
      throw new ProofException(
          "validator trail: expected at most %d characters, got more"
              .formatted(ValidatorTrail.MAX_CHARACTERS));
    }
    return json.textValue();
  }

  private static void requireArray(JsonNode json, String what, int most) {
    if (!json.isArray() || json.size() > most) {
      throw new ProofException(
          "validator trail: expected an array of at most %d %s, got %s of %d"
              .formatted(most, what, json.getNodeType(), json.size()));
    }
  }

  static ArrayNode of(ValidatorTrail trail) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    for (ValidatorTrail.Step step : trail.steps()) {
      ObjectNode json = steps.addObject().put("header", step.header().rlp());
      if (step instanceof ValidatorTrail.Proven proven) {
        proven.list().account().forEach(json.putArray("account")::add);
        proven.list().length().forEach(json.putArray("length")::add);
        ArrayNode entries = json.putArray("entries");
        proven.list().entries().forEach(nodes -> nodes.forEach(entries.addArray()::add));
        if (!proven.list().implementation().isEmpty()) {
          proven.list().implementation().forEach(json.putArray("implementation")::add);
        }
      }
    }
    return steps;
  }
}
