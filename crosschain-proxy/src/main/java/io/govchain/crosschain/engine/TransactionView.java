package io.govchain.crosschain.engine;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A transaction as it is shown to people and applications.
 *
 * @param detail why it was rejected, or is undone where no step says so; else nothing
 */
public record TransactionView(ApplicationStatus status, Reason detail, List<StepView> steps) {

  public TransactionView {
    steps = List.copyOf(steps);
  }

  static TransactionView of(ApplicationStatus status, Reason detail, Progress progress) {
    List<StepView> steps =
        IntStream.range(0, progress.size())
            .mapToObj(index -> StepView.of(index, progress.step(index)))
            .toList();
    return new TransactionView(status, detail, steps);
  }
}
