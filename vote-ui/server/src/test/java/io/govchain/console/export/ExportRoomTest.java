package io.govchain.console.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Queries;
import io.govchain.service.http.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for many files leaves room for those who look at pages. */
class ExportRoomTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void shouldMakeFewFilesAtATime_whenManyAreAskedFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(Exports.MOST_AT_ONCE);
    CountDownLatch go = new CountDownLatch(1);
    try (ConsoleStore store = store();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Queries slow = held(store, begun, go);
      Exports exports = new Exports(slow, folder, Duration.ofMillis(50));
      List<CompletableFuture<byte[]>> files = new ArrayList<>();
      for (int i = 0; i < Exports.MOST_AT_ONCE; i++) {
        files.add(CompletableFuture.supplyAsync(() -> file(exports), threads));
      }
      assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThatThrownBy(() -> file(exports))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().code()).isEqualTo("overloaded"));
      go.countDown();
      for (CompletableFuture<byte[]> file : files) {
        assertThat(file.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotEmpty();
      }
      assertThat(file(exports)).as("there is room again").isNotEmpty();
    }
  }

  /** The store, whose ledger waits before it hands over anything. */
  private static Queries held(ConsoleStore store, CountDownLatch begun, CountDownLatch go) {
    Ledger ledger = store.ledger();
    Ledger waiting =
        proxy(
            Ledger.class,
            (method, arguments) -> {
              if (method.getName().equals("stream")) {
                begun.countDown();
                go.await();
              }
              return method.invoke(ledger, arguments);
            });
    return proxy(
        Queries.class,
        (method, arguments) ->
            method.getName().equals("ledger") ? waiting : method.invoke(store, arguments));
  }

  private interface Call {
    Object of(java.lang.reflect.Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                method.setAccessible(true);
                return call.of(method, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }

  private static byte[] file(Exports exports) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      exports.transactions("csv", Ledger.Filter.ALL, Ledger.Order.NEWEST).content().writeTo(out);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return out.toByteArray();
  }

  private ConsoleStore store() {
    return ConsoleStore.open(
        folder.resolve("index.db"),
        1,
        "0x" + "00".repeat(32),
        ConsoleStore.OtherChain.REFUSE,
        new SimpleMeterRegistry());
  }
}
