package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message as the bytes of a payload and back. {@code transaction} and {@code step} are absent,
 * all others null, when empty.
 */
final class MessageJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private MessageJson() {}

  static byte[] write(Message message) {
    ObjectNode out = JSON.objectNode();
    out.put("id", message.id()).put("type", message.type().wire());
    message.transaction().ifPresent(transaction -> out.put("transaction", transaction));
    out.put("pipeline", message.pipeline());
    message.step().ifPresent(step -> out.put("step", step));
    out.put("from", message.from())
        .put("to", message.to())
        .put("sequence", message.sequence())
        .<ObjectNode>set("previous", text(message.previous()))
        .put("issued", message.issued())
        .put("expires", message.expires())
        .<ObjectNode>set("inReplyTo", text(message.inReplyTo()))
        .put("constraint", message.constraint())
        .<ObjectNode>set("credential", JSON.objectNode().put("publicKey", message.publicKey()))
        .set("data", DataWriter.write(message.data()));
    return StrictJson.write(out).getBytes(StandardCharsets.UTF_8);
  }

  static Message read(byte[] payload) {
    Fields fields =
        Fields.of("payload", StrictJson.parse(AmdpError.MESSAGE_MALFORMED, "payload", payload));
    MessageType type = fields.named(MessageType.class, "type");
    Fields credential = fields.object("credential");
    String publicKey = credential.text("publicKey");
    credential.end();
    Message message =
        new Message(
            fields.text("id"),
            fields.has("transaction") ? Optional.of(fields.text("transaction")) : Optional.empty(),
            fields.text("pipeline"),
            fields.has("step") ? OptionalInt.of(fields.small("step")) : OptionalInt.empty(),
            fields.text("from"),
            fields.text("to"),
            fields.integer("sequence"),
            fields.nullableText("previous"),
            fields.integer("issued"),
            fields.integer("expires"),
            fields.nullableText("inReplyTo"),
            fields.text("constraint"),
            publicKey,
            DataReader.read(type, fields.object("data")));
    fields.end();
    return message;
  }

  private static JsonNode text(Optional<String> text) {
    return text.<JsonNode>map(JSON::textNode).orElse(JSON.nullNode());
  }
}
