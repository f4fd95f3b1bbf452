package io.govchain.console.index;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The short numbers of institutions' ids. There are few, so that all are remembered and a new one
 * is known to be new before anything is written. Nobody else gives numbers.
 */
final class Words {
  private final Database database;
  private final Rows rows = new Rows("words", "id", "word");
  private final Map<String, Long> numbers = new HashMap<>();
  private long next;

  Words(Database database) {
    this.database = database;
  }

  /** Forgets everything: what it remembered may have been undone. */
  void forget() {
    numbers.clear();
    rows.forget();
    next = 0;
  }

  long number(String word) {
    if (next == 0) {
      read();
    }
    Long known = numbers.get(word);
    if (known != null) {
      return known;
    }
    long number = next++;
    numbers.put(word, number);
    rows.add(number, word);
    return number;
  }

  private void read() {
    record Word(long number, String text) {}
    next = 1;
    database
        .read(
            handle ->
                Sql.list(
                    handle,
                    "SELECT id, word FROM words",
                    row -> new Word(row.getLong(1), row.getString(2))))
        .forEach(
            word -> {
              numbers.put(word.text(), word.number());
              next = Math.max(next, word.number() + 1);
            });
  }

  /** What writes the new ones. */
  Consumer<Handle> take() {
    return rows.take();
  }
}
