package io.govchain.console.api;

import io.govchain.console.store.ChainView;
import io.govchain.console.store.Queries;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;

/** The chain and what it governs, as a whole. */
final class ChainApi {
  private static final int WINDOW = 100;
  private static final int MOST_BUCKETS = 2_000;

  private final Queries queries;
  private final Answers answers;

  ChainApi(Queries queries, Answers answers) {
    this.queries = queries;
    this.answers = answers;
  }

  Response overview(Request request) {
    return answers.of(queries.chain().overview());
  }

  Response blocks(Request request) {
    return answers.list(queries.chain().blocks(Parameters.page(request).limit()));
  }

  Response validators(Request request) {
    int window = request.queryValue("window").map(Integer::valueOf).orElse(WINDOW);
    return answers.list(queries.chain().validators(window));
  }

  Response statistics(Request request) {
    long bucket = request.queryValue("bucket").map(Long::valueOf).orElse(3_600L);
    long to = Parameters.number(request, "to").orElse(queries.position().time());
    long from = Parameters.number(request, "from").orElse(Math.max(0, to - 24 * bucket));
    if (from > to || (to - from) / bucket >= MOST_BUCKETS) {
      throw new ProblemException(
          Problem.of("period-refused", 400, "the period does not suit its buckets")
              .expected("from before to, at most " + MOST_BUCKETS + " buckets")
              .actual("from %d to %d in buckets of %d".formatted(from, to, bucket)));
    }
    return answers.list(queries.chain().statistics(from, to, bucket));
  }

  Response topology(Request request) {
    ChainView.Topology topology = queries.chain().topology();
    return answers.of(topology);
  }

  Response credit(Request request) {
    return answers.list(queries.chain().credit());
  }
}
