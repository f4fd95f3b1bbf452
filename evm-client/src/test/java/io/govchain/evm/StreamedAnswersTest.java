package io.govchain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a node that is free to send anything. */
class StreamedAnswersTest {
  private static final String LOG =
      "{'address':'0x%s','topics':['0x%s'],'data':'0x00ff','blockNumber':'0x5','more':{'a':[1]},"
              .formatted("Ab".repeat(20), "Cd".repeat(32))
          + "'blockHash':'0x%s','transactionHash':'0x%s','transactionIndex':'0x0','logIndex':'0x2'}"
              .formatted("0e".repeat(32), "0f".repeat(32));

  private static List<StreamedAnswers.Answer<String>> texts(String json, int expected)
      throws IOException {
    return StreamedAnswers.read(
        bytes(json),
        expected,
        parser -> parser.getText(),
        error ->
            new EvmException.RpcError(
                "m", error.path("code").asInt(), error.path("message").asText()));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldPutAnswersInOrder_whateverTheirsIs() throws IOException {
    List<StreamedAnswers.Answer<String>> answers =
        texts(
            "[{'result':'b','id':1,'x':[{}]},{'id':2,'error':{'code':7,'message':'no'}},"
                + "{'jsonrpc':'2.0','id':0,'result':null}]",
            3);

    assertThat(answers.get(0).orThrow()).isEmpty();
    assertThat(answers.get(1).orThrow()).contains("b");
    assertThatThrownBy(answers.get(2)::orThrow)
        .isInstanceOf(EvmException.RpcError.class)
        .hasMessageContaining("no");
    assertThat(texts("{'id':0,'result':'a'}", 1).getFirst().result()).isEqualTo(Optional.of("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'id':0,'result':'a'}]",
        "[{'id':0,'result':'a'},{'id':0,'result':'a'}]",
        "[{'id':0,'result':'a'},{'id':2,'result':'a'}]",
        "[{'id':0,'result':'a'},{'id':-1,'result':'a'}]",
        "[{'id':0,'result':'a'},{'id':1.5,'result':'a'}]",
        "[{'id':0,'result':'a'},{'id':'1','result':'a'}]",
        "[{'id':0,'result':'a'},{'id':{'id':1},'result':'a'}]",
        "[{'id':0,'result':'a'},{'id':1}]",
        "[{'id':0,'result':'a'},7]",
        "{'id':0,'result':'a'}",
        "'text'",
        "7",
        ""
      })
  void shouldRefuse_whenTheyAreNotTheAnswers(String json) {
    assertThatThrownBy(() -> texts(json, 2)).isInstanceOf(StreamedAnswers.Unexpected.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[{'id':0,'result':'a'},{'id':1,'result':'b'}", "[{]", "{'id':0", "<html>"})
  void shouldRefuse_whenItIsNotJson(String json) {
    assertThatThrownBy(() -> texts(json, 2)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void shouldPassOnAnErrorAboutEverything() {
    assertThatThrownBy(() -> texts("{'id':null,'error':{'code':5,'message':'too many'}}", 2))
        .isInstanceOf(EvmException.RpcError.class)
        .hasMessageContaining("too many");
  }

  @Test
  void shouldReadLogsAsTheTreeTellsThem() throws IOException {
    byte[] text = bytes("[" + LOG + "," + LOG.replace("0x00ff", "0x") + "]");

    List<BinaryLog> logs = logs(text);

    assertThat(logs.stream().map(BinaryLog::toLog).toList())
        .isEqualTo(RpcReader.logs(JsonRpc.JSON.readTree(text)))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"address", "topics", "data", "blockNumber", "blockHash", "logIndex"})
  void shouldRefuseALog_whenAFieldIsMissingOrSomethingElse(String field) {
    for (String value : List.of("7", "'0x0g'", "'zz'", "'0x123'", "['0x']")) {
      if (field.equals("blockNumber") && value.equals("'0x123'")
          || field.equals("logIndex") && value.equals("'0x123'")) {
        continue;
      }
      String changed =
          LOG.replaceFirst("'" + field + "':('[^']*'|\\[[^]]*\\])", "'" + field + "':" + value);
      assertThat(changed).isNotEqualTo(LOG);
      if (!field.equals("topics") || value.startsWith("[")) {
        assertThatThrownBy(() -> logs(bytes("[" + changed + "]")))
            .as("%s is %s", field, value)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static List<BinaryLog> logs(byte[] text) throws IOException {
    try (var json = JsonRpc.JSON.createParser(text)) {
      json.nextToken();
      return StreamReader.logs(json);
    }
  }
}
