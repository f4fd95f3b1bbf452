package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PathsTest {

  @Test
  void shouldHashTheUtf8Text_whenGivenAName() {
    // keccak-256 of the empty text and of "abc": published test vectors.
    assertThat(Paths.id(""))
        .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assertThat(Paths.id("abc"))
        .isEqualTo("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  }

  @Test
  void shouldHashTheSame_howeverManyOrLongNamesWereAskedFor() {
    String first = Paths.id("abc");
    for (int i = 0; i < 20_001; i++) {
      assertThat(Paths.id("name-" + i)).isNotEqualTo(first);
    }
    String longName = "n".repeat(5_000);

    assertThat(Paths.id("abc")).isEqualTo(first);
    assertThat(Paths.id("name-0")).isEqualTo(Paths.id("name-0")).isNotEqualTo(Paths.id("name-1"));
    assertThat(Paths.id(longName)).isEqualTo(Paths.id(longName)).isNotEqualTo(first);
  }

  @Test
  void shouldReturnItUnchanged_whenGivenAnId() {
    String id = Paths.id("registry/notary-app");

    assertThat(Paths.id(id)).isEqualTo(id);
    assertThat(Paths.isId(id)).isTrue();
    assertThat(Paths.isId("registry/notary-app")).isFalse();
    assertThat(Paths.isId(id + "0")).isFalse();
    assertThat(Paths.isId(id.substring(0, 65))).isFalse();
    for (char other : new char[] {'A', 'g', '`', '/', ':', ' '}) {
      assertThat(Paths.isId(id.substring(0, 65) + other)).isFalse();
    }
    assertThat(Paths.isId("1x" + id.substring(2))).isFalse();
  }

  @Test
  void shouldSplitAndJoin_whenPathIsWellFormed() {
    assertThat(Paths.of("registry", "notary-app")).isEqualTo("registry/notary-app");
    assertThat(Paths.institutionCode("registry/notary-app")).isEqualTo("registry");
    assertThat(Paths.localCode("registry/notary-app")).isEqualTo("notary-app");
  }

  @Test
  void shouldNameTheOffender_whenCodeOrPathIsMalformed() {
    assertThatThrownBy(() -> Paths.checkCode("Registry")).hasMessageContaining("was \"Registry\"");
    assertThatThrownBy(() -> Paths.checkCode("a".repeat(33))).hasMessageContaining("expected");
    assertThatThrownBy(() -> Paths.localCode("registry"))
        .hasMessageContaining("expected institution/code");
    assertThatThrownBy(() -> Paths.of("registry", "a/b")).hasMessageContaining("was \"a/b\"");
  }
}
