package io.govchain.crosschain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The formal model's table of what stands for what names all of the engine, and nothing else. */
class FormalModelDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "formal", "README.md");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void shouldNameEachStateInputEffectStatusAndEntry_whenComparedWithTheCode() throws IOException {
    assertThat(firstColumn())
        .as("names in the first column of the table 'Correspondence' of %s", DOCUMENT)
        .isEqualTo(names());
  }

  private static Set<String> firstColumn() throws IOException {
    String text = Files.readString(DOCUMENT);
    String table = text.substring(text.indexOf("| code | model |"), text.indexOf("Left out:"));
    return table
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.substring(2, line.indexOf(" | ")))
        .flatMap(cell -> NAME.matcher(cell).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names() {
    Stream<String> sealed =
        Stream.of(TransactionState.class, Input.class, Effect.class)
            .flatMap(type -> Stream.concat(Stream.of(type), leaves(type)))
            .map(Class::getSimpleName);
    Stream<String> constants =
        Stream.of(ChainStatus.values(), Entry.values()).flatMap(Arrays::stream).map(Enum::name);
    return Stream.of(sealed, Stream.of("ChainStatus", "Entry"), constants)
        .flatMap(names -> names)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .flatMap(each -> each.isSealed() ? leaves(each) : Stream.of(each));
  }
}
