package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.console.store.ConsoleStore.OtherChain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that another build made is not used as if it were this one's. */
class OtherFormTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeAFormerOne() throws Exception {
    file = folder.resolve("index.db");
    open(OtherChain.REFUSE).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE schema_history SET checksum = 1 WHERE version = '1'");
    }
  }

  @Test
  void shouldSayWhatToDo_whenItIsOfAnotherForm() {
    assertThatThrownBy(() -> open(OtherChain.REFUSE))
        .isInstanceOf(OtherFormException.class)
        .hasMessageContaining("index.db")
        .hasMessageContaining("another build")
        .hasMessageContaining("read from the chain again");
  }

  @Test
  void shouldBeginAnew_whereThatIsWanted() {
    try (ConsoleStore rebuilt = open(OtherChain.REBUILD)) {
      assertThat(rebuilt.position().number()).isEqualTo(-1);
    }
  }

  @Test
  void shouldNotBeUsed_whenItLacksEventsThatABuildBeforeDidNotStore() throws Exception {
    file = folder.resolve("fewer.db");
    open(OtherChain.REFUSE).close();
    open(OtherChain.REFUSE).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM meta WHERE name = 'events'")).isEqualTo(1);
    }

    assertThatThrownBy(() -> open(OtherChain.REFUSE))
        .isInstanceOf(OtherFormException.class)
        .hasMessageContaining("fewer.db")
        .hasMessageContaining("read from the chain again");
    try (ConsoleStore rebuilt = open(OtherChain.REBUILD)) {
      assertThat(rebuilt.position().number()).isEqualTo(-1);
    }
  }

  private ConsoleStore open(OtherChain when) {
    return ConsoleStore.open(file, 1, "0x00", when, new SimpleMeterRegistry());
  }
}
