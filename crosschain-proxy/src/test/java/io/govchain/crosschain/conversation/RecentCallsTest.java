package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.amdp.SignedCall;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.Journal;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentCallsTest {
  @TempDir Path folder;
  private Consortium consortium;
  private Database database;
  private SignedCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    database =
        Database.open(
            folder.resolve("journal.db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
    call = Calls.twoWrites(consortium.chain(), 600).call();
  }

  @AfterEach
  void stop() {
    database.close();
    consortium.close();
  }

  private void keep(RecentCalls calls) {
    database.writeAndWait(
        handle -> {
          calls.keep(handle, call);
          return true;
        });
  }

  @Test
  void shouldRememberACall_whenItIsOnDisk() {
    RecentCalls calls = new RecentCalls(database);
    keep(calls);
    assertThat(calls.remembered(call.transaction())).containsSame(call);
    Optional<SignedCall> read =
        database.read(handle -> new RecentCalls(database).of(handle, call.transaction()));
    assertThat(read).as("what is remembered is what is on disk").contains(call);
  }

  @Test
  void shouldNotRememberACall_whenTheWriteIsUndone() {
    RecentCalls calls = new RecentCalls(database);
    assertThatThrownBy(
            () ->
                database.writeAndWait(
                    handle -> {
                      calls.keep(handle, call);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(calls.remembered(call.transaction())).isEmpty();
    Optional<SignedCall> read = database.read(handle -> calls.of(handle, call.transaction()));
    assertThat(read).isEmpty();
  }
}
