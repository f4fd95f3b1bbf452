package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadValueTest {
  @Test
  void shouldTakeWhatIsWithinTheBounds() {
    String longest = "[\"" + "x".repeat(ReadValue.MAX_BYTES - 4) + "\"]";
    assertThat(ReadValue.parse(longest).json().toString()).isEqualTo(longest);
    String deepest = "[".repeat(ReadValue.MAX_DEPTH) + "]".repeat(ReadValue.MAX_DEPTH);
    assertThat(ReadValue.parse(deepest).json().toString()).isEqualTo(deepest);
  }

  @Test
  void shouldRefuse_whenItIsLongerOrDeeper() {
    // Two bytes each in UTF-8.
    refused("[\"" + "\u00e9".repeat(ReadValue.MAX_BYTES / 2) + "\"]");
    refused("[".repeat(ReadValue.MAX_DEPTH + 1) + "]".repeat(ReadValue.MAX_DEPTH + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{}", "1", "null", "[1] 2", "[{\"a\":1,\"a\":2}]"})
  void shouldRefuse_whenItIsNoArray(String text) {
    refused(text);
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> ReadValue.parse(text))
        .isInstanceOfSatisfying(
            AmdpException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(AmdpError.MESSAGE_MALFORMED));
  }
}
