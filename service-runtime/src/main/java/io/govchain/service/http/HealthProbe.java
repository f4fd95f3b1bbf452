package io.govchain.service.http;

import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * One named reason for being ready or not. Runs on a virtual thread at every {@code /health/ready},
 * bounded by two seconds; a probe that throws or takes longer counts as not ready.
 */
public record HealthProbe(String name, Callable<Finding> check) {
  /**
   * What a probe found.
   *
   * @param text for people: what is as it should be, or what is expected and what is found
   */
  public record Finding(boolean ok, String text) {
    public static Finding ok(String text) {
      return new Finding(true, text);
    }

    public static Finding failed(String text) {
      return new Finding(false, text);
    }
  }

  public static HealthProbe of(String name, Supplier<Finding> check) {
    return new HealthProbe(name, check::get);
  }

  /** Whether the database can be read and takes writes. */
  public static HealthProbe database(Database database) {
    return of(
        "database",
        () -> {
          database.read(handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
          return database
              .failure()
              .map(DatabaseException::getMessage)
              .map(Finding::failed)
              .orElseGet(() -> Finding.ok("takes writes"));
        });
  }
}
