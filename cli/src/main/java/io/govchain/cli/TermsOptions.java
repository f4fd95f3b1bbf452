package io.govchain.cli;

import io.govchain.governance.DataClass;
import io.govchain.governance.Pipeline;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What both sides of a pipeline agree on besides the ends. */
final class TermsOptions {
  @Option(
      names = "--valid-days",
      paramLabel = "DAYS",
      description = "From now; a new pipeline's default is 365.")
  private Optional<Integer> validDays = Optional.empty();

  @Option(
      names = "--data-class",
      paramLabel = "CLASS",
      converter = Words.DataClasses.class,
      completionCandidates = Words.DataClasses.class,
      description = {
        "One of: ${COMPLETION-CANDIDATES}; a new pipeline's default is general.",
        "Important and core data need a limit; core data needs subchains with the rule qbft-seals."
      })
  private Optional<DataClass> dataClass = Optional.empty();

  @Option(
      names = "--calls-per-window",
      paramLabel = "COUNT",
      description = "Steps of opened transactions in one window; 0 for any number, the default.")
  private Optional<Long> callsPerWindow = Optional.empty();

  @Option(
      names = "--window",
      paramLabel = "SECONDS",
      description = "Length of the window in which calls are counted.")
  private Optional<Long> windowSeconds = Optional.empty();

  /** The terms of a new pipeline. */
  Pipeline.Terms terms(long now) {
    return terms(now, Pipeline.Terms.until(now + Duration.ofDays(365).toSeconds()));
  }

  /** These terms, changed where an option says so. */
  Pipeline.Terms terms(long now, Pipeline.Terms present) {
    boolean unlimited = callsPerWindow.filter(count -> count == 0).isPresent();
    Pipeline.Terms terms =
        new Pipeline.Terms(
            validDays
                .map(days -> now + Duration.ofDays(days).toSeconds())
                .orElse(present.validUntil()),
            dataClass.orElse(present.dataClass()),
            callsPerWindow.orElse(present.callsPerWindow()),
            windowSeconds.orElse(unlimited ? 0 : present.windowSeconds()));
    if ((terms.callsPerWindow() == 0) != (terms.windowSeconds() == 0)) {
      throw CommandFailure.usage(
          "expected --calls-per-window and --window together, actual %d calls and %d seconds"
              .formatted(terms.callsPerWindow(), terms.windowSeconds()));
    }
    return terms;
  }
}
