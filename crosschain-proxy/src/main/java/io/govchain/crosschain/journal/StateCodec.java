package io.govchain.crosschain.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.crosschain.engine.Compensated;
import io.govchain.crosschain.engine.Compensating;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Escalated;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.Resolved;
import io.govchain.crosschain.engine.Settled;
import io.govchain.crosschain.engine.Settling;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Unseen;

/**
 * States, local effects and messages to be made as JSON text, {@code
 * {"version":5,"state":"executing",...}}. Reading is strict: an unknown version, state or field is
 * refused rather than half understood.
 *
 * <p>Version 5 tells of one that was given up whether its deadline had passed. Version 4 tells
 * whether the record has this party's word for a resolution; before that nobody knows. Version 3
 * writes the parts of a step of which nothing is known yet as {@code ""}, see {@link NothingYet};
 * version 2 wrote them out.
 */
public final class StateCodec {
  private static final int VERSION = 5;
  private static final int OLDEST_VERSION = 2;

  /** Of effects, which are looked for by their text: it stays as it always was. */
  private final ObjectMapper json =
      strict()
          .addMixIn(Effect.LocalEffect.class, EffectNames.class)
          .addMixIn(Effect.MessageEffect.class, MessageNames.class)
          .build();

  private final ObjectMapper states =
      strict()
          .addMixIn(TransactionState.class, StateNames.class)
          .addModule(NothingYet.module())
          .build();

  private static JsonMapper.Builder strict() {
    return JsonMapper.builder()
        .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
        .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Unseen.class, name = "unseen"),
    @JsonSubTypes.Type(value = Opening.class, name = "opening"),
    @JsonSubTypes.Type(value = Executing.class, name = "executing"),
    @JsonSubTypes.Type(value = Settling.class, name = "settling"),
    @JsonSubTypes.Type(value = Compensating.class, name = "compensating"),
    @JsonSubTypes.Type(value = Escalated.class, name = "escalated"),
    @JsonSubTypes.Type(value = Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = Compensated.class, name = "compensated"),
    @JsonSubTypes.Type(value = Resolved.class, name = "resolved"),
    @JsonSubTypes.Type(value = Rejected.class, name = "rejected")
  })
  private interface StateNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "effect")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.JudgeEvidence.class, name = "judge-evidence"),
    @JsonSubTypes.Type(value = Effect.RaiseAlarm.class, name = "raise-alarm")
  })
  private interface EffectNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.ExecuteStep.class, name = "execute-step"),
    @JsonSubTypes.Type(value = Effect.CompensateStep.class, name = "compensate-step"),
    @JsonSubTypes.Type(value = Effect.SendStepRequest.class, name = "step-request"),
    @JsonSubTypes.Type(value = Effect.SendStepOutcome.class, name = "step-outcome"),
    @JsonSubTypes.Type(value = Effect.SendEvidenceRequest.class, name = "evidence-request"),
    @JsonSubTypes.Type(value = Effect.SendCompensationRequest.class, name = "compensation-request"),
    @JsonSubTypes.Type(value = Effect.SendRefusal.class, name = "refusal"),
    @JsonSubTypes.Type(value = Effect.NotifyApplication.class, name = "notification")
  })
  private interface MessageNames {}

  /** The state as text. */
  public String encode(TransactionState state) {
    try {
      // The version goes first. A state is an object and has a name, so it begins with {" for sure.
      String text = states.writerFor(TransactionState.class).writeValueAsString(state);
      return "{\"version\":" + VERSION + "," + text.substring(1);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("state cannot be written: " + state, defect);
    }
  }

  /**
   * The state that a text stands for.
   *
   * @throws JournalException {@code state-unreadable}
   */
  public TransactionState decode(String text) {
    try {
      JsonNode node = states.readTree(text);
      if (!(node instanceof ObjectNode state) || !isKnown(state.path("version").asInt())) {
        throw unreadable("a state of version " + OLDEST_VERSION + " to " + VERSION, text, null);
      }
      int version = state.remove("version").asInt();
      if (state.get("progress") instanceof ObjectNode progress) {
        complete(progress, version);
      }
      return states.treeToValue(state, TransactionState.class);
    } catch (JsonProcessingException broken) {
      throw unreadable("a state of this program's version", text, broken);
    }
  }

  private static void complete(ObjectNode progress, int version) {
    if (version < 4) {
      progress.put("resolutionRecorded", false);
    }
    if (version < 5) {
      progress.put("overdue", false);
    }
  }

  private static boolean isKnown(int version) {
    return version >= OLDEST_VERSION && version <= VERSION;
  }

  String encode(Effect.LocalEffect effect) {
    try {
      return write(Effect.LocalEffect.class, effect);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("effect cannot be written: " + effect, defect);
    }
  }

  String encode(Effect.MessageEffect message) {
    try {
      return write(Effect.MessageEffect.class, message);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("message cannot be written: " + message, defect);
    }
  }

  Effect.MessageEffect decodeMessage(String text) {
    try {
      return json.readValue(text, Effect.MessageEffect.class);
    } catch (JsonProcessingException broken) {
      throw unreadable("a message of this program's version", text, broken);
    }
  }

  Effect.LocalEffect decodeEffect(String text) {
    try {
      return json.readValue(text, Effect.LocalEffect.class);
    } catch (JsonProcessingException broken) {
      throw unreadable("an effect of this program's version", text, broken);
    }
  }

  private <T> String write(Class<T> type, T value) throws JsonProcessingException {
    return json.writerFor(type).writeValueAsString(value);
  }

  private static JournalException unreadable(String expected, String text, Exception cause) {
    String start = text.substring(0, Math.min(text.length(), 80));
    return new JournalException(
        "state-unreadable", "journal: expected " + expected + ", actual " + start, cause);
  }
}
