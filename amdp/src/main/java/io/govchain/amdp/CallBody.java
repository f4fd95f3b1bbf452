package io.govchain.amdp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What an application posts to its subchain proxy.
 *
 * @param call the signed call
 * @param arguments one disclosure per step, not yet compared with the plan
 */
public record CallBody(Envelope call, List<String> arguments) {

  public CallBody {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads an HTTP body received from anybody.
   *
   * @throws AmdpException too large or malformed
   */
  public static CallBody parse(byte[] body) {
    if (body.length > Envelope.MAX_BYTES) {
      throw new AmdpException(
          AmdpError.ENVELOPE_TOO_LARGE,
          "body",
          "at most " + Envelope.MAX_BYTES + " bytes",
          body.length + " bytes");
    }
    Fields fields =
        new Fields(
            AmdpError.ENVELOPE_MALFORMED,
            "body",
            StrictJson.parse(AmdpError.ENVELOPE_MALFORMED, "body", body));
    Envelope call = Envelope.read("body.call", fields.any("call"));
    List<String> arguments = fields.texts("arguments", Shape.MAX_STEPS);
    fields.end();
    return new CallBody(call, arguments);
  }

  /** The body as JSON. */
  public String json() {
    ArrayNode disclosures = JsonNodeFactory.instance.arrayNode();
    arguments.forEach(disclosures::add);
    return StrictJson.write(
        JsonNodeFactory.instance
            .objectNode()
            .<ObjectNode>set("call", call.tree())
            .set("arguments", disclosures));
  }
}
