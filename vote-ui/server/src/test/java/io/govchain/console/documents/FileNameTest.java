package io.govchain.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody calls a document, its name harms neither header nor disk nor reader. */
class FileNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "statutes 2027.pdf|statutes 2027.pdf",
        "../../etc/passwd|passwd",
        "C:\\Users\\me\\a.docx|a.docx",
        ".htaccess|htaccess",
        "report.pdf. .|report.pdf",
        "a<b>:c*?.txt|a_b__c__.txt",
        "nul.txt|_nul.txt",
        "COM1|_COM1",
        "章程.pdf|章程.pdf"
      })
  void shouldBeAPlainName_whenTheGivenOneIsNot(String given, String plain) {
    assertThat(FileName.of(given)).hasValue(new FileName(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "..", "a/", " . ", "\u202e\u200b\r\n"})
  void shouldBeNone_whenNothingIsLeft(String given) {
    assertThat(FileName.of(given)).isEmpty();
  }

  @Test
  void shouldHideNothing_whenCharactersTurnTheTextAround() {
    assertThat(FileName.of("in\u202egpj\u0000.\ufeffe\u200bxe"))
        .hasValue(new FileName("ingpj.exe"));
  }

  @Test
  void shouldKeepItsEnding_whenItIsCut() {
    String name = FileName.of("章\ud83d\udcdc".repeat(100) + ".docx").orElseThrow().text();
    assertThat(name).endsWith(".docx").startsWith("章\ud83d\udcdc").doesNotContain("\ufffd");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(180);
    assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .as("no character is cut in two")
        .isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"; filename=evil.exe", "a\r\nset-cookie: b=c", "%0d%0a'é;\\\".pdf"})
  void shouldNotEndTheHeader_whenANameTriesTo(String given) {
    String header = FileName.of(given).orElseThrow().attachment();
    assertThat(header)
        .matches(
            "attachment; filename=\"[A-Za-z0-9._ ()-]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+");
  }
}
