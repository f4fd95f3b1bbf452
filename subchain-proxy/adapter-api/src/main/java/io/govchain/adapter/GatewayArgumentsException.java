package io.govchain.adapter;

/** The arguments of a request are not those of the function that it names. */
public final class GatewayArgumentsException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient ArgumentProblem problem;

  /** What is wrong with them. */
  public GatewayArgumentsException(ArgumentProblem problem) {
    super(
        "%s: expected %s, got %s".formatted(problem.where(), problem.expected(), problem.actual()));
    this.problem = problem;
  }

  /** The same in parts. */
  public ArgumentProblem problem() {
    return problem;
  }
}
