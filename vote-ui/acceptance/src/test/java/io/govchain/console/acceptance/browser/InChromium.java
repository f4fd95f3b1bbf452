package io.govchain.console.acceptance.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one Chromium to all tests of a run. Where no browser can be had, the tests are skipped, and
 * say so in one line.
 */
public final class InChromium implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InChromium.class);
  private static final Chromium CHROMIUM = Chromium.find();

  /** A browser with an end: JUnit closes it after the last test. */
  private record Open(Browsing browsing) implements AutoCloseable {
    @Override
    public void close() {
      browsing.close();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (CHROMIUM.program().isPresent()) {
      return ConditionEvaluationResult.enabled("drives " + CHROMIUM.program().get());
    }
    String why = context.getDisplayName() + " skipped: " + CHROMIUM.missing();
    if (context.getTestMethod().isEmpty()) {
      System.out.println(why);
    }
    return ConditionEvaluationResult.disabled(why);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browsing.class;
  }

  @Override
  public Browsing resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return browsing(context);
  }

  /** The one browser of this run. */
  public static Browsing browsing(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return store
        .getOrComputeIfAbsent(
            Open.class,
            ignored -> new Open(Browsing.start(CHROMIUM.program().orElseThrow())),
            Open.class)
        .browsing();
  }
}
