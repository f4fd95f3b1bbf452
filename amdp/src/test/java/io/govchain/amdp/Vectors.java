package io.govchain.amdp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.crypto.LocalSigner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the committed vectors must be, computed from fixed keys and fixed randomness. */
final class Vectors {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private Vectors() {}

  /** File name to JSON text. */
  static Map<String, String> all() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("keys.json", text(keys()));
    files.put("envelopes.json", text(envelopes()));
    files.put("disclosures.json", text(disclosures()));
    files.put("sealed.json", text(sealed()));
    files.put("tags.json", text(tags()));
    files.put("refused.json", text(refused()));
    return files;
  }

  private static Map<String, LocalSigner> signers() {
    Map<String, LocalSigner> signers = new LinkedHashMap<>();
    signers.put(Cast.APPLICATION, Cast.APPLICATION_KEY);
    signers.put(Cast.SUBCHAIN_PROXY, Cast.SUBCHAIN_PROXY_KEY);
    signers.put(Cast.CROSSCHAIN_PROXY, Cast.CROSSCHAIN_PROXY_KEY);
    signers.put(Cast.PEER, Cast.PEER_KEY);
    return signers;
  }

  private static ArrayNode keys() {
    ArrayNode out = MAPPER.createArrayNode();
    int value = 0x11;
    for (Map.Entry<String, LocalSigner> signer : signers().entrySet()) {
      byte[] secret = new byte[32];
      Arrays.fill(secret, (byte) value);
      value += 0x11;
      out.addObject()
          .put("path", signer.getKey())
          .put("privateKey", Hex.of(secret))
          .put("publicKey", Hex.of(signer.getValue().publicKey()))
          .put("address", signer.getValue().address());
    }
    return out;
  }

  private static ArrayNode envelopes() {
    ArrayNode out = MAPPER.createArrayNode();
    Samples.all()
        .forEach(
            (type, envelope) -> {
              ObjectNode entry = out.addObject();
              entry.put("type", type.wire()).put("signer", envelope.claimed().from());
              entry.put("payload", new String(envelope.payload(), StandardCharsets.UTF_8));
              entry.put("envelope", envelope.json()).put("digest", envelope.digest());
              if (type == MessageType.CALL) {
                entry.put("transaction", TransactionId.of(envelope));
              }
            });
    return out;
  }

  private static ArrayNode disclosures() {
    ArrayNode out = MAPPER.createArrayNode();
    Cast.call()
        .disclosures()
        .forEach(
            disclosure ->
                out.addObject().put("text", disclosure.text()).put("digest", disclosure.digest()));
    String other =
        "[ \"AAECAwQFBgcICQoLDA0ODw\", [\"\\u8bc1据\", 115792089237316195423570985008687907853269984665] ]";
    out.addObject().put("text", other).put("digest", Disclosure.parse(other).digest());
    return out;
  }

  private static ArrayNode sealed() {
    ArrayNode out = MAPPER.createArrayNode();
    for (Purpose purpose : Purpose.values()) {
      String text = "the " + purpose.wire() + " 证据";
      SealContext context =
          new SealContext(Cast.CROSSCHAIN_PROXY, Cast.PEER, Cast.call().transaction(), 1, purpose);
      out.addObject()
          .put("from", context.from())
          .put("to", context.to())
          .put("transaction", context.transaction())
          .put("step", context.step())
          .put("purpose", purpose.wire())
          .put("text", text)
          .put(
              "sealed",
              Sealed.encrypt(text, context, Cast.PEER_KEY.publicKey(), new FixedRandom(text)));
    }
    return out;
  }

  private static ArrayNode tags() {
    ArrayNode out = MAPPER.createArrayNode();
    for (StepAction action : StepAction.values()) {
      StepTag tag = new StepTag(Cast.call().transaction(), 1, action);
      out.addObject()
          .put("transaction", tag.transaction())
          .put("step", tag.step())
          .put("action", action.wire())
          .put("tag", Hex.of(tag.bytes()));
    }
    return out;
  }

  private static ArrayNode refused() {
    ArrayNode out = MAPPER.createArrayNode();
    Jws honest = Jws.of(Cast.stepRequest());
    String header = honest.header();
    refuse(out, "alg none", header.replace("ES256K", "none"), honest, AmdpError.ALGORITHM_REFUSED);
    refuse(
        out,
        "typ of another protocol",
        header.replace("amdp+json", "JWT"),
        honest,
        AmdpError.ALGORITHM_REFUSED);
    String critical = header.replace("}", ",\"crit\":[\"exp\"]}");
    refuse(out, "critical extension", critical, honest, AmdpError.ENVELOPE_MALFORMED);
    String twice = header.replace("{", "{\"alg\":\"ES256K\",");
    refuse(out, "header member twice", twice, honest, AmdpError.ENVELOPE_MALFORMED);
    Jws unknown = honest.replacingInPayload("\"earlier\":[]", "\"earlier\":[],\"note\":1");
    refuse(out, "unknown data member", header, unknown, AmdpError.MESSAGE_MALFORMED);
    String deep = "\"earlier\":" + "[".repeat(40) + "]".repeat(40);
    refuse(
        out,
        "nested too deep",
        header,
        honest.replacingInPayload("\"earlier\":[]", deep),
        AmdpError.MESSAGE_MALFORMED);
    refuse(
        out,
        "step 8",
        header,
        honest.replacingInPayload("\"step\":1", "\"step\":8"),
        AmdpError.MESSAGE_MALFORMED);
    entry(
        out,
        "padded signature",
        honest.json().replace("\"}", "==\"}"),
        AmdpError.ENVELOPE_MALFORMED);
    entry(out, "truncated", honest.json().substring(0, 700), AmdpError.ENVELOPE_MALFORMED);
    entry(
        out,
        "high s",
        honest.withSignature(high(honest.signature())).json(),
        AmdpError.SIGNATURE_INVALID);
    Jws retargeted = honest.replacingInPayload(Cast.PEER, "bank/crosschain-proxy");
    entry(out, "re-targeted", retargeted.json(), AmdpError.SIGNATURE_INVALID);
    Jws stranger = honest.signedBy(Cast.STRANGER_KEY);
    entry(out, "signed with another key", stranger.json(), AmdpError.SIGNATURE_INVALID);
    String kid = header.replace(Cast.CROSSCHAIN_PROXY_KEY.address(), Cast.STRANGER_KEY.address());
    Jws renamed = honest.withHeader(kid).signedBy(Cast.STRANGER_KEY);
    entry(out, "another kid", renamed.json(), AmdpError.KEY_MISMATCH);
    return out;
  }

  private static void refuse(
      ArrayNode out, String name, String header, Jws payload, AmdpError code) {
    entry(out, name, payload.withHeader(header).signedBy(Cast.CROSSCHAIN_PROXY_KEY).json(), code);
  }

  private static void entry(ArrayNode out, String name, String envelope, AmdpError code) {
    out.addObject()
        .put("name", name)
        .put("verifiedFor", Cast.CROSSCHAIN_PROXY)
        .put("code", code.wire())
        .put("envelope", envelope);
  }

  private static byte[] high(byte[] signature) {
    byte[] high = signature.clone();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(high, 32, 64));
    byte[] twin = ORDER.subtract(s).toByteArray();
    System.arraycopy(twin, twin.length - 32, high, 32, 32);
    return high;
  }

  private static String text(ArrayNode node) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return MAPPER.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
