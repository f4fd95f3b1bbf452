package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureTest {

  private static final String SALT = "AAECAwQFBgcICQoLDA0ODw";

  @Test
  void shouldHaveASaltAndTheArguments() throws Exception {
    Disclosure disclosure =
        Disclosure.of(
            new ObjectMapper().readTree("[\"0x01\", 5, [true]]"), new FixedRandom("salt"));

    assertThat(disclosure.text()).matches("\\[\"[A-Za-z0-9_-]{22}\",\\[\"0x01\",5,\\[true]]]");
    assertThat(disclosure.argumentsJson()).isEqualTo("[\"0x01\",5,[true]]");
    assertThat(Disclosure.parse(disclosure.text(), disclosure.digest())).isEqualTo(disclosure);
  }

  @Test
  void shouldKeepTheExactText_whenItHasWhiteSpace() {
    String text =
        "[ \""
            + SALT
            + "\",\n [ 115792089237316195423570985008687907853269984665640564039457584007913129639935 ] ]";

    Disclosure disclosure = Disclosure.parse(text);

    assertThat(disclosure.text()).isEqualTo(text);
    assertThat(disclosure.digest()).isEqualTo(Hex.sha256(text));
    assertThat(disclosure.argumentsJson())
        .isEqualTo(
            "[115792089237316195423570985008687907853269984665640564039457584007913129639935]");
  }

  @Test
  void shouldRefuse_whenTheDigestIsNotThePlans() {
    Problem problem = Refused.by(() -> Disclosure.parse("[\"" + SALT + "\",[1]]", Cast.DIGEST));

    assertThat(problem.code()).isEqualTo(AmdpError.ARGUMENTS_MISMATCH);
    assertThat(problem.expected()).contains(Cast.DIGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "[\"" + SALT + "\"]",
        "[\"" + SALT + "\",{}]",
        "[\"" + SALT + "\",[],[]]",
        "[\"" + SALT + "\",[]] ]",
        "[\"short\",[]]",
        "[\"AAECAwQFBgcICQoLDA0OD=\",[]]",
        "[12345678901234567890123,[]]",
        "[[],\"" + SALT + "\"]",
        "[\"" + SALT + "\",[1.5]]",
        "[\"" + SALT + "\",[1e999999999]]",
        "[\"" + SALT + "\",[{\"a\":1,\"a\":2}]]",
        "[\"" + SALT + "\",[\"\\udc00\"]]",
        "[\"" + SALT + "\",[NaN]]",
        "[\"" + SALT + "\",['a']]",
        "[\"" + SALT + "\",[01]]"
      })
  void shouldRefuse_whenOfAnotherForm(String text) {
    assertThat(Refused.code(() -> Disclosure.parse(text))).isEqualTo(AmdpError.ARGUMENTS_MISMATCH);
  }

  @Test
  void shouldRefuse_whenTooLongOrTooDeep() {
    String deep = "[\"" + SALT + "\"," + "[".repeat(40) + "]".repeat(40) + "]";
    String longText = "[\"" + SALT + "\",[\"" + "a".repeat(MessageData.MAX_DISCLOSURE) + "\"]]";
    String longNumber = "[\"" + SALT + "\",[" + "1".repeat(5_000) + "]]";

    assertThat(Refused.code(() -> Disclosure.parse(deep))).isEqualTo(AmdpError.ARGUMENTS_MISMATCH);
    assertThat(Refused.code(() -> Disclosure.parse(longText)))
        .isEqualTo(AmdpError.ARGUMENTS_MISMATCH);
    assertThat(Refused.code(() -> Disclosure.parse(longNumber)))
        .isEqualTo(AmdpError.ARGUMENTS_MISMATCH);
  }
}
