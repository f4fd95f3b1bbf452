package io.govchain.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void shouldStayOneLinePerRow_whenACellHoldsLineBreaksAndOrdersForTheTerminal() {
    String name = "City\n0x02  registry  City  pending\r\u001b[8m\u202e\u2028\u200b\ufe0f";

    String text = Table.render(List.of("ID", "NAME"), List.of(List.of("0x01", name)));

    assertThat(text)
        .isEqualTo(
            "ID    NAME\n0x01  City\\u{a}0x02  registry  City  pending\\u{d}\\u{1b}[8m\\u{202e}\\u{2028}"
                + "\\u{200b}\\u{fe0f}\n");
  }

  @Test
  void shouldKeepColumns_whenNamesAreWide() {
    String text =
        Table.render(
            List.of("NAME", "CODE"),
            List.of(List.of("\u57ce\u5e02\u6cd5\u9662", "court"), List.of("Archive", "archive")));

    assertThat(text)
        .isEqualTo("NAME      CODE\n\u57ce\u5e02\u6cd5\u9662  court\nArchive   archive\n");
  }
}
