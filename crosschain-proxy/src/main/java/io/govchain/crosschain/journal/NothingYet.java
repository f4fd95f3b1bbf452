package io.govchain.crosschain.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.OnChain;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.Undoing;
import java.io.IOException;
import java.util.Map;

/**
 * Writes what says nothing as an empty text, and reads it back; whatever says something is written
 * out. Of most steps nothing is ever undone or disputed: written out, the empty parts were a third
 * of each state, which is written with every step of its transaction.
 */
final class NothingYet {
  /** By type, the one value that says nothing. */
  private static final Map<Class<?>, Object> NOTHING =
      Map.of(
          Reason.class, Reason.NONE,
          StepResult.class, StepResult.PENDING,
          Judgement.class, Judgement.NONE,
          Undoing.class, Undoing.NONE,
          OnChain.class, OnChain.NOTHING);

  private NothingYet() {}

  static SimpleModule module() {
    SimpleModule module = new SimpleModule("nothing-yet");
    module.setSerializerModifier(new Writing());
    module.setDeserializerModifier(new Reading());
    return module;
  }

  private static final class Writing extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("unchecked")
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription type, JsonSerializer<?> serializer) {
      Object nothing = NOTHING.get(type.getBeanClass());
      return nothing == null ? serializer : new Brief((JsonSerializer<Object>) serializer, nothing);
    }
  }

  private static final class Brief extends JsonSerializer<Object> implements ResolvableSerializer {
    private final JsonSerializer<Object> whole;
    private final Object nothing;

    Brief(JsonSerializer<Object> whole, Object nothing) {
      this.whole = whole;
      this.nothing = nothing;
    }

    @Override
    public void resolve(SerializerProvider provider)
        throws com.fasterxml.jackson.databind.JsonMappingException {
      if (whole instanceof ResolvableSerializer unresolved) {
        unresolved.resolve(provider);
      }
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.equals(nothing)) {
        json.writeString("");
      } else {
        whole.serialize(value, json, provider);
      }
    }
  }

  private static final class Reading extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> deserializer) {
      Object nothing = NOTHING.get(type.getBeanClass());
      return nothing == null ? deserializer : new Whole(deserializer, nothing);
    }
  }

  private static final class Whole extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // Never serialized.
    private final Object nothing;

    Whole(JsonDeserializer<?> deserializer, Object nothing) {
      super(deserializer);
      this.nothing = nothing;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
      return new Whole(deserializer, nothing);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.hasToken(JsonToken.VALUE_STRING) && json.getText().isEmpty()
          ? nothing
          : super.deserialize(json, context);
    }
  }
}
