package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NodeKeyTest {
  @Test
  void shouldDeriveTheKnownAddress_whenTheSecretIsOne() {
    NodeKey one = NodeKey.of("0".repeat(63) + "1");
    assertThat(one.address()).isEqualTo("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
    assertThat(one.nodeId())
        .startsWith("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
  }

  @Test
  void shouldHideTheSecret_whenPrinted() {
    NodeKey key = NodeKey.generate();
    assertThat(key.toString()).contains(key.address()).doesNotContain(key.secretHex());
    assertThat(NodeKey.of(key.secretHex()).address()).isEqualTo(key.address());
  }

  @Test
  void shouldRefuse_whenTheSecretIsNoKey() {
    assertThatThrownBy(() -> NodeKey.of("0".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NodeKey.of("f".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NodeKey.of("0x12")).hasMessageContaining("64 hex digits");
  }
}
