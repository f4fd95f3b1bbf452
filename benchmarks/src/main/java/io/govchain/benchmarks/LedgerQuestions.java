package io.govchain.benchmarks;

import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Page;
import io.govchain.console.store.PageRequest;
import io.govchain.governance.TransactionRecord.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people ask of a long ledger, and how long they wait for each page; milliseconds. */
final class LedgerQuestions {
  private static final int LIMIT = 50;
  private static final Pattern CURSOR = Pattern.compile("\"cursor\"\\s*:\\s*\"([^\"]+)\"");

  /** A question in the words of the store and in those of the API. */
  private record Question(Ledger.Filter filter, Ledger.Order order, String query) {}

  private static final List<Question> QUESTIONS =
      List.of(
          question(Ledger.Filter.ALL, Ledger.Sort.OPENED_AT, false, ""),
          question(Ledger.Filter.ALL, Ledger.Sort.DEADLINE, true, ""),
          question(Ledger.Filter.ALL, Ledger.Sort.DURATION, false, ""),
          question(status(Status.SETTLED), Ledger.Sort.OPENED_AT, false, "&status=SETTLED"),
          question(status(Status.OPEN), Ledger.Sort.DEADLINE, true, "&status=OPEN"),
          question(status(Status.COMPENSATED), Ledger.Sort.DURATION, true, "&status=COMPENSATED"),
          question(
              filter("initiator", "notary"), Ledger.Sort.OPENED_AT, false, "&initiator=notary"),
          question(
              filter("institution", "court"), Ledger.Sort.OPENED_AT, false, "&institution=court"),
          question(
              filter("institution", "court"), Ledger.Sort.DEADLINE, false, "&institution=court"),
          question(
              filter("subchain", "registry/chain"),
              Ledger.Sort.OPENED_AT,
              true,
              "&subchain=registry/chain"),
          question(filter("pipeline", "3"), Ledger.Sort.OPENED_AT, false, "&pipeline=3"),
          question(filter("q", "0x7"), Ledger.Sort.OPENED_AT, false, "&q=0x7"),
          question(filter("q", "cou"), Ledger.Sort.OPENED_AT, false, "&q=cou"),
          question(
              both(Status.COMPENSATED, "registry"),
              Ledger.Sort.OPENED_AT,
              false,
              "&status=COMPENSATED&institution=registry"));

  private LedgerQuestions() {}

  private static Question question(
      Ledger.Filter filter, Ledger.Sort sort, boolean ascending, String query) {
    String sorting =
        switch (sort) {
          case OPENED_AT -> "openedAt";
          case DEADLINE -> "deadline";
          case DURATION -> "duration";
        };
    return new Question(
        filter,
        new Ledger.Order(sort, ascending),
        "/v1/transactions?limit="
            + LIMIT
            + "&sort="
            + sorting
            + "&order="
            + (ascending ? "asc" : "desc")
            + query);
  }

  private static Ledger.Filter status(Status status) {
    return Ledger.Filter.in(status);
  }

  private static Ledger.Filter filter(String what, String value) {
    return new Ledger.Filter(
        Optional.empty(),
        only(what, "initiator", value),
        only(what, "institution", value),
        only(what, "pipeline", value),
        only(what, "subchain", value),
        OptionalLong.empty(),
        OptionalLong.empty(),
        only(what, "q", value));
  }

  private static Ledger.Filter both(Status status, String institution) {
    return new Ledger.Filter(
        Optional.of(status),
        Optional.empty(),
        Optional.of(institution),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private static Optional<String> only(String what, String name, String value) {
    return what.equals(name) ? Optional.of(value) : Optional.empty();
  }

  /** So many pages of each question, one after the other, at the store. */
  static List<Double> ofStore(ConsoleStore store, int pages) {
    List<Double> times = new ArrayList<>();
    for (Question question : QUESTIONS) {
      Optional<String> cursor = Optional.empty();
      for (int page = 0; page < pages; page++) {
        long started = System.nanoTime();
        Page<Ledger.Line> found =
            store
                .ledger()
                .page(question.filter(), question.order(), new PageRequest(LIMIT, cursor));
        times.add((System.nanoTime() - started) / 1e6);
        require(!found.items().isEmpty(), question.query());
        cursor = found.cursor();
        if (cursor.isEmpty()) {
          break;
        }
      }
    }
    return times;
  }

  /** The same at the API, from sending the request to having the whole answer. */
  static List<Double> ofApi(URI console, int pages) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Question question : QUESTIONS) {
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < pages; page++) {
          URI uri = console.resolve(question.query() + cursor.map(c -> "&cursor=" + c).orElse(""));
          long started = System.nanoTime();
          HttpResponse<String> answer =
              http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
          times.add((System.nanoTime() - started) / 1e6);
          require(answer.statusCode() == 200, uri + " answered " + answer.body());
          Matcher next = CURSOR.matcher(answer.body());
          if (!next.find()) {
            break;
          }
          cursor = Optional.of(next.group(1));
        }
      }
    }
    return times;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("a question of the ledger was not answered: " + what);
    }
  }
}
