package io.govchain.console.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.govchain.console.store.ConsoleJson;
import java.io.IOException;
import java.io.OutputStream;

/** The records as a JSON array, as the API lists them. */
final class JsonWriter<T> implements RowWriter<T> {
  private final JsonGenerator json;

  JsonWriter(OutputStream out) throws IOException {
    this.json = ConsoleJson.mapper().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartArray();
  }

  @Override
  public void row(T value) throws IOException {
    json.writePOJO(value);
  }

  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.flush();
  }
}
