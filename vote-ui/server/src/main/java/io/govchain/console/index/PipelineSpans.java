package io.govchain.console.index;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Which transactions go through which pipeline: those that follow one another within a block have
 * one row together, since a batch's mostly go through the same.
 */
final class PipelineSpans {
  private final Rows rows = new Rows("pipeline_spans", "pipeline", "first", "last");
  private final Map<Long, Span> open = new HashMap<>();

  private static final class Span {
    private final long first;
    private long last;

    private Span(long first) {
      this.first = first;
      this.last = first;
    }
  }

  /** This transaction goes through it; asked in the order of transactions. */
  void add(long pipeline, long seq) {
    Span span = open.get(pipeline);
    if (span != null && span.last >= seq - 1) {
      span.last = seq;
      return;
    }
    if (span != null) {
      row(pipeline, span);
    }
    open.put(pipeline, new Span(seq));
  }

  /** None reaches into the next block, so that whole rows are taken back with a block. */
  void endBlock() {
    open.forEach(this::row);
    open.clear();
  }

  private void row(long pipeline, Span span) {
    rows.add(pipeline, span.first, span.last);
  }

  void forget() {
    open.clear();
    rows.forget();
  }

  /** What writes all that was added; begins anew. */
  Consumer<Handle> take() {
    endBlock();
    return rows.take();
  }
}
