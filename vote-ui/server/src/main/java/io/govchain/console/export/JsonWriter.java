package io.govchain.console.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.govchain.console.store.ConsoleJson;
import java.io.IOException;
import java.io.OutputStream;

/** The records as a JSON array, as the API lists them; what ends before them says so at its end. */
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

  /** An element of another form, so that no program takes it for a record. */
  @Override
  public void note(String text) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("cut", true);
    json.writeStringField("note", text);
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.flush();
  }
}
