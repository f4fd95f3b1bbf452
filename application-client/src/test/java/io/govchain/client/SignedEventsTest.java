package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.SignedEvent;
import io.govchain.amdp.crypto.LocalSigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The webhook's signature, by the test vector that other languages can use, too. */
class SignedEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "registry/subchain-proxy";
  private static final String APPLICATION = "registry/notary-app";

  private final ObjectNode vector = vector();

  private static ObjectNode vector() {
    try (InputStream in = SignedEventsTest.class.getResourceAsStream("/vectors/webhook.json")) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private String key() {
    return vector.get("publicKey").asText();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldTellTheEvent_whenTheVectorIsChecked() {
    byte[] body = bytes(vector.get("body").asText());
    TransactionEvent event = SignedEvents.verified(body, key(), SERVICE, APPLICATION);
    assertThat(event).isEqualTo(TransactionEvent.of(vector.get("event")));
    assertThat(event.isEnd()).isTrue();
    assertThat(SignedEvents.verified(body, "0x04" + key().substring(2), SERVICE, APPLICATION))
        .isEqualTo(event);
  }

  @Test
  void shouldSignTheVectorAgain_whenTheKeyIsTheSame() {
    byte[] secret = HexFormat.of().parseHex(vector.get("privateKey").asText().substring(2));
    String body = SignedEvent.sign(LocalSigner.of(secret), (ObjectNode) vector.get("event"));
    assertThat(body).isEqualTo(vector.get("body").asText());
  }

  @Test
  void shouldRefuse_whenAnythingIsChanged() throws Exception {
    ObjectNode body = (ObjectNode) JSON.readTree(vector.get("body").asText());
    for (String member : new String[] {"protected", "payload", "signature"}) {
      ObjectNode changed = body.deepCopy();
      String text = changed.get(member).asText();
      int at = text.length() / 2;
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      changed.put(member, text.substring(0, at) + other + text.substring(at + 1));
      assertThatThrownBy(
              () -> SignedEvents.verified(bytes(changed.toString()), key(), SERVICE, APPLICATION))
          .as(member)
          .isInstanceOf(AmdpException.class);
    }
    ObjectNode more = body.deepCopy().put("header", "x");
    assertThatThrownBy(
            () -> SignedEvents.verified(bytes(more.toString()), key(), SERVICE, APPLICATION))
        .isInstanceOf(AmdpException.class);
  }

  @Test
  void shouldRefuse_whenItIsOfAnotherOrForAnother() {
    byte[] body = bytes(vector.get("body").asText());
    byte[] secret = new byte[32];
    secret[0] = 5;
    String another = "0x" + HexFormat.of().formatHex(LocalSigner.of(secret).publicKey());
    assertThatThrownBy(() -> SignedEvents.verified(body, another, SERVICE, APPLICATION))
        .isInstanceOf(AmdpException.class)
        .hasMessageContaining("kid");
    assertThatThrownBy(() -> SignedEvents.verified(body, key(), "court/proxy", APPLICATION))
        .hasMessageContaining("court/proxy");
    assertThatThrownBy(() -> SignedEvents.verified(body, key(), SERVICE, "court/app"))
        .hasMessageContaining("court/app");
    assertThatThrownBy(() -> SignedEvents.verified(body, "0x12", SERVICE, APPLICATION))
        .hasMessageContaining("128 hex digits");
  }

  @Test
  void shouldTellNothing_whenItWasDealtWith() {
    byte[] body = bytes(vector.get("body").asText());
    TransactionEvent event = SignedEvents.verified(body, key(), SERVICE, APPLICATION);
    long number = event.number();
    assertThat(SignedEvents.verifiedAfter(number - 1, body, key(), SERVICE, APPLICATION))
        .contains(event);
    assertThat(SignedEvents.verifiedAfter(number, body, key(), SERVICE, APPLICATION)).isEmpty();
  }

  @Test
  void shouldRefuse_whenItIsTooLarge() {
    byte[] body = new byte[SignedEvent.MAX_BYTES + 1];
    assertThatThrownBy(() -> SignedEvents.verified(body, key(), SERVICE, APPLICATION))
        .hasMessageContaining("65536");
  }
}
