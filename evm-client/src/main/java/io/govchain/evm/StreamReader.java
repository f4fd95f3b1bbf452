package io.govchain.evm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.govchain.evm.encoding.Hex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link RpcReader} does, from the text as it comes; anything that is missing or malformed is
 * an {@link IllegalArgumentException}, too.
 */
final class StreamReader {
  private static final byte[] NOTHING = new byte[0];

  private StreamReader() {}

  /** A header, with the number of transactions that are named beside it. */
  static CountedHeader counted(JsonParser json) throws IOException {
    requireObject(json, "a block");
    HeaderFields fields = new HeaderFields();
    int transactions = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        fields.add(name, json.getText());
      } else if (name.equals("transactions") && value == JsonToken.START_ARRAY) {
        transactions = elements(json);
      } else {
        json.skipChildren();
      }
    }
    return new CountedHeader(fields.header(), transactions);
  }

  private static int elements(JsonParser json) throws IOException {
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      count++;
    }
    return count;
  }

  static List<BinaryLog> logs(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("expected a list of logs");
    }
    List<BinaryLog> logs = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      logs.add(log(json));
    }
    return logs;
  }

  private static BinaryLog log(JsonParser json) throws IOException {
    requireObject(json, "a log");
    Map<String, String> texts = new HashMap<>(32);
    List<String> topics = new ArrayList<>(4);
    byte[] data = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("data") && value == JsonToken.VALUE_STRING) {
        data = bytes(json);
      } else if (name.equals("topics") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          topics.add(Hex.hash(json.getText()));
        }
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    if (data == null) {
      throw new IllegalArgumentException("field 'data' is missing or not text");
    }
    return new BinaryLog(
        Hex.address(text(texts, "address")),
        topics,
        data,
        Hex.toLong(text(texts, "blockNumber")),
        Hex.hash(text(texts, "blockHash")),
        Hex.hash(text(texts, "transactionHash")),
        Hex.toLong(text(texts, "transactionIndex")),
        Hex.toLong(text(texts, "logIndex")));
  }

  private static byte[] bytes(JsonParser json) throws IOException {
    int length = json.getTextLength();
    return length == 2 && json.getText().equals("0x")
        ? NOTHING
        : Hex.bytes(json.getTextCharacters(), json.getTextOffset(), length);
  }

  private static void requireObject(JsonParser json, String what) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("expected " + what + ", got " + json.currentToken());
    }
  }

  private static String text(Map<String, String> texts, String field) {
    String text = texts.get(field);
    if (text == null) {
      throw new IllegalArgumentException("field '" + field + "' is missing or not text");
    }
    return text;
  }
}
