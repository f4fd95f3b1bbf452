package io.govchain.console.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * Whole numbers of contracts have up to 256 bits; a page reads every number of JSON as one of 53.
 * What is beyond that is written as a string of its digits, what is not as a number.
 */
final class ExactNumbers {
  private static final int BITS = 53;

  private ExactNumbers() {}

  static Module written() {
    return new SimpleModule("exact numbers")
        .addSerializer(BigInteger.class, new Whole<>(number -> number))
        .addSerializer(Long.class, new Whole<>(BigInteger::valueOf))
        .addSerializer(long.class, new Whole<>(BigInteger::valueOf));
  }

  /** Makes the same of numbers in text that is read. */
  static JsonNodeFactory read() {
    return new Factory();
  }

  private static boolean isExact(BigInteger number) {
    return number.abs().bitLength() <= BITS;
  }

  private static final class Whole<N> extends JsonSerializer<N> {
    private final Function<N, BigInteger> value;

    private Whole(Function<N, BigInteger> value) {
      this.value = value;
    }

    @Override
    public void serialize(N number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      BigInteger whole = value.apply(number);
      if (isExact(whole)) {
        json.writeNumber(whole.longValue());
      } else {
        json.writeString(whole.toString());
      }
    }
  }

  private static final class Factory extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    @Override
    public ValueNode numberNode(BigInteger number) {
      if (!isExact(number)) {
        return textNode(number.toString());
      }
      long value = number.longValue();
      return value == (int) value ? numberNode((int) value) : numberNode(value);
    }
  }
}
