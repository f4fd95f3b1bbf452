package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShapeTest {
  private static final String HASH = "0x" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(strings = {"\ud83c", "\udfdb", "a\ud83c", "\ud83ca", "\udfdb\ud83c", "🏛\ud83c"})
  void shouldSeeHalfOfAPair_whenASurrogateStandsAlone(String text) {
    assertThat(Shape.isUnicode(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "治理", "🏛", "a🏛🏛b", "\u0000\uffff"})
  void shouldTakeText_whenItHasAUtf8Form(String text) {
    assertThat(Shape.isUnicode(text)).isTrue();
  }

  @Test
  void shouldAgreeWithTheEncoder_whenCharactersAreRandom() {
    Random random = new Random(7);
    char[] some = {'a', '治', '\ud83c', '\udfdb'};
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        text.append(some[random.nextInt(some.length)]);
      }
      assertThat(Shape.isUnicode(text.toString()))
          .as(text.toString())
          .isEqualTo(StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }
  }

  @Test
  void shouldTakeAHash_whenItIs32BytesOfLowerCaseHex() {
    assertThat(Shape.hash("plan", HASH)).isEqualTo(HASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
        "0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
        "0x0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
        "0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
        "0X0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void shouldSayWhatWasExpected_whenAHashHasAnotherShape(String value) {
    assertThatThrownBy(() -> Shape.hash("plan", value))
        .isInstanceOf(AmdpException.class)
        .hasMessageContaining("plan")
        .hasMessageContaining("0x and 64 lower-case hex digits");
  }
}
