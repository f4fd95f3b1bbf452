package io.govchain.console.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A record whose details are still to be read from the chain: one after the other, or all at the
 * same time. They are put into it by one thread and in their order.
 */
final class UnreadRecord {
  private final ReadRecord record;
  private final List<Supplier<Consumer<ReadRecord>>> details = new ArrayList<>();

  private UnreadRecord(ReadRecord record) {
    this.record = record;
  }

  static UnreadRecord of(
      Kind kind,
      String id,
      String label,
      Enum<?> status,
      Optional<String> institution,
      Object record) {
    return new UnreadRecord(ReadRecord.of(kind, id, label, status, institution, record));
  }

  /** What every list shows of it. */
  ObjectNode json() {
    return record.json();
  }

  /** A detail under this name. */
  UnreadRecord with(String name, Supplier<?> detail) {
    return and(detail, (into, read) -> into.with(name, read));
  }

  /** What is read, and how it is put into the record. */
  <T> UnreadRecord and(Supplier<T> detail, BiConsumer<ReadRecord, T> put) {
    details.add(
        () -> {
          T read = detail.get();
          return into -> put.accept(into, read);
        });
    return this;
  }

  /** Reads one detail after the other. */
  ReadRecord read() {
    details.forEach(detail -> detail.get().accept(record));
    return record;
  }

  /** Reads all details at the same time. */
  CompletableFuture<ReadRecord> read(Executor executor) {
    List<CompletableFuture<Consumer<ReadRecord>>> asked =
        details.stream().map(each -> CompletableFuture.supplyAsync(each, executor)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              asked.forEach(detail -> detail.join().accept(record));
              return record;
            });
  }
}
