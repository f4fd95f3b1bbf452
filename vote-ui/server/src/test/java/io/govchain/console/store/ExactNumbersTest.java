package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.governance.DataSet;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that reads JSON's numbers as its own rounds none of those that the contracts hold. */
class ExactNumbersTest {
  private static final BigInteger VOLUME = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final BigInteger VALUE = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-7, -7",
    "2147483648, 2147483648",
    "9007199254740991, 9007199254740991",
    "-9007199254740991, -9007199254740991",
    "9007199254740992, '\"9007199254740992\"'",
    "-9007199254740992, '\"-9007199254740992\"'",
    "9223372036854775807, '\"9223372036854775807\"'"
  })
  void shouldBeText_whenABrowserWouldRoundIt(long number, String json) throws Exception {
    assertThat(ConsoleJson.mapper().writeValueAsString(number)).isEqualTo(json);
    assertThat(ConsoleJson.mapper().writeValueAsString(Long.valueOf(number))).isEqualTo(json);
    assertThat(ConsoleJson.mapper().valueToTree(number).toString()).isEqualTo(json);
    assertThat(ConsoleJson.mapper().readTree(Long.toString(number)).toString())
        .as("of a row that an older build wrote")
        .isEqualTo(json);
    assertThat(ConsoleJson.mapper().readTree(Long.toString(number)).asLong()).isEqualTo(number);
  }

  @Test
  void shouldKeepEveryDigitOfADataSet_whenItIsWrittenReadAndAnswered() throws Exception {
    DataSet.Description described =
        new DataSet.Description("land", "table", "0x" + "5a".repeat(32), VOLUME, VALUE);
    JsonNode record = ConsoleJson.mapper().valueToTree(described);
    JsonNode row = ConsoleJson.mapper().readTree(record.toString());
    JsonNode answered = new ObjectMapper().readTree(row.toString());
    assertThat(answered.path("volume").textValue()).isEqualTo(VOLUME.toString());
    assertThat(answered.path("value").textValue()).isEqualTo(VALUE.toString());
    assertThat(ConsoleJson.mapper().writeValueAsString(described)).isEqualTo(record.toString());
  }
}
