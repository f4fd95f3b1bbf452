package io.govchain.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents survive what happens to disks and processes. */
class DocumentStoreTest {
  private static final byte[] CONTENT = "statutes".getBytes(StandardCharsets.UTF_8);
  private static final String DIGEST = DocumentStore.digest(CONTENT);

  @TempDir Path folder;

  @Test
  void shouldWriteItAnew_whenOnlyAPartOfItIsThere() throws IOException {
    DocumentStore store = new DocumentStore(folder);
    assertThat(store.keep(CONTENT)).isTrue();
    Path file = store.find(DIGEST).orElseThrow();
    Files.write(file, new byte[] {CONTENT[0]});

    assertThat(store.keep(CONTENT)).isTrue();
    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(store.keep(CONTENT)).isFalse();
  }

  @Test
  void shouldKeepTheFirstStatement_whenAnotherFollows() throws IOException {
    DocumentStore store = new DocumentStore(folder);
    store.keep(CONTENT);
    assertThat(store.statement(DIGEST)).as("a document of before names were kept").isEmpty();
    store.keepStatement(DIGEST, "first");
    store.keepStatement(DIGEST, "second");
    assertThat(new DocumentStore(folder).statement(DIGEST)).hasValue("first");
    assertThat(store.find(DIGEST).orElseThrow()).hasBinaryContent(CONTENT);
  }

  @Test
  void shouldRemoveWhatWasUnfinished_whenItIsOpened() throws IOException {
    Path left = Files.write(folder.resolve("unfinished123.part"), CONTENT);
    assertThat(new DocumentStore(folder).size()).isZero();
    assertThat(left).doesNotExist();
  }
}
