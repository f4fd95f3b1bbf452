package io.govchain.service.http;

import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says which part of a request breaks the OpenAPI contract, what was expected and what came. */
final class InvalidRequest {
  private static final int LONGEST = 120;
  private static final String SEE = " (see /openapi.yaml)";
  private static final Pattern PARAMETER =
      Pattern.compile("\\b(query|path|header) parameter (\\S+?)[.,]?(?:\\s.*|$)", Pattern.DOTALL);
  private static final String UNREADABLE = "The request body can't be decoded";
  private static final Pattern REASON = Pattern.compile("Reason: (.*)", Pattern.DOTALL);

  private InvalidRequest() {}

  /** The validator's message, taken apart; of a body no content is repeated. */
  static Problem problem(
      RoutingContext context, ValidatorException invalid, Expectation expectation) {
    String message = String.valueOf(invalid.getMessage());
    Matcher reason = REASON.matcher(message);
    String expected = reason.find() ? reason.group(1) : message;
    Matcher parameter = PARAMETER.matcher(message);
    if (parameter.find()) {
      String where = parameter.group(1);
      String name = parameter.group(2);
      return Problem.of("request-invalid", 400, where + " parameter " + name)
          .expected(expectation.parameter(where, name).orElse(expected) + SEE)
          .actual(given(context, where, name).map(InvalidRequest::brief).orElse("none"));
    }
    if (invalid.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT) {
      return Problem.of("request-invalid", 400, "content type of the request body")
          .expected(expectation.contentTypes().orElse("none") + SEE)
          .actual(
              given(context, "header", "content-type").map(InvalidRequest::brief).orElse("none"));
    }
    return Problem.of("request-invalid", 400, "request body")
        .expected((message.startsWith(UNREADABLE) ? "one JSON document" : expected) + SEE)
        .actual(context.request().method() + " " + context.request().path());
  }

  private static Optional<String> given(RoutingContext context, String where, String name) {
    return Optional.ofNullable(
        switch (where) {
          case "query" -> context.queryParams().get(name);
          case "path" -> last(context.request().path());
          default -> context.request().getHeader(name);
        });
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A misspelt filter that is passed over answers more than was asked for. */
  static void requireKnownQuery(RoutingContext context, Operation operation) {
    Set<String> known =
        operation.getParameters().stream()
            .filter(parameter -> parameter.getIn() == Location.QUERY)
            .map(Parameter::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : context.queryParams().names()) {
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.of("request-invalid", 400, "unknown query parameter")
                .expected(known.isEmpty() ? "none" : "one of " + String.join(", ", known))
                .actual(brief(name)));
      }
    }
  }

  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
