package io.govchain.subchain.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where events may be sent. */
class WebhookTest {

  private static final String APPLICATION = "registry/notary-app";

  @ParameterizedTest
  @CsvSource({
    "https:example.org, with a host",
    "http:example.org, with a host",
    "https:///hook, with a host",
    "http://example.org/hook, https",
    "http://127.0.0.1.example.org/hook, https",
    "ftp://127.0.0.1/hook, https",
    "https://user:secret@example.org/hook, without user",
    "https://example.org/hook#part, fragment"
  })
  void shouldRefuseAnAddress_whenNothingMayBeSentThere(String url, String why) {
    assertThatThrownBy(() -> new Webhook(APPLICATION, URI.create(url), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldKeepSecretsOutOfLogs_whenTheAddressHasSome() {
    URI url = URI.create("https://example.org:8443/hook/secret?token=secret");
    assertThat(new Webhook(APPLICATION, url, Optional.empty()).receiver())
        .isEqualTo("registry/notary-app at example.org:8443");
  }

  @Test
  void shouldRefuse_whenTheApplicationIsNoPath() {
    URI url = URI.create("https://example.org/hook");
    assertThatThrownBy(() -> new Webhook("notary-app", url, Optional.empty()))
        .hasMessageContaining("institution/code");
  }
}
