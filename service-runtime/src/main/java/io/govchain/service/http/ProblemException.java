package io.govchain.service.http;

/**
 * Carries a problem out of a database write, which must throw to be undone. Elsewhere handlers
 * return {@link Response#problem}.
 */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
