package io.govchain.console.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.govchain.console.store.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnreadRecordTest {
  private static final long PATIENCE_SECONDS = 60;

  private enum Status {
    ACTIVE
  }

  @Test
  void shouldReadAllDetailsAtTheSameTime_whenThereIsAnExecutor() {
    CountDownLatch asked = new CountDownLatch(3);
    UnreadRecord unread =
        record()
            .with("first", () -> together(asked, "one"))
            .with("keys", List::of)
            .and(() -> together(asked, List.of(1, 2)), (into, keys) -> into.adding("keys", keys))
            .and(() -> together(asked, List.of(3)), (into, keys) -> into.adding("keys", keys));

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ReadRecord read = unread.read(executor).join();

      assertEquals("{\"first\":\"one\",\"keys\":[1,2,3]}", read.details().toString());
    }
  }

  @Test
  void shouldKeepTheOrderOfDetails_whenTheyAreReadOneAfterTheOther() {
    ReadRecord read =
        record()
            .with("last", () -> 1)
            .and(() -> "text", (into, text) -> into.json().put("more", text))
            .with("first", () -> 2)
            .read();

    assertEquals("{\"last\":1,\"first\":2}", read.details().toString());
    assertEquals("{\"name\":\"registry\",\"more\":\"text\"}", read.json().toString());
  }

  @Test
  void shouldFailWithTheSameReason_whenADetailCannotBeRead() {
    IllegalStateException reason = new IllegalStateException("the node refuses");
    UnreadRecord unread =
        record()
            .with("good", () -> 1)
            .with(
                "bad",
                () -> {
                  throw reason;
                });

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionException failed =
          assertThrows(CompletionException.class, () -> unread.read(executor).join());
      assertSame(reason, failed.getCause());
    }
    assertSame(reason, assertThrows(IllegalStateException.class, unread::read));
  }

  private static UnreadRecord record() {
    return UnreadRecord.of(
        Kind.NODES, "0x01", "node", Status.ACTIVE, Optional.empty(), Map.of("name", "registry"));
  }

  /** Comes back only once the others were asked for, too. */
  private static <T> T together(CountDownLatch asked, T detail) {
    asked.countDown();
    try {
      assertTrue(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "the others were not asked for");
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return detail;
  }
}
