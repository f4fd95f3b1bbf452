package io.govchain.console.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.encoding.Hex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that the page's tests sign by, too: page and server mean the same bytes. */
class StatementVectorsTest {
  private static final Path VECTORS = Path.of("../vectors/statements.json");

  static Stream<JsonNode> vectors() throws IOException {
    JsonNode vectors = new ObjectMapper().readTree(VECTORS.toFile()).get("statements");
    assertThat(vectors).as("statements of %s", VECTORS).hasSizeGreaterThan(3);
    return vectors.valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldReadWhatThePageSigned(JsonNode vector) {
    SignedStatement statement = SignedStatement.of(sent(vector));
    long chainId = vector.get("chainId").longValue();
    assertThat(Hex.of(statement.digest(chainId))).isEqualTo(vector.get("digest").textValue());
    assertThat(statement.signer(chainId)).contains(vector.get("account").textValue());
    assertThat(statement.signer(chainId + 1)).isNotEqualTo(statement.signer(chainId));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldRecoverAnother_whenAnyPartWasChanged(JsonNode vector) {
    long chainId = vector.get("chainId").longValue();
    for (String part : List.of("console", "action", "subject", "text")) {
      ObjectNode changed = sent(vector);
      changed.put(part, changed.get(part).textValue() + "1");
      assertThat(SignedStatement.of(changed).signer(chainId))
          .as("signer of a statement with another %s", part)
          .isNotEqualTo(java.util.Optional.of(vector.get("account").textValue()));
    }
  }

  /** The body that the page sends. */
  private static ObjectNode sent(JsonNode vector) {
    ObjectNode body = vector.get("statement").deepCopy();
    body.set("account", vector.get("account"));
    body.set("signature", vector.get("signature"));
    return body;
  }
}
