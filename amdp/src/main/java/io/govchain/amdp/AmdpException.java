package io.govchain.amdp;

/**
 * An input that the protocol refuses. Code that takes input from others turns it into a verdict or
 * an answer.
 */
public final class AmdpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public AmdpException(Problem problem) {
    super(problem.text());
    this.problem = problem;
  }

  public AmdpException(AmdpError code, String where, String expected, String actual) {
    this(new Problem(code, where, expected, actual));
  }

  /** What is wrong. */
  public Problem problem() {
    return problem;
  }

  /** Shorthand for {@code problem().code()}. */
  public AmdpError code() {
    return problem.code();
  }
}
