package io.govchain.console.acceptance;

import io.govchain.console.acceptance.browser.InChromium;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test people of its own, and looks at what their browsers sent when it is over. */
final class WithPeople implements ParameterResolver, AfterTestExecutionCallback {
  private static final Namespace NAMESPACE = Namespace.create(WithPeople.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == People.class;
  }

  @Override
  public People resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            People.class,
            ignored -> new People(InWorld.of(context), InChromium.browsing(context)),
            People.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    People people = context.getStore(NAMESPACE).get(People.class, People.class);
    if (people == null) {
      return;
    }
    if (context.getExecutionException().isPresent()) {
      people.leavePictures(
          context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName());
      people.leave();
    } else {
      people.leaveAndAreHeldToTheRules();
    }
  }
}
