package io.schemeless.eventstore.functions.http;

/// Ends the handling of a request with a problem.
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public HttpProblem(Problem problem) {
    super(problem.type().slug(), null, false, false);
    this.problem = problem;
  }

  public static HttpProblem parameter(String name, String detail) {
    return new HttpProblem(
        Problem.of(ProblemType.INVALID_PARAMETER, Fault.parameter(name, detail)));
  }

  public static HttpProblem header(String name, String detail) {
    return new HttpProblem(Problem.of(ProblemType.INVALID_PARAMETER, Fault.header(name, detail)));
  }

  public Problem problem() {
    return problem;
  }
}
