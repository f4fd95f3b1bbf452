package io.govchain.console.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritersTest {
  record Row(String name, long number) {}

  private static final List<Column<Row>> COLUMNS =
      List.of(new Column<>("名称 Name", Row::name), new Column<>("数 Number", Row::number));

  @ParameterizedTest
  @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"})
  void shouldStayAText_whenASpreadsheetWouldCalculateIt(String text) {
    assertThat(CsvWriter.text(text)).startsWith("\"'");
  }

  @Test
  void shouldBeReadBackAsItWas_whenWrittenAsCsv() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowWriter<Row> csv = new CsvWriter<>(out, COLUMNS)) {
      csv.row(new Row("plain", -3));
      csv.row(new Row("a \"b\", c\nd", 4));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\ufeff名称 Name,数 Number\r\nplain,-3\r\n\"a \"\"b\"\", c\nd\",4\r\n");
  }

  @Test
  void shouldHoldTextsAndNoFormulas_whenWrittenAsWorkbook(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowWriter<Row> xlsx = new XlsxWriter<>(out, "表 Sheet", COLUMNS)) {
      for (int i = 0; i < 1_200; i++) {
        xlsx.row(new Row("=1+" + i, i));
      }
      xlsx.row(new Row("bell \u0007 <&> 中文", 7));
    }
    Path file = Files.write(folder.resolve("table.xlsx"), out.toByteArray());
    String sheet = part(file, "xl/worksheets/sheet1.xml");
    assertThat(sheet).contains("<v>1199</v>").doesNotContain("<f>").doesNotContain("\u0007");
    assertThat(sheet).contains("r=\"B1202\"");
    assertThat(part(file, "xl/sharedStrings.xml"))
        .as("texts that are kept in memory until the end")
        .doesNotContain("<si>");
  }

  private static String part(Path workbook, String name) throws IOException {
    try (ZipFile zip = new ZipFile(workbook.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void shouldBeAnArray_whenWrittenAsJson() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowWriter<Row> json = new JsonWriter<>(out)) {
      json.row(new Row("一", 1));
      json.row(new Row("二", 2));
    }
    assertThat(new ObjectMapper().readTree(out.toByteArray()).at("/1/name").asText())
        .isEqualTo("二");
  }
}
