package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Inputs made at random from a fixed seed: nothing but a refusal may come out, and nothing forged
 * may pass.
 */
class FuzzTest {

  private static final long SEED = 20_260_101;
  private static final int ROUNDS = 1_500;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Random random = new Random(SEED);
  private final List<Envelope> samples = List.copyOf(Samples.all().values());

  @Test
  void shouldRefuseOrReadTheSame_whenBytesAreDamaged() {
    for (int round = 0; round < ROUNDS; round++) {
      Envelope sample = samples.get(random.nextInt(samples.size()));
      byte[] damaged = damage(sample.bytes());
      try {
        Envelope read = Envelope.parse(damaged);
        read.verified(Hex.bytes(sample.claimed().publicKey()));
        assertThat(read).as("seed %d round %d", SEED, round).isEqualTo(sample);
      } catch (AmdpException e) {
        assertThat(e.problem().text()).isNotBlank();
      }
    }
  }

  @Test
  void shouldRefuseOrRoundTrip_whenThePayloadsTreeIsChanged() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Envelope sample = samples.get(random.nextInt(samples.size()));
      JsonNode tree = MAPPER.readTree(sample.payload());
      change(tree);
      byte[] payload = MAPPER.writeValueAsBytes(tree);
      try {
        Message message = MessageJson.read(payload);
        assertThat(MessageJson.read(MessageJson.write(message)))
            .as("seed %d round %d", SEED, round)
            .isEqualTo(message);
      } catch (AmdpException e) {
        assertThat(e.problem().text()).isNotBlank();
      }
    }
  }

  @Test
  void shouldRefuseOrOpen_whenOtherInputsAreDamaged() {
    String sealed = ((MessageData.StepRequest) Cast.stepRequest().claimed().data()).arguments();
    SealContext context =
        new SealContext(
            Cast.CROSSCHAIN_PROXY,
            Cast.PEER,
            Cast.call().transaction(),
            1,
            SealContext.Purpose.ARGUMENTS);
    byte[] callBody = Cast.call().body().getBytes(StandardCharsets.UTF_8);
    String text = Cast.call().disclosures().get(1).text();
    for (int round = 0; round < ROUNDS; round++) {
      String damagedText =
          new String(damage(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
      refusedOr(() -> Disclosure.parse(damagedText));
      String damagedBox =
          new String(damage(sealed.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
      if (!damagedBox.equals(sealed)) {
        assertThat(Refused.code(() -> Sealed.decrypt(damagedBox, context, Cast.PEER_KEY)))
            .isIn(AmdpError.SEALED_MALFORMED, AmdpError.SEALED_REFUSED);
      }
      byte[] body = damage(callBody);
      refusedOr(() -> CallBody.parse(body));
    }
  }

  private static void refusedOr(Runnable read) {
    try {
      read.run();
    } catch (AmdpException e) {
      assertThat(e.problem().text()).isNotBlank();
    }
  }

  private byte[] damage(byte[] original) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : original) {
      bytes.add(b);
    }
    for (int i = random.nextInt(3); i >= 0 && !bytes.isEmpty(); i--) {
      int at = random.nextInt(bytes.size());
      switch (random.nextInt(5)) {
        case 0 -> bytes.set(at, (byte) random.nextInt(256));
        case 1 -> bytes.remove(at);
        case 2 -> bytes.add(at, (byte) "{}[]\",:\\0 \n-e.".charAt(random.nextInt(14)));
        case 3 -> bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(50))).clear();
        default ->
            bytes.addAll(at, List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + 20))));
      }
    }
    byte[] damaged = new byte[bytes.size()];
    for (int i = 0; i < damaged.length; i++) {
      damaged[i] = bytes.get(i);
    }
    return damaged;
  }

  private void change(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    if (node instanceof ObjectNode object && !names.isEmpty()) {
      String name = names.get(random.nextInt(names.size()));
      JsonNode child = object.get(name);
      if (child.isContainerNode() && !child.isEmpty() && random.nextInt(4) > 0) {
        change(child);
      } else if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, anything());
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      if (array.get(at).isContainerNode() && random.nextBoolean()) {
        change(array.get(at));
      } else {
        array.set(at, anything());
      }
    }
  }

  private JsonNode anything() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(9)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(random.nextLong());
      case 3 -> json.numberNode(random.nextInt(10));
      case 4 -> json.numberNode(random.nextDouble());
      case 5 -> json.textNode("");
      case 6 -> json.textNode("0x" + "0f".repeat(random.nextInt(40)));
      case 7 -> json.objectNode();
      default -> json.arrayNode().add(random.nextInt());
    };
  }
}
