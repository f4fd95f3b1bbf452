package io.govchain.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdapterSettingsTest {

  private static final AdapterSettings SETTINGS =
      new AdapterSettings(
          Path.of("/etc/govchain"), Map.of("rpc", "http://127.0.0.1:1", "keystore", "chain.json"));

  @Test
  void shouldResolvePathsFromTheConfigurationFile() {
    assertThat(SETTINGS.requiredPath("keystore")).isEqualTo(Path.of("/etc/govchain/chain.json"));
  }

  @Test
  void shouldNameTheSetting_whenItIsMissing() {
    assertThatThrownBy(() -> SETTINGS.required("passwordFile"))
        .isInstanceOf(AdapterSettingsException.class)
        .hasMessage(
            "adapter.settings.passwordFile: setting is missing; expected a value, found nothing");
  }

  @Test
  void shouldNameKnownSettings_whenOneIsUnknown() {
    assertThatThrownBy(() -> SETTINGS.allowOnly(Set.of("rpc", "ws")))
        .hasMessage(
            "adapter.settings.keystore: unknown setting; expected one of [rpc, ws], found keystore");
  }
}
