package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.crypto.LocalSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The committed vectors bind this implementation to what it was yesterday, and others to it. A
 * vector is never changed to make a test pass. A missing file is written when the tests run with
 * {@code -Dvectors.write=true}.
 */
class VectorsTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/vectors");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, LocalSigner> keys = new HashMap<>();

  @BeforeEach
  void readKeys() throws IOException {
    if (Boolean.getBoolean("vectors.write")) {
      writeMissing();
    }
    for (JsonNode key : read("keys.json")) {
      LocalSigner signer = LocalSigner.of(Hex.bytes(key.get("privateKey").textValue()));
      assertThat(Hex.of(signer.publicKey())).isEqualTo(key.get("publicKey").textValue());
      assertThat(signer.address()).isEqualTo(key.get("address").textValue());
      keys.put(key.get("path").textValue(), signer);
    }
  }

  @Test
  void shouldComputeTheCommittedVectors() throws IOException {
    for (Map.Entry<String, String> file : Vectors.all().entrySet()) {
      assertThat(Files.readString(DIRECTORY.resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void shouldReadTheCommittedEnvelopes() throws IOException {
    JsonNode entries = read("envelopes.json");
    assertThat(entries).hasSize(MessageType.values().length);
    for (JsonNode entry : entries) {
      Envelope envelope =
          Envelope.parse(entry.get("envelope").textValue().getBytes(StandardCharsets.UTF_8));
      LocalSigner signer = keys.get(entry.get("signer").textValue());
      assertThat(envelope.verified(signer.publicKey()).type().wire())
          .isEqualTo(entry.get("type").textValue());
      assertThat(envelope.digest()).isEqualTo(entry.get("digest").textValue());
      assertThat(new String(envelope.payload(), StandardCharsets.UTF_8))
          .isEqualTo(entry.get("payload").textValue());
      if (entry.has("transaction")) {
        assertThat(TransactionId.of(envelope)).isEqualTo(entry.get("transaction").textValue());
      }
    }
  }

  @Test
  void shouldOpenTheCommittedTexts() throws IOException {
    for (JsonNode entry : read("sealed.json")) {
      SealContext context =
          new SealContext(
              entry.get("from").textValue(),
              entry.get("to").textValue(),
              entry.get("transaction").textValue(),
              entry.get("step").intValue(),
              Shape.named(SealContext.Purpose.class, "purpose", entry.get("purpose").textValue()));
      assertThat(Sealed.decrypt(entry.get("sealed").textValue(), context, keys.get(context.to())))
          .isEqualTo(entry.get("text").textValue());
    }
    for (JsonNode entry : read("disclosures.json")) {
      String digest = entry.get("digest").textValue();
      assertThat(Disclosure.parse(entry.get("text").textValue(), digest).digest())
          .isEqualTo(digest);
    }
  }

  @Test
  void shouldRefuseTheCommittedForgeries() throws IOException {
    for (JsonNode entry : read("refused.json")) {
      byte[] bytes = entry.get("envelope").textValue().getBytes(StandardCharsets.UTF_8);
      byte[] key = keys.get(entry.get("verifiedFor").textValue()).publicKey();
      assertThat(Refused.code(() -> Envelope.parse(bytes).verified(key)).wire())
          .as(entry.get("name").textValue())
          .isEqualTo(entry.get("code").textValue());
    }
  }

  private static void writeMissing() throws IOException {
    for (Map.Entry<String, String> file : Vectors.all().entrySet()) {
      Path path = DIRECTORY.resolve(file.getKey());
      if (!Files.exists(path)) {
        Files.createDirectories(DIRECTORY);
        Files.writeString(path, file.getValue());
      }
    }
  }

  private static JsonNode read(String file) throws IOException {
    return MAPPER.readTree(Files.readString(DIRECTORY.resolve(file)));
  }
}
