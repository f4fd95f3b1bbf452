package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.World;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every main page, for everybody: with any screen, in any light, with or without a mouse. */
@Acceptance
@Order(3)
class MainPagesTest {
  static List<Look> looks() {
    return List.of(Look.USUAL, Look.CHINESE_PHONE);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void shouldHaveNoBarrierAndFitTheScreen_whenAnyMainPageIsOpen(
      Look look, World world, People people) {
    Furnishing.of(world);
    Visitor visitor = people.somebody(look);
    SoftAssertions all = new SoftAssertions();
    List<String> headings = new ArrayList<>();
    for (MainPage main : MainPage.of(world)) {
      Page page = main.open(visitor);
      visitor.by(Look.Theme.LIGHT);
      all.assertThat(Inspection.barriers(page)).as("barriers on %s", main).isEmpty();
      visitor.by(Look.Theme.DARK);
      all.assertThat(Inspection.dimness(page)).as("barriers in the dark on %s", main).isEmpty();
      headings.add(page.locator("h1").first().textContent());
      all.assertThat(Inspection.beyondTheScreen(page))
          .as("wider than %s: %s", look, main)
          .isEmpty();
    }
    all.assertAll();
    assertThat(headings)
        .doesNotContainNull()
        .allSatisfy(heading -> assertThat(heading).isNotBlank());
  }
}
