package io.govchain.console.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.EventLog;
import io.govchain.console.store.HistoryEvent;
import io.govchain.console.store.Kind;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Page;
import io.govchain.console.store.PageRequest;
import io.govchain.console.store.Queries;
import io.govchain.console.store.Registers;
import io.govchain.console.words.EventWords;
import io.govchain.service.http.Download;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes files of at most {@value #MOST} rows without holding them in memory. They are made on disk
 * first: a reader that takes its time must not keep a connection to the store.
 */
public final class Exports {
  /** Most rows of a file. */
  public static final int MOST = 100_000;

  private static final String CUT =
      String.format(
          Locale.ROOT,
          "此文件到此为止：最多 %1$,d 行，其余请按日期等条件筛选后分次导出。"
              + " The file ends here, at %1$,d rows; for the rest narrow the filters, by days for"
              + " instance.",
          MOST);

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** Each has a connection to the store for seconds, and everybody else needs some, too. */
  static final int MOST_AT_ONCE = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queries queries;
  private final Path scratch;
  private final Duration patience;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  /**
   * Exports of this store.
   *
   * @param scratch an existing folder for files that need not outlive the process
   */
  public Exports(Queries queries, Path scratch) {
    this(queries, scratch, PATIENCE);
  }

  Exports(Queries queries, Path scratch, Duration patience) {
    this.queries = queries;
    this.scratch = scratch;
    this.patience = patience;
  }

  @FunctionalInterface
  private interface Rows<T> {
    void into(Consumer<T> sink);
  }

  /** Transactions of the ledger. */
  public Download transactions(String format, Ledger.Filter filter, Ledger.Order order) {
    Rows<RoutedLine> rows =
        sink -> {
          Map<Long, Ledger.Route> routes = queries.ledger().routes();
          queries.ledger().stream(
              filter, order, MOST + 1, line -> sink.accept(RoutedLine.of(line, routes)));
        };
    return file("transactions", "事务 Transactions", format, () -> Tables.LEDGER, rows);
  }

  /** Events of the log of governance. */
  public Download history(String format, EventLog.Filter filter) {
    Rows<HistoryEvent> rows = sink -> queries.events().stream(filter, MOST + 1, sink);
    return file("history", "治理日志 History", format, () -> Tables.history(words()), rows);
  }

  private EventWords words() {
    Map<String, String> codes = new HashMap<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<ObjectNode> page =
          queries
              .registers()
              .page(
                  Kind.INSTITUTIONS,
                  Registers.Filter.ALL,
                  new PageRequest(PageRequest.MOST, cursor));
      page.items().forEach(each -> codes.put(each.get("id").asText(), each.get("label").asText()));
      cursor = page.cursor();
    } while (cursor.isPresent());
    return new EventWords(codes);
  }

  private <T> Download file(
      String name, String title, String format, Supplier<List<Column<T>>> columns, Rows<T> rows) {
    String type =
        switch (format) {
          case "csv" -> "text/csv; charset=utf-8";
          case "xlsx" -> XLSX;
          default -> "application/json";
        };
    return new Download(
        Map.of(
            "content-type",
            type,
            "content-disposition",
            "attachment; filename=\"govchain-%s.%s\"".formatted(name, format),
            "cache-control",
            "no-store"),
        out -> send(title, format, columns, rows, out));
  }

  private <T> void send(
      String title,
      String format,
      Supplier<List<Column<T>>> columns,
      Rows<T> rows,
      OutputStream out)
      throws IOException {
    Path file = Files.createTempFile(scratch, "export", "." + format);
    try {
      enter();
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
          RowWriter<T> writer = writer(title, format, columns, stream)) {
        write(rows, writer);
      } catch (UncheckedIOException full) {
        throw full.getCause();
      } finally {
        room.release();
      }
      Files.copy(file, out);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void enter() {
    try {
      if (room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        Problem.of("overloaded", 503, "too many files are being made")
            .expected("at most %d at a time; ask again soon".formatted(MOST_AT_ONCE))
            .actual("none became ready within %d s".formatted(patience.toSeconds())));
  }

  private static <T> void write(Rows<T> rows, RowWriter<T> writer) throws IOException {
    long[] found = {0};
    rows.into(
        row -> {
          if (++found[0] <= MOST) {
            write(writer, row);
          }
        });
    if (found[0] > MOST) {
      writer.note(CUT);
    }
  }

  private static <T> void write(RowWriter<T> writer, T row) {
    try {
      writer.row(row);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static <T> RowWriter<T> writer(
      String title, String format, Supplier<List<Column<T>>> columns, OutputStream out)
      throws IOException {
    return switch (format) {
      case "csv" -> new CsvWriter<>(out, columns.get());
      case "xlsx" -> new XlsxWriter<>(out, title, columns.get());
      default -> new JsonWriter<>(out);
    };
  }
}
