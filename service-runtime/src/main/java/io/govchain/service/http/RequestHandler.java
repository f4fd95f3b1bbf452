package io.govchain.service.http;

/** Answers one operation. Runs on a virtual thread of its own and may block. */
@FunctionalInterface
public interface RequestHandler {
  /**
   * Answers the request. A {@link ProblemException} becomes its problem, a DatabaseException 503
   * with its code; anything else is a defect: logged, and answered with 500 {@code internal-error}.
   */
  Response handle(Request request) throws Exception;
}
