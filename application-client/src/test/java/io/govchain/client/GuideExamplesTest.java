package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's Java compiles as it stands there, beside what it leaves to the application. */
class GuideExamplesTest {
  private static final Path GUIDE = Path.of("../docs/applications.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```java\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  private static final String FRAME =
      """
      import com.fasterxml.jackson.databind.JsonNode;
      import com.sun.net.httpserver.HttpServer;
      import io.govchain.amdp.*;
      import io.govchain.amdp.crypto.*;
      import io.govchain.client.*;
      import java.net.*;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.Optional;

      abstract class Guide {
        GovchainClient client;
        abstract void store(String transaction, String body);
        abstract void dealWith(String transaction, String status, String detail);
        abstract void keep(long number);
        abstract long lastDealtWith();
        abstract boolean running();
      """;

  @TempDir private Path classes;

  @Test
  void shouldCompile_asItStandsInTheGuide() throws IOException {
    StringBuilder source = new StringBuilder(FRAME);
    List<String> examples =
        BLOCK.matcher(Files.readString(GUIDE)).results().map(found -> found.group(1)).toList();
    for (String example : examples) {
      boolean method = example.startsWith("void ");
      String name = "void example" + source.length() + "() throws Exception {\n";
      source.append(method ? example : name + example + "}\n");
    }
    source.append("}\n");

    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                problems,
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                List.of(text(source.toString())))
            .call();

    assertThat(problems.getDiagnostics()).isEmpty();
    assertThat(compiled).isTrue();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
  }

  private static JavaFileObject text(String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///Guide.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
